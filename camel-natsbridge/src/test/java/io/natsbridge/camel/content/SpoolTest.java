/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    private static final String STRANGER = "00112233445566aa-ffeeddccbbaa9988";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"0, 0, false", "0, 1, true", "100, 99, false", "100, 100, false", "100, 101, true", "100, 100000, true"
    })
    void keepsInMemoryWhatIsNotAboveTheThreshold(int threshold, int size, boolean inFile) throws Exception {
        byte[] bytes = random(size);
        try (Content content = new Spool(directory, threshold).read(new ByteArrayInputStream(bytes))) {
            assertThat(content.file().isPresent()).isEqualTo(inFile);
            assertThat(content.size()).isEqualTo(size);
            assertThat(content.toByteArray()).isEqualTo(bytes);
            assertThat(files()).isEqualTo(inFile ? 1 : 0);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void bytesInUseAreThoseOfFilesThatAreNotClosed() throws Exception {
        long before = Spool.bytesInUse();
        Content first = new Spool(directory, 0).read(new ByteArrayInputStream(random(1000)));
        Content second = new Spool(directory, 0).read(new ByteArrayInputStream(random(500)));
        assertThat(Spool.bytesInUse() - before).isEqualTo(1500);
        first.close();
        first.close();
        assertThat(Spool.bytesInUse() - before).isEqualTo(500);
        second.close();
        assertThat(Spool.bytesInUse()).isEqualTo(before);
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 5000})
    void keepsBytesThatComeInPiecesOfAnySize(int piece) throws Exception {
        byte[] bytes = random(1234);
        try (SpoolOutputStream out = new Spool(directory, 1000).newOutputStream()) {
            for (int i = 0; i < bytes.length; i += piece) {
                out.write(bytes, i, Math.min(piece, bytes.length - i));
                out.flush();
            }
            assertThat(out.size()).isEqualTo(1234);
            try (Content content = out.toContent()) {
                assertThat(content.toByteArray()).isEqualTo(bytes);
            }
        }
        assertThat(files()).isZero();
    }

    @Test
    void keepsBytesThatComeOneByOne() throws Exception {
        try (SpoolOutputStream out = new Spool(directory, 2).newOutputStream()) {
            for (int i = 0; i < 5; i++) {
                out.write(250 + i);
            }
            try (Content content = out.toContent()) {
                assertThat(content.toByteArray()).containsExactly(250, 251, 252, 253, 254);
            }
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void makesFilesThatOnlyTheirOwnerCanRead() throws Exception {
        try (Content content = new Spool(directory, 0).read(new ByteArrayInputStream(new byte[1]))) {
            Path file = content.file().orElseThrow();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(file.getParent()).isEqualTo(directory);
        }
    }

    @Test
    void makesTheDirectoryWhenItIsMissing() throws Exception {
        Path missing = directory.resolve("a").resolve("b");
        try (Content content = new Spool(missing, 0).read(new ByteArrayInputStream(new byte[1]))) {
            assertThat(content.file().orElseThrow().getParent()).isEqualTo(missing);
        }
    }

    @Test
    void leavesNothingWhenTheSourceFails() throws Exception {
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(new byte[100]), new FailingStream());
        Spool spool = new Spool(directory, 10);
        assertThatThrownBy(() -> spool.read(failing))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesTheSourceOpen() throws Exception {
        boolean[] closed = {false};
        InputStream in = new FilterInputStream(new ByteArrayInputStream(new byte[5])) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        new Spool(directory, 10).read(in).close();
        assertThat(closed[0]).isFalse();
    }

    @Test
    void removesWhatNobodyTook() throws Exception {
        try (SpoolOutputStream out = new Spool(directory, 0).newOutputStream()) {
            out.write(1);
            assertThat(files()).isEqualTo(1);
        }
        assertThat(files()).isZero();
    }

    @Test
    void handsItsBytesOverOnlyOnce() throws Exception {
        try (SpoolOutputStream out = new Spool(directory, 0).newOutputStream()) {
            out.write(1);
            try (Content content = out.toContent()) {
                assertThatThrownBy(out::toContent).isInstanceOf(IllegalStateException.class);
                assertThat(content.size()).isEqualTo(1);
            }
        }
    }

    @Test
    void keepsAFileThatWasTakenWhenTheStreamIsClosed() throws Exception {
        Content content;
        try (SpoolOutputStream out = new Spool(directory, 0).newOutputStream()) {
            out.write(1);
            content = out.toContent();
        }
        assertThat(content.file().orElseThrow()).exists();
        content.close();
    }

    @Test
    void saysWhenThereIsNoPlaceToSpoolTo() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        Spool spool = new Spool(file, 0);
        assertThatThrownBy(() -> spool.read(new ByteArrayInputStream(new byte[1])))
                .isInstanceOf(IOException.class);
        spool.sweep();
        assertThat(file).exists();
    }

    @Test
    void spoolsToTheTemporaryDirectoryByDefault() {
        assertThat(Spool.inTemporaryDirectory())
                .isEqualTo(new Spool(Path.of(System.getProperty("java.io.tmpdir")), 4 * 1024 * 1024));
    }

    @Test
    void sweepsNothingWhereThereIsNoDirectory() {
        Path none = directory.resolve("none");
        new Spool(none, 0).sweep();
        assertThat(none).doesNotExist();
    }

    @Test
    void keepsTheFilesOfThisProcessAndOfOtherProgramsWhenItSweeps() throws Exception {
        String uuid = UUID.randomUUID().toString();
        for (String name : new String[] {
            "other.spool",
            "natsbridge-.spool",
            "natsbridge-x-1-" + uuid + ".spool",
            "natsbridge-" + STRANGER + ".spool",
            "natsbridge-" + STRANGER + "-" + uuid + ".tmp",
            "natsbridge-" + STRANGER.toUpperCase(Locale.ROOT) + "-" + uuid + ".spool",
            "xnatsbridge-" + STRANGER + "-" + uuid + ".spool"
        }) {
            Files.createFile(directory.resolve(name));
        }
        try (Content own = new Spool(directory, 0).read(new ByteArrayInputStream(new byte[1]))) {
            new Spool(directory, 0).sweep();
            assertThat(own.file().orElseThrow()).exists();
            assertThat(files()).isEqualTo(8);
        }
    }

    @Test
    void removesTheFilesOfAProcessThatIsNoMoreWhenItSweeps() throws Exception {
        Files.createFile(directory.resolve("natsbridge-" + STRANGER + "-" + UUID.randomUUID() + ".spool"));
        Files.createFile(directory.resolve("natsbridge-" + STRANGER + "-" + UUID.randomUUID() + ".spool"));
        Files.createFile(directory.resolve("natsbridge-" + STRANGER + ".lock"));
        new Spool(directory, 0).sweep();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void removesFilesWhoseLockFileIsGoneWhenItSweeps() throws Exception {
        Files.createFile(directory.resolve("natsbridge-" + STRANGER + "-" + UUID.randomUUID() + ".spool"));
        new Spool(directory, 0).sweep();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void sweepsOnWhenOneFileCannotBeRemoved() throws Exception {
        Path stuck = Files.createDirectory(directory.resolve("natsbridge-" + STRANGER + "-0.spool"));
        Files.createFile(stuck.resolve("f"));
        Path other = Files.createFile(directory.resolve("natsbridge-" + STRANGER + "-1.spool"));
        new Spool(directory, 0).sweep();
        assertThat(stuck).exists();
        assertThat(other).doesNotExist();
    }

    @Test
    void makesItsLockFileAnewWhenSomebodyRemovedIt() throws Exception {
        Spool spool = new Spool(directory, 0);
        try (Content first = spool.read(new ByteArrayInputStream(new byte[1]))) {
            Path lock = locks().get(0);
            Files.delete(lock);
            try (Content second = spool.read(new ByteArrayInputStream(new byte[1]))) {
                assertThat(locks()).containsExactly(lock);
                assertThat(first.size()).isEqualTo(second.size());
            }
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void letsOnlyItsOwnerOpenTheLockFile() throws Exception {
        try (Content content = new Spool(directory, 0).read(new ByteArrayInputStream(new byte[1]))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(locks().get(0))))
                    .isEqualTo("rw-------");
            assertThat(content.size()).isOne();
        }
    }

    @Test
    void sweepsWhatAnotherProcessLeftBehindOnlyOnceThatHasEnded() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolingProgram.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            byte[] said = program.getInputStream().readNBytes("100 bytes spooled".length());
            assertThat(new String(said, StandardCharsets.US_ASCII)).isEqualTo("100 bytes spooled");
            new Spool(directory, 0).sweep();
            assertThat(files()).as("while it runs").isEqualTo(1);
            program.getOutputStream().write('x');
            program.getOutputStream().flush();
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(files()).as("after its crash").isEqualTo(1);
            new Spool(directory, 0).sweep();
            assertThat(directory).isEmptyDirectory();
        } finally {
            program.destroyForcibly();
        }
    }

    /** How many files there are beside those that are locked. */
    private long files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.toString().endsWith(".lock")).count();
        }
    }

    private List<Path> locks() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".lock")).toList();
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static final class FailingStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("gone");
        }
    }
}
