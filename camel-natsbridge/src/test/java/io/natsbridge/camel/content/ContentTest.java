/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTest {

    @TempDir
    private Path directory;

    @Test
    void holdsAnArrayWithoutCopyingIt() throws Exception {
        byte[] bytes = {1, 2, 3};
        Content content = Content.of(bytes);
        assertThat(content.size()).isEqualTo(3);
        assertThat(content.toByteArray()).isSameAs(bytes);
        assertThat(read(content)).isEqualTo(bytes);
        assertThat(read(content)).as("a second time").isEqualTo(bytes);
        assertThat(content.file()).isEmpty();
        assertThat(content).hasToString("Content[3 bytes in memory]");
    }

    @Test
    void holdsAPartOfAnArray() throws Exception {
        Content content = Content.of(new byte[] {1, 2, 3, 4}, 1, 2);
        assertThat(content.size()).isEqualTo(2);
        assertThat(content.toByteArray()).containsExactly(2, 3);
        assertThat(read(content)).containsExactly(2, 3);
        assertThat(Content.of(new byte[] {1, 2}, 0, 1).toByteArray()).containsExactly(1);
        assertThat(Content.of(new byte[] {1, 2}, 1, 1).toByteArray()).containsExactly(2);
    }

    @Test
    void refusesAPartThatIsNotInTheArray() {
        assertThatThrownBy(() -> Content.of(new byte[2], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Content.of(new byte[2], -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void leavesTheFileOfSomebodyElseWhereItIs() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "hello");
        Content content = Content.ofFile(file);
        assertThat(content.size()).isEqualTo(5);
        assertThat(content.file()).contains(file);
        assertThat(content.toByteArray()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
        content.close();
        assertThat(file).exists();
        assertThat(content).hasToString("Content[5 bytes in " + file + "]");
    }

    @Test
    void deletesItsOwnFileOnceItIsClosed() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "hello");
        Content content = FileContent.owned(file, 5);
        try (InputStream opened = content.openStream()) {
            content.close();
            content.close();
            assertThat(file).doesNotExist();
            assertThat(opened.readAllBytes()).as("a stream that was open").hasSize(5);
        }
        assertThat(content.toString())
                .as("its path is nobody's business")
                .isEqualTo("Content[5 bytes in a spool file]");
    }

    @Test
    void saysWhenItsFileCannotBeDeleted() throws Exception {
        Path notEmpty = Files.createDirectory(directory.resolve("d"));
        Files.createFile(notEmpty.resolve("f"));
        Content content = FileContent.owned(notEmpty, 0);
        assertThatThrownBy(content::close)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot delete the spool file");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> Content.ofFile(directory.resolve("none"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void saysWhenItsFileHasVanished() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "hello");
        Content content = Content.ofFile(file);
        Files.delete(file);
        assertThatThrownBy(content::toByteArray).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void saysWhenItsFileHasBecomeShorter() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "hello");
        Content content = Content.ofFile(file);
        Files.writeString(file, "hell");
        assertThatThrownBy(content::toByteArray)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("4 bytes are left of 5");
    }

    @Test
    void readsNoMoreThanItsSizeWhenItsFileHasGrown() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "hello");
        Content content = Content.ofFile(file);
        Files.writeString(file, "hello, world");
        assertThat(content.toByteArray()).hasSize(5);
    }

    @Test
    void refusesToMakeAnArrayOfMoreThanAnArrayHolds() {
        Content huge = new Content() {
            @Override
            public long size() {
                return Integer.MAX_VALUE;
            }

            @Override
            public InputStream openStream() {
                return new ByteArrayInputStream(new byte[0]);
            }
        };
        assertThatThrownBy(huge::toByteArray)
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessageContaining("2147483647 bytes does not fit");
    }

    private static byte[] read(Content content) throws IOException {
        try (InputStream in = content.openStream()) {
            return in.readAllBytes();
        }
    }
}
