/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** The application of the first guide, alone, because Camel Main starts all routes of its package. */
package io.natsbridge.camel.docs.first;
