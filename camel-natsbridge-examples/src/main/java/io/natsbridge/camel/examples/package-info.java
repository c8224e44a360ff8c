/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Programs that show the component at work; {@code src/docs/examples.md} lists them. Each starts what it needs, says what it finds and ends by itself. {@link
 * io.natsbridge.camel.examples.Example} is what most of them have in common, {@link io.natsbridge.camel.examples.Stage} the servers and peers around them.
 */
package io.natsbridge.camel.examples;
