/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A vector of the manifest.
 *
 * @param folder of the vectors
 * @param json as the manifest has it
 */
record Vector(Path folder, JsonNode json) {

    /** The vectors of the repository. */
    static final Path FOLDER =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("src/vectors");

    static JsonNode manifest() throws IOException {
        return Draft.JSON.readTree(Files.readAllBytes(FOLDER.resolve("manifest.json")));
    }

    static List<Vector> all() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        manifest().path("vectors").forEach(json -> vectors.add(new Vector(FOLDER, json)));
        return vectors;
    }

    String id() {
        return json.path("id").textValue();
    }

    boolean isAccepted() {
        return json.path("verdict").textValue().equals("accept");
    }

    byte[] read(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    /** The message, for a file server. */
    byte[] message(String fileserverUrl) throws IOException {
        String text = new String(read(json.path("envelope").textValue()), ISO_8859_1);
        for (JsonNode fill : json.path("generate")) {
            String unit =
                    fill.path("text").textValue().repeat(fill.path("times").intValue());
            text = text.replace(fill.path("placeholder").textValue(), unit);
        }
        return text.replace(Fixture.FILESERVER, fileserverUrl).getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
        return id();
    }
}
