/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Programs that show the component at work: {@link io.natsbridge.camel.examples.AllTypes}, every payload type through Camel routes and a Node.js peer, and
 * {@link io.natsbridge.camel.examples.Chat}, and one that measures, {@link io.natsbridge.camel.examples.Throughput}. Each starts what it needs and ends by itself.
 */
package io.natsbridge.camel.examples;
