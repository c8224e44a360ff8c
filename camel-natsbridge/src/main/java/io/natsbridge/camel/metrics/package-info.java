/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the bridge observes, as meters of Micrometer; start with {@link io.natsbridge.camel.metrics.BridgeMeters}. Loaded only where Micrometer is there. Imports no Camel. */
package io.natsbridge.camel.metrics;
