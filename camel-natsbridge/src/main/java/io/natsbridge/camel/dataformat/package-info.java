/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** The data format {@code natsbridge}. */
package io.natsbridge.camel.dataformat;
