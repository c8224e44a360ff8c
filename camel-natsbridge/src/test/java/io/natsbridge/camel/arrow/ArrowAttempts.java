/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.util.List;
import java.util.stream.Stream;

/** Tries to read what may be no table; everything but the two exceptions that say so comes through. */
final class ArrowAttempts {

    private ArrowAttempts() {}

    /** Reads in every way; returns the number of rows for each way that was able to open the table. */
    static List<Long> readAll(byte[] bytes) {
        return Stream.of(ArrowValidation.values())
                .flatMap(validation -> read(bytes, validation))
                .toList();
    }

    private static Stream<Long> read(byte[] bytes, ArrowValidation validation) {
        try (ArrowTable table = ArrowTables.open(Content.of(bytes), "t", ArrowLimits.DEFAULT, validation)) {
            attempt(() -> table.forEach(row -> {}));
            attempt(() -> table.forEachBatch(root -> {}));
            return Stream.of(table.rowCount());
        } catch (PayloadConversionException | PayloadTooLargeException e) {
            return Stream.empty();
        }
    }

    private static void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (PayloadConversionException | PayloadTooLargeException refused) {
            if (!List.of("NB-103", "NB-104").contains(refused.code())) {
                throw refused;
            }
        }
    }
}
