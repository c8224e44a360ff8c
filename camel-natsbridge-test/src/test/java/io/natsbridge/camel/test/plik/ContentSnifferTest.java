/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSnifferTest {

    private static String typeOf(String content) {
        return ContentSniffer.typeOf(ByteBuffer.wrap(content.getBytes(ISO_8859_1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    %PDF-1.7|application/pdf
                    %!PS-Adobe-3|application/postscript
                    \u00fe\u00ffab|text/plain; charset=utf-16be
                    \u00ff\u00feab|text/plain; charset=utf-16le
                    \u00ef\u00bb\u00bfa|text/plain; charset=utf-8
                    BMx|image/bmp
                    GIF87a|image/gif
                    RIFF0000WEBPVP8|image/webp
                    RIFF0000AVI x|video/avi
                    FORM0000AIFF|audio/aiff
                    ID3|audio/mpeg
                    OTTO|font/otf
                    wOF2|font/woff2
                    PK\u0003\u0004|application/zip
                    Rar!\u001a\u0007\u0001\u0000|application/x-rar-compressed
                    \u0000asm|application/wasm
                    \u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000isommp42|video/mp4
                    \u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0000\u0000isommp42|video/mp4
                    \u0000\u0000\u0000\u0018ftypisom\u0000\u0000\u0000\u0000isomavc1|application/octet-stream
                    ARROW1\u0000\u0000|application/octet-stream
                    {"a":1}|text/plain; charset=utf-8
                    """)
    void knowsATypeByItsFirstBytes(String content, String type) {
        assertThat(typeOf(content)).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>", "<HTML lang=\"en\">", "\n\t <body>", "<!doctype html>", "<!-- x", "<a href>", "<p>"})
    void knowsHtmlByItsFirstTag(String content) {
        assertThat(typeOf(content)).isEqualTo("text/html; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html", "<htmlx>", "<title\n>", "x<html>"})
    void takesATagThatDoesNotEndForText(String content) {
        assertThat(typeOf(content)).isEqualTo("text/plain; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?xml version=\"1.0\"?>", "  \r\n<?xml?>"})
    void knowsXmlAfterBlanks(String content) {
        assertThat(typeOf(content)).isEqualTo("text/xml; charset=utf-8");
    }

    @Test
    void hasNoTypeForNothing() {
        assertThat(typeOf("")).isEmpty();
    }

    @Test
    void looksAtTheFirst512BytesOnly() {
        assertThat(typeOf("a".repeat(512) + "\0")).isEqualTo("text/plain; charset=utf-8");
        assertThat(typeOf("a".repeat(511) + "\0")).isEqualTo("application/octet-stream");
    }

    @Test
    void consumesNothing() {
        ByteBuffer content = ByteBuffer.wrap(new byte[] {'a', 'b'});

        ContentSniffer.typeOf(content);

        assertThat(content.remaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=utf-8, text/plain",
        "application/pdf, application/octet-stream",
        "application/x-shockwave-flash, application/octet-stream",
        "'', application/octet-stream",
        "image/png, image/png"
    })
    void servesNothingThatABrowserInterprets(String stored, String served) {
        assertThat(ContentSniffer.servedAs(stored)).isEqualTo(served);
    }
}
