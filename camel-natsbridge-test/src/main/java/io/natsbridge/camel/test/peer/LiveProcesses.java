/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes that must not outlive this JVM. A peer also ends when its stdin closes, so a JVM that is killed leaves none. */
final class LiveProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(LiveProcesses.class);
    private static final long GRACE_SECONDS = 5;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveProcesses::destroyAll, "peer-processes"));
    }

    private LiveProcesses() {}

    /** Starts a process that is destroyed with the JVM at the latest. */
    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        RUNNING.add(process);
        return process;
    }

    /** Ends a process, and what it has started, by force. */
    static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            if (process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                RUNNING.remove(process);
            } else {
                LOG.warn("Process {} is still there {} s after it was killed", process.pid(), GRACE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void destroyAll() {
        RUNNING.forEach(LiveProcesses::destroy);
    }
}
