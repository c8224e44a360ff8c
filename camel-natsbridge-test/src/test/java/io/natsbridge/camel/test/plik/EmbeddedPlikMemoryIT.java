/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Large transfers through a server in a Java process with a heap of 64 MiB. */
class EmbeddedPlikMemoryIT {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final byte[] BLOCK = new byte[MEBIBYTE];

    private static Process process;
    private static PlikClient plik;

    @BeforeAll
    static void startServer() throws IOException {
        new Random(7).nextBytes(BLOCK);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedPlikProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        plik = new PlikClient(output.readLine(), Optional.empty());
    }

    @AfterAll
    static void stopServer() throws Exception {
        process.getOutputStream().close();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static InputStream multipart(int mebibytes) {
        byte[] full = Multipart.file("big", new byte[0]);
        int split = full.length - Multipart.END.length - 2;
        InputStream content = new SequenceInputStream(Collections.enumeration(IntStream.range(0, mebibytes)
                .mapToObj(i -> new ByteArrayInputStream(BLOCK))
                .toList()));
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(full, 0, split),
                content,
                new ByteArrayInputStream(full, split, full.length - split))));
    }

    private static JsonNode upload(Created upload, int mebibytes) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(plik.url() + "/file/" + upload.id()))
                .headers("X-UploadToken", upload.token(), "Content-Type", Multipart.CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> multipart(mebibytes)))
                .build();
        try {
            return new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String md5Of(Created upload, JsonNode file) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(plik.url() + PlikClient.path(upload, file)))
                .build();
        try (InputStream in = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] block = new byte[MEBIBYTE];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void carriesOneGibibyteWithAFlatHeap() {
        Created upload = plik.create("{\"oneShot\":true}");

        JsonNode file = upload(upload, 1024);

        assertThat(file.get("fileSize").asLong()).isEqualTo(1024L * MEBIBYTE);
        assertThat(md5Of(upload, file)).isEqualTo(file.get("fileMd5").asText());
    }

    @Test
    void carriesSixteenFilesAtOnce() {
        List<String> mismatches = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> {
                    Created upload = plik.create("{\"oneShot\":true}");
                    JsonNode file = upload(upload, 16);
                    return md5Of(upload, file) + file.get("fileMd5").asText();
                })
                .filter(pair -> !pair.substring(0, 32).equals(pair.substring(32)))
                .toList();

        assertThat(mismatches).isEmpty();
    }
}
