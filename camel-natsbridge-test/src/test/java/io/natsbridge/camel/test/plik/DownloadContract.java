/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.io.ByteArrayInputStream;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How files are handed out. */
interface DownloadContract extends ContractBase {

    @Test
    default void servesTheBytesWithTheirLength() {
        assumeStored();
        Created upload = plik().create("{}");

        Answer answer = plik().download(upload, plik().store(upload, "a.txt", "hello"));

        assertThat(answer.text()).isEqualTo("hello");
        assertThat(answer.header("Content-Length")).isEqualTo("5");
        assertThat(answer.header("Content-Disposition")).isEqualTo("filename=\"a.txt\"");
    }

    @Test
    default void servesMegabytesUnchanged() {
        assumeStored();
        assumeThat(plik().config().get("maxFileSize").asLong()).isGreaterThan(5_000_000);
        Created upload = plik().create("{}");
        byte[] content = new byte[5_000_000];
        IntStream.range(0, content.length).forEach(i -> content[i] = (byte) ((i * 31) >> 3));

        JsonNode file = PlikClient.json(plik().upload(upload, "a.bin", content));

        assertThat(plik().download(upload, file).body()).isEqualTo(content);
    }

    @Test
    default void tellsTheHeadersAlone() {
        assumeStored();
        Created upload = plik().create("{}");

        Answer answer = plik().head(upload, plik().store(upload, "a.txt", "hello"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("5");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    default void servesAnEmptyFile() {
        assumeStored();
        Created upload = plik().create("{}");

        Answer answer = plik().download(upload, plik().store(upload, "a.txt", ""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    default void ignoresRanges() {
        assumeStored();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, "a.txt", "hello");

        Answer answer = plik().get(
                        PlikClient.path(upload, file), "Range", "bytes=2-3", "Authorization", upload.authorization());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("hello");
    }

    @Test
    default void callsTheFileAnAttachmentOnDemand() {
        assumeStored();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, "a.txt", "hello");

        Answer answer = plik().get(PlikClient.path(upload, file) + "?dl=1", "Authorization", upload.authorization());

        assertThat(answer.header("Content-Disposition")).isEqualTo("attachement; filename=\"a.txt\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <html><body>       | text/html; charset=utf-8  | text/plain
                    <!DOCTYPE HTMLx    | text/plain; charset=utf-8 | text/plain; charset=utf-8
                    <?xml version="1"> | text/xml; charset=utf-8   | text/xml; charset=utf-8
                    %PDF-1.4           | application/pdf           | application/octet-stream
                    {"a":1}            | text/plain; charset=utf-8 | text/plain; charset=utf-8
                    GIF89a             | image/gif                 | image/gif
                    RIFF1234WAVE       | audio/wave                | audio/wave
                    \u00ff\u00d8\u00ff | image/jpeg                | image/jpeg
                    '\u0001'           | application/octet-stream  | application/octet-stream
                    """)
    default void guessesTheTypeFromTheContentAlone(String content, String stored, String served) {
        assumeStored();
        Created upload = plik().create("{}");

        JsonNode file = PlikClient.json(plik().upload(upload, "a.json", content.getBytes(ISO_8859_1)));

        assertThat(file.get("fileType").asText()).isEqualTo(stored);
        assertThat(plik().download(upload, file).header("Content-Type")).isEqualTo(served);
    }

    @Test
    default void servesOneFileToManyReaders() {
        assumeRereadable();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, "a.txt", "x".repeat(50_000));

        assertThat(IntStream.range(0, 16)
                        .parallel()
                        .map(i -> plik().download(upload, file).body().length))
                .containsOnly(50_000);
    }

    @Test
    default void tellsFilesAndTheirStatus() {
        assumeStored();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, "a.txt", "hello");

        assertThat(plik().info(upload).get("files").get(0)).isEqualTo(file);
    }

    @Test
    default void tellsTheUploadTokenToItsOwnerOnly() {
        Created upload = plik().create("{}");

        JsonNode owner = PlikClient.json(plik().get("/upload/" + upload.id(), "X-UploadToken", upload.token()));

        assertThat(plik().info(upload).has("uploadToken")).isFalse();
        assertThat(owner.get("uploadToken").asText()).isEqualTo(upload.token());
    }

    @Test
    default void packsAllFilesIntoAnArchive() throws Exception {
        assumeStored();
        Created upload = plik().create("{}");
        plik().store(upload, "a.txt", "hello");
        plik().store(upload, "b.txt", "world");

        Answer answer = plik().get("/archive/" + upload.id() + "/all.zip", "Authorization", upload.authorization());

        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("a.txt");
            assertThat(zip.readAllBytes()).isEqualTo(bytes("hello"));
            assertThat(zip.getNextEntry().getName()).isEqualTo("b.txt");
            assertThat(zip.readAllBytes()).isEqualTo(bytes("world"));
        }
    }

    @Test
    default void refusesAnArchiveOfNothing() {
        assumeStored();
        Created upload = plik().create("{}");

        assertRefused(
                plik().get("/archive/" + upload.id() + "/all.zip", "Authorization", upload.authorization()),
                400,
                "nothing to archive");
    }

    @Test
    default void refusesAnArchiveThatIsNoZip() {
        assumeStored();
        Created upload = plik().create("{}");

        assertRefused(
                plik().get("/archive/" + upload.id() + "/all.tar", "Authorization", upload.authorization()),
                400,
                "missing .zip extension");
    }
}
