/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Pictures of terminals, for documents that show what programs write. Nothing is null. */
package io.natsbridge.camel.test.terminal;
