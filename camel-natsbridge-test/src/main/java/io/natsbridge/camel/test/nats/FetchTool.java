/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A tool of this machine that can get a nats-server from where the machine gets such things. */
interface FetchTool {

    /** How long a tool may take; building from source on a busy machine is slow. */
    Duration LIMIT = Duration.ofMinutes(10);

    /**
     * Gets the server.
     *
     * @param version which one
     * @param folder an empty folder for all files that the tool makes
     * @return the program in that folder
     * @throws IOException if that failed; the text holds what the tool printed
     */
    Path fetch(NatsVersion version, Path folder) throws IOException;

    /** Returns the tools that are there, the first one to be tried first. */
    static List<FetchTool> present(Surroundings surroundings) {
        List<FetchTool> tools = new ArrayList<>();
        surroundings.program("go").ifPresent(go -> tools.add(new GoTool(go)));
        Optional<Path> python = Stream.of("python3", "python")
                .flatMap(name -> surroundings.program(name).stream())
                .findFirst();
        python.ifPresent(program -> tools.add(new PipTool(program)));
        return tools;
    }
}
