/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.fuzz;

import io.natsbridge.camel.arrow.ArrowTarget;
import io.natsbridge.camel.codec.CodecTarget;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.EnvelopeReader;
import io.natsbridge.camel.envelope.EnvelopeTarget;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a target begins with: files that are committed, and the payloads of the conformance vectors. */
final class Seeds {

    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");
    private static final EnvelopeReader READER = new EnvelopeReader(64, () -> "made");

    private Seeds() {}

    /** The directories of a target's seeds; those that are made are put below the one given. */
    static List<Path> of(Class<?> target, Path made) throws IOException {
        List<Path> directories = new ArrayList<>();
        Path committed = CORPUS.resolve(target.getSimpleName());
        if (Files.isDirectory(committed)) {
            directories.add(committed);
        }
        Path envelopes = Path.of(System.getProperty("natsbridge.vectors"), "envelopes");
        if (target == EnvelopeTarget.class) {
            directories.add(envelopes);
        } else if (target == CodecTarget.class || target == ArrowTarget.class) {
            Files.createDirectories(made);
            payloads(envelopes).forEach(payload -> write(target, payload, made));
            directories.add(made);
        }
        return directories;
    }

    private static Stream<Payload> payloads(Path envelopes) throws IOException {
        try (Stream<Path> files = Files.list(envelopes)) {
            return files.sorted().toList().stream().flatMap(Seeds::payloadsOf);
        }
    }

    private static Stream<Payload> payloadsOf(Path file) {
        try {
            return READER.read(Files.readAllBytes(file)).payloads().stream()
                    .filter(payload -> payload.content().isPresent());
        } catch (NatsBridgeException noEnvelope) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Class<?> target, Payload payload, Path directory) {
        boolean table = payload.type() == PayloadType.ARROWTABLE || payload.type() == PayloadType.TABLE;
        if (target == ArrowTarget.class && !table) {
            return;
        }
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        if (target == CodecTarget.class) {
            seed.write(CodecTarget.digit(payload.type()));
        }
        try (Content content = payload.content().orElseThrow()) {
            byte[] bytes = content.toByteArray();
            seed.writeBytes(bytes);
            Files.write(
                    directory.resolve(payload.type() + "-" + Integer.toHexString(Arrays.hashCode(bytes))),
                    seed.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
