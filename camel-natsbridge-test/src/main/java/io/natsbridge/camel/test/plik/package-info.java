/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A Plik file server for tests and examples that starts by itself; {@link io.natsbridge.camel.test.plik.PlikServices} and
 * {@link io.natsbridge.camel.test.plik.EmbeddedPlik} are the types to read first.
 */
package io.natsbridge.camel.test.plik;
