/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Where everything is in a stream or a file whose framing is sound.
 *
 * @param schema as it is on the wire: a dictionary-encoded column has the type of its values
 * @param messages positions of dictionaries and batches, in the order in which they are to be read
 * @param rows of all batches together
 * @param compressed whether a message is packed
 * @param dictionaryChanges the most that happens to one of its dictionaries
 */
record IpcTable(
        ArrowFormat format,
        Schema schema,
        TableLayout layout,
        List<Long> messages,
        long rows,
        boolean compressed,
        DictionaryChanges dictionaryChanges) {}
