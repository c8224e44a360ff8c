/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tables as comma-separated values. */
package io.natsbridge.camel.csv;
