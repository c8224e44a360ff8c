/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import io.natsbridge.camel.HeaderTarget;
import io.natsbridge.camel.arrow.ArrowTarget;
import io.natsbridge.camel.codec.CodecTarget;
import io.natsbridge.camel.envelope.Base64Target;
import io.natsbridge.camel.envelope.EnvelopeTarget;
import io.natsbridge.camel.store.LinkTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for bytes that make a reader fail otherwise than it may, each target in a JVM of its own. What it finds stays in {@code target/fuzz/<target>/}, as does its
 * corpus, with which the next run goes on.
 */
class FuzzTargetsIT {

    private static final Path HOME = Path.of("target", "fuzz");
    private static final long SECONDS = Long.getLong("natsbridge.fuzz.seconds", 5);
    private static final String SEED = "natsbridge.fuzz.seed";
    private static final long PATIENCE_SECONDS = 120;

    /** A shorter run gets further with code that is compiled quickly. */
    private static final long COMPILED_WELL_AFTER_SECONDS = 60;

    static Stream<Class<?>> targets() {
        return Stream.of(
                EnvelopeTarget.class,
                Base64Target.class,
                CodecTarget.class,
                ArrowTarget.class,
                LinkTarget.class,
                HeaderTarget.class);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void nothingIsFoundThatFailsOtherwiseThanItMay(Class<?> target) throws Exception {
        Path home = Files.createDirectories(HOME.resolve(target.getSimpleName()));
        Path log = home.resolve("log");
        Process jazzer = new ProcessBuilder(command(target, home))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jazzer.waitFor(SECONDS + PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(() -> "the end of " + target.getSimpleName() + "\n" + read(log))
                    .isTrue();
            System.out.println(target.getSimpleName() + ": " + lastLine(log));
            assertThat(jazzer.exitValue()).as(() -> read(log)).isZero();
        } finally {
            jazzer.destroyForcibly();
        }
    }

    private static List<String> command(Class<?> target, Path home) throws IOException {
        String given = System.getProperty(SEED, "");
        long seed = given.isEmpty() ? 1 + new SecureRandom().nextInt(Integer.MAX_VALUE - 1) : Long.parseLong(given);
        System.out.printf("%s: -D%s=%d%n", target.getSimpleName(), SEED, seed);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (SECONDS < COMPILED_WELL_AFTER_SECONDS) {
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        }
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), Jazzer.class.getName()));
        command.add("--target_class=" + target.getName());
        command.add("--instrumentation_includes=io.natsbridge.camel.**");
        command.add("--custom_hook_includes=io.natsbridge.camel.**");
        command.add("--reproducer_path=" + home);
        command.addAll(List.of(
                "-artifact_prefix=" + home + "/",
                "-max_total_time=" + SECONDS,
                "-seed=" + seed,
                "-timeout=10",
                "-rss_limit_mb=2048",
                "-max_len=16384",
                "-print_final_stats=1"));
        command.add(Files.createDirectories(home.resolve("corpus")).toString());
        Seeds.of(target, home.resolve("seeds")).forEach(seeds -> command.add(seeds.toString()));
        return command;
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("Done "))
                .findFirst()
                .orElse("not done");
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
