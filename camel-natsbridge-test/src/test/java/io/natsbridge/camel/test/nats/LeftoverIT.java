/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What remains of a server when the JVM that started it goes away without closing it. */
class LeftoverIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(strings = {"exit", "halt", "wait", "pause"})
    void goesAwayWithItsJvm(String ending) throws IOException, InterruptedException {
        Child child = Child.start(ending);
        if (child.waits()) {
            child.jvm().destroyForcibly();
        }

        assertThat(child.jvm().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        await().atMost(LIMIT).until(() -> !child.server().isAlive());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(child.folder()).doesNotExist());
    }

    private record Child(Process jvm, ProcessHandle server, Path folder, boolean waits) {

        static Child start(String ending) throws IOException {
            Process jvm = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ForgetfulProgram.class.getName(),
                            ending)
                    .redirectError(Redirect.INHERIT)
                    .start();
            BufferedReader told = jvm.inputReader();
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(told.readLine())).orElseThrow();
            Path folder = Path.of(told.readLine());
            jvm.getOutputStream().close();
            return new Child(jvm, server, folder, ForgetfulProgram.WAITING.equals(told.readLine()));
        }
    }
}
