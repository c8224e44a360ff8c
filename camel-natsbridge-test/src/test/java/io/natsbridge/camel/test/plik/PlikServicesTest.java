/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlikServicesTest {

    private static final PlikService CONTAINER = new RemotePlik("http://container");

    private static PlikService choose(Map<String, String> properties, Map<String, String> variables) {
        return new PlikServices(properties::get, variables::get, () -> true, () -> CONTAINER).choose();
    }

    @Test
    void prefersThePropertysAddress() {
        PlikService service = choose(
                Map.of(PlikServices.URL_PROPERTY, "http://a:1/plik/"), Map.of(PlikServices.URL_VARIABLE, "http://b:1"));

        assertThat(service.url()).isEqualTo("http://a:1/plik");
    }

    @Test
    void takesTheVariablesAddressOtherwise() {
        assertThat(choose(Map.of(), Map.of(PlikServices.URL_VARIABLE, "http://b:1"))
                        .url())
                .isEqualTo("http://b:1");
    }

    @Test
    void takesABlankAddressForNone() {
        assertThat(choose(Map.of(), Map.of(PlikServices.URL_VARIABLE, " "))).isSameAs(CONTAINER);
    }

    @Test
    void startsAContainerWhereThereIsNoAddress() {
        assertThat(choose(Map.of(), Map.of())).isSameAs(CONTAINER);
    }

    @Test
    void startsAContainerWhenAskedToInSpiteOfAnAddress() {
        assertThat(choose(
                        Map.of(PlikServices.TYPE_PROPERTY, "container", PlikServices.URL_PROPERTY, "http://a:1"),
                        Map.of()))
                .isSameAs(CONTAINER);
    }

    @Test
    void saysWhichAddressItMisses() {
        assertThatIllegalStateException()
                .isThrownBy(() -> choose(Map.of(PlikServices.TYPE_PROPERTY, "remote"), Map.of()))
                .withMessageContaining(PlikServices.URL_PROPERTY)
                .withMessageContaining(PlikServices.URL_VARIABLE);
    }

    @Test
    void saysWhichKindsThereAre() {
        assertThatIllegalStateException()
                .isThrownBy(() -> choose(Map.of(PlikServices.TYPE_PROPERTY, "cloud"), Map.of()))
                .withMessageContaining("cloud")
                .withMessageContaining("embedded");
    }

    @Test
    void leavesAForeignServerAlone() {
        PlikService service = choose(Map.of(), Map.of(PlikServices.URL_VARIABLE, "http://b:1"));

        service.close();

        assertThat(service.url()).isEqualTo("http://b:1");
    }
}
