/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    @Test
    void findsMetricsAndLabels() {
        Expression quotient = new Expression("sum by (type, code) (rate(a_sum{x=~\"$y\",z=\"1\"}[$__rate_interval]))"
                + " / sum by (type, code) (rate(a_count{x=~\"$y\"}[$__rate_interval]))");
        assertThat(quotient.asked()).containsOnlyKeys("a_sum", "a_count");
        assertThat(quotient.asked().get("a_sum")).containsExactly("code", "type", "x", "z");
        assertThat(quotient.asked().get("a_count")).containsExactly("code", "type", "x");
        assertThat(quotient.results()).containsExactly("code", "type");
    }

    @Test
    void findsTheLabelOfAVariable() {
        Expression variable = new Expression("label_values(a_total, context)");
        assertThat(variable.asked().get("a_total")).containsExactly("context");
        assertThat(variable.results()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum(rate(unselected[$__rate_interval]))", "sum(rate(a{x~1}))", "avg(a{x=\"1\"})"})
    void refusesWhatItDoesNotUnderstand(String text) {
        assertThatThrownBy(() -> new Expression(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
