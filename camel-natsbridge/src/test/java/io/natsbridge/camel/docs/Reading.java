/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

/** One row of a table. */
record Reading(String sensor, double celsius) {}
