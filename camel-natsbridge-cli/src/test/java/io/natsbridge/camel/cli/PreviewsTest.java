/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of payloads. */
class PreviewsTest {

    @TempDir
    Path folder;

    private List<String> image(Graphics graphics) throws IOException {
        try (InputStream in = Files.newInputStream(Samples.picture(folder))) {
            return new ImagePreview(graphics, 60).lines(in);
        }
    }

    @Test
    void anImageIsTwoPixelsInACharacter() throws IOException {
        List<String> lines = image(Graphics.BLOCKS);
        assertThat(lines).hasSize(14).allMatch(line -> line.endsWith("\u001b[0m"));
        assertThat(Ansi.plain(lines.get(0))).matches("▀{38,40}");
        assertThat(lines.get(0)).containsPattern("\u001b\\[38;2;4[0-9];7[0-9];1[34][0-9];48;2;");
    }

    @Test
    void aTerminalThatDrawsPixelsGetsASmallCopy() throws IOException {
        assertThat(image(Graphics.ITERM)).singleElement().satisfies(line -> {
            assertThat(line).startsWith("\u001b]1337;File=inline=1;").endsWith("\u0007");
            byte[] png = Base64.getDecoder().decode(line.substring(line.indexOf(':') + 1, line.length() - 1));
            assertThat(png).startsWith(0x89, 'P', 'N', 'G').hasSizeLessThan(200_000);
        });
        assertThat(image(Graphics.KITTY)).singleElement().satisfies(line -> assertThat(line)
                .startsWith("\u001b_Ga=T,f=100,q=2,m=1;")
                .containsOnlyOnce("m=0;")
                .endsWith("\u001b\\"));
        assertThat(image(Graphics.SIXEL)).singleElement().satisfies(line -> assertThat(line)
                .startsWith("\u001bPq\"1;1;320;220#0;2;0;0;0")
                .endsWith("-\u001b\\"));
    }

    @Test
    void bytesThatAreNoImageAreNone() {
        assertThatThrownBy(() -> new ImagePreview(Graphics.BLOCKS, 60).lines(new ByteArrayInputStream(new byte[9])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be shown");
    }

    /** A PNG's head announces 60,000 by 60,000 pixels. */
    @Test
    void anImageThatIsTooLargeIsNotDecoded() throws IOException {
        byte[] png = Files.readAllBytes(Samples.picture(folder));
        for (int at : new int[] {18, 22}) {
            png[at] = (byte) (60_000 >> 8);
            png[at + 1] = (byte) 60_000;
        }
        assertThatThrownBy(() -> new ImagePreview(Graphics.BLOCKS, 60).lines(new ByteArrayInputStream(png)))
                .hasMessageContaining("an image of 3600000000 pixels");
    }

    @Test
    void aTableIsItsFirstRowsInColumns() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            rows.add(Map.of("name", "row " + i, "list", List.of(i)));
        }
        assertThat(new TablePreview(List.of("name", "list", "none"), 60).lines(rows.iterator(), 9))
                .containsExactly(
                        "name   list  none",
                        "row 0  [0]",
                        "row 1  [1]",
                        "row 2  [2]",
                        "row 3  [3]",
                        "(9 rows, 3 columns)");
    }

    @Test
    void aTableThatIsTooWideLosesColumns() {
        assertThat(new TablePreview(List.of("first", "second", "third"), 16)
                        .lines(List.<Map<String, Object>>of().iterator(), 0))
                .containsExactly("first  second  …", "(0 rows, 3 columns)");
    }

    @Test
    void aTextIsItsFirstLines() {
        assertThat(Previews.text("1\n2\n3\n4\n5\n6\n7", 40)).containsExactly("1", "2", "3", "4", "5", "…");
        assertThat(Previews.text("\u001b]0;title\u0007", 40)).containsExactly("\\u001b]0;title\\u0007");
    }
}
