/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Micro-benchmarks of single classes: codecs, converters and envelopes. */
package io.natsbridge.camel.benchmark.jmh;
