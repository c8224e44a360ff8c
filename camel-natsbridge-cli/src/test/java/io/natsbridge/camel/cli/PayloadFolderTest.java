/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names never become paths, and no file is replaced unless that is wanted. */
class PayloadFolderTest {

    @TempDir
    Path folder;

    private static Payload payload(String name, PayloadType type) {
        return Payload.builder(name, type)
                .content(Content.of(new byte[] {1}))
                .value("text")
                .build();
    }

    private String nameOf(String name, PayloadType type) {
        return new PayloadFolder(folder, null, false).name(payload(name, type));
    }

    @ParameterizedTest
    @CsvSource({
        "a.png, a.png",
        "../../etc/passwd, _.._etc_passwd",
        "/etc/passwd, _etc_passwd",
        "..\\win.ini, _win.ini",
        ".bashrc, bashrc",
        "-rf, rf",
        "'$(rm x).bin', __rm x_.bin",
        "con, _con",
        "COM1.txt, _COM1.txt",
        "übung 1.bin, übung 1.bin",
        "'', binary",
        "..., binary",
        "'a\u0000b', a_b",
        "'x. ', x"
    })
    void aNameIsAFileNameAndNothingElse(String dataname, String file) {
        assertThat(nameOf(dataname, PayloadType.BINARY)).isEqualTo(file);
    }

    @Test
    void aNameThatIsTooLongKeepsItsExtension() {
        assertThat(nameOf("x".repeat(300) + ".mp4", PayloadType.VIDEO))
                .hasSize(104)
                .endsWith("x.mp4");
        assertThat(nameOf("😀".repeat(300), PayloadType.BINARY))
                .doesNotContain("😀")
                .hasSizeLessThan(120);
    }

    @Test
    void anExtensionSaysWhatIsInTheFile() {
        assertThat(nameOf("words", PayloadType.TEXT)).isEqualTo("words.txt");
        assertThat(nameOf("settings", PayloadType.DICTIONARY)).isEqualTo("settings.json");
        assertThat(nameOf("stars.csv", PayloadType.ARROWTABLE)).isEqualTo("stars.arrow");
        assertThat(nameOf("rows", PayloadType.JSONTABLE)).isEqualTo("rows.json");
        assertThat(new PayloadFolder(folder, TableFormat.CSV, false).name(payload("t", PayloadType.TABLE)))
                .isEqualTo("t.csv");
    }

    @Test
    void whatIsThereStaysAndNewFilesGetNumbers() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "mine");
        PayloadFolder files = new PayloadFolder(folder, null, false);
        assertThat(files.save(payload("a.txt", PayloadType.TEXT))).isEqualTo(folder.resolve("a-1.txt"));
        assertThat(files.save(payload("a.txt", PayloadType.TEXT))).isEqualTo(folder.resolve("a-2.txt"));
        assertThat(folder.resolve("a.txt")).hasContent("mine");
        assertThat(names()).containsExactly("a-1.txt", "a-2.txt", "a.txt");
    }

    @Test
    void forceReplacesTheFileAndNotWhatItLinksTo() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "mine");
        Files.createSymbolicLink(folder.resolve("a.txt"), other);
        new PayloadFolder(folder, null, true).save(payload("a.txt", PayloadType.TEXT));
        assertThat(folder.resolve("a.txt")).hasContent("text").isRegularFile();
        assertThat(other).hasContent("mine");
    }

    @Test
    void aLinkThatLeadsNowhereIsNotFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("a.txt"), folder.resolve("elsewhere"));
        new PayloadFolder(folder, null, false).save(payload("a.txt", PayloadType.TEXT));
        assertThat(folder.resolve("elsewhere")).doesNotExist();
        assertThat(folder.resolve("a-1.txt")).hasContent("text");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
