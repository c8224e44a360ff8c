/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

/**
 * One payload as one side saw it: the sender when it sent it, a receiver when it arrived. Equal when nothing was lost or changed on the way.
 *
 * @param dataname its name
 * @param type its type's name on the wire
 * @param transport {@code direct} or {@code link}
 * @param bytes its size, before base64
 * @param sha256 of its bytes, lower-case hexadecimal
 */
record Seen(String dataname, String type, String transport, long bytes, String sha256) {}
