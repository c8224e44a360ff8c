/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.test.peer.OutgoingPayload;
import java.nio.file.Path;

/**
 * One of the Arrow tables that {@code arrow_zoo.py} makes.
 *
 * @param group of kinds, as the script calls it
 * @param kind what is peculiar about the table
 * @param form {@code stream} or {@code file}
 * @param compression {@code none}, {@code lz4} or {@code zstd}
 * @param path of its bytes
 */
record PeerTable(String group, String kind, String form, String compression, Path path) {

    /** As a peer is told to send it, under the name that the form has. */
    OutgoingPayload payload() {
        return OutgoingPayload.file(kind, form.equals("file") ? "table" : "arrowtable", path);
    }

    /** The same table compressed in another way. */
    PeerTable withCompression(String other) {
        return new PeerTable(group, kind, form, other, path);
    }

    /** The same table in another form. */
    PeerTable withForm(String other) {
        return new PeerTable(group, kind, other, compression, path);
    }

    @Override
    public String toString() {
        return kind + "." + form + (compression.equals("none") ? "" : " in " + compression);
    }
}
