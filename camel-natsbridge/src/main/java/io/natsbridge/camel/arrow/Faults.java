/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.arrow.memory.OutOfMemoryException;

/**
 * Makes whatever goes wrong below the edge of the package one of the exceptions that leave it: two for data that cannot be read or written, and one for a file of this machine
 * that cannot, which is not the data's fault.
 */
record Faults(String dataname, ArrowLimits limits) {

    /** What a failure to read the payload is to the caller. */
    RuntimeException reading(Exception e) {
        return translate("cannot read the Arrow data", e);
    }

    /** What a failure to write the payload is to the caller. */
    RuntimeException writing(Exception e) {
        return translate("cannot write the Arrow data", e);
    }

    private RuntimeException translate(String action, Exception e) {
        if (e instanceof NatsBridgeException known) {
            return known;
        }
        if (e instanceof ArrowLimitException limit) {
            return new PayloadTooLargeException(
                    "Payload '" + Names.printable(dataname) + "': " + limit.getMessage(),
                    limit.bytes(),
                    limit.limit(),
                    limit.remedy());
        }
        if (e instanceof OutOfMemoryException) {
            return new PayloadTooLargeException(
                    "Payload '" + Names.printable(dataname) + "': a batch of the Arrow data",
                    -1,
                    limits.maxMemory(),
                    "have it sent in smaller batches, or raise ArrowLimits.maxMemory");
        }
        if (e instanceof MalformedArrowException) {
            return new PayloadConversionException(dataname, action + ": " + e.getMessage(), e.getCause());
        }
        if (e instanceof UncheckedIOException broken) {
            return new UncheckedIOException(
                    "Payload '" + Names.printable(dataname) + "': " + action + ": "
                            + Names.printable(broken.getCause().toString()),
                    broken.getCause());
        }
        String what = e instanceof IOException ? "its bytes cannot be read" : "its structure is damaged";
        return new PayloadConversionException(
                dataname, action + ": " + what + " (" + e.getClass().getSimpleName() + ")", e);
    }
}
