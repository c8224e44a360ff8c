/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Java that the documents show, between {@code tag} and {@code end} comments, and the tests that hold the documents to it and to the component's metadata. */
package io.natsbridge.camel.docs;
