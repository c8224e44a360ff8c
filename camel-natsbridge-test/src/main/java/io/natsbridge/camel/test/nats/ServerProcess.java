/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that does not outlive this JVM, however the JVM ends.
 *
 * <p>A shell waits beside it on a pipe from this JVM. The pipe breaks when the JVM is gone, killed or not, and the
 * shell then kills the process and removes its folder. Where there is no shell (Windows), the hook of {@link
 * OpenServices} alone remains.
 */
final class ServerProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final String GUARD =
            "trap '' INT TERM HUP; read -r over || { kill -s KILL \"$0\"; sleep 1; rm -rf -- \"$1\"; }";
    private static final Duration GONE = Duration.ofSeconds(10);

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param folder all its files, removed with it if this JVM is killed
     * @param log gets all that it prints, after what is there already
     * @throws IOException if it cannot be started
     */
    static ServerProcess start(List<String> command, PrivateDirectory folder, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        ServerProcess started = new ServerProcess(process);
        try {
            started.guard(folder);
        } catch (IOException e) {
            started.kill();
            throw e;
        }
        return started;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of the process. */
    boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for process " + pid(), e);
        }
    }

    /** Asks the process to end. */
    void terminate() {
        process.destroy();
    }

    /** Ends the process at once, paused or not, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        if (!endsWithin(GONE)) {
            throw new IllegalStateException("Could not kill process " + pid() + ": it is still there after "
                    + GONE.toSeconds() + " s; look at its state");
        }
    }

    /**
     * Sends a signal.
     *
     * @param name without {@code SIG}
     */
    void signal(String name) {
        if (WINDOWS) {
            throw new UnsupportedOperationException("Could not send " + name + ": Windows has no signals");
        }
        try {
            // By way of the shell: small images have no 'kill' of their own.
            Command.of("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, Long.toString(pid()))
                    .run(GONE);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not send " + name + " to process " + pid(), e);
        }
    }

    /** Makes the process hang. A signal takes effect later than it is sent: where the system tells, this returns when every thread stands still. */
    void freeze() {
        signal("STOP");
        Path threads = Path.of("/proc", Long.toString(pid()), "task");
        if (Files.isDirectory(threads)) {
            Patience.until(
                    GONE, () -> standsStill(threads), () -> "Process " + pid() + " goes on after it was told to stop");
        }
    }

    private static boolean standsStill(Path threads) {
        try (Stream<Path> all = Files.list(threads)) {
            return all.allMatch(ServerProcess::isStopped);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not look at the threads in " + threads, e);
        }
    }

    /** The state stands behind the name, which is in brackets and may hold any character. A thread that has just ended does nothing either. */
    private static boolean isStopped(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.startsWith("T", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            if (Files.exists(thread)) {
                throw new UncheckedIOException("Could not look at the thread " + thread, e);
            }
            return true;
        }
    }

    private void guard(PrivateDirectory folder) throws IOException {
        if (WINDOWS) {
            return;
        }
        Process guard = new ProcessBuilder(
                        "sh", "-c", GUARD, Long.toString(pid()), folder.path().toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        process.onExit().thenRun(() -> dismiss(guard)).exceptionally(failure -> {
            LOG.warn("Could not dismiss the guard of process {}", pid(), failure);
            return null;
        });
    }

    /** Tells the guard that its process has ended, so that it never kills another one with the same number. */
    private static void dismiss(Process guard) {
        try (var pipe = guard.outputWriter()) {
            pipe.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
