/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

/**
 * A column of an Arrow table.
 *
 * @param name of the column
 * @param type in the words of pyarrow: {@code int64}, {@code double}, {@code string}, {@code timestamp[us, tz=UTC]},
 *     {@code decimal128(10, 2)}, {@code list<item: int32>},
 *     {@code dictionary<values=string, indices=int32, ordered=0>}, …
 */
public record PeerColumn(String name, String type) {}
