/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Keeps back headers that command Camel ({@code Camel*}, {@code org.apache.camel*}) or the broker ({@code Nats-*}), whatever the case, in both directions.
 */
public class NatsBridgeHeaderFilterStrategy extends DefaultHeaderFilterStrategy {

    private static final String[] PREFIXES = {"camel", "org.apache.camel", "nats-"};

    public NatsBridgeHeaderFilterStrategy() {
        setLowerCase(true);
        setInFilterStartsWith(PREFIXES);
        setOutFilterStartsWith(PREFIXES);
    }
}
