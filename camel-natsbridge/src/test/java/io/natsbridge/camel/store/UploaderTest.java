/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploaderTest {

    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final List<StoredFile> deleted = new ArrayList<>();
    private int uploads;

    @Test
    void tellsTheHashOfWhatTheHandlerRead() {
        Uploader.Stored stored = uploader(upload -> {
                    read(upload);
                    return StoredFile.at("http://host/a");
                })
                .upload(upload());

        assertThat(stored.file().url()).isEqualTo("http://host/a");
        assertThat(stored.sha256()).isEqualTo(SHA256_OF_ABC);
    }

    @Test
    void tellsTheHashAlsoWhenTheHandlerReadsInItsOwnWay() {
        assertThat(uploader(upload -> StoredFile.at("http://host/a"))
                        .upload(upload())
                        .sha256())
                .isEqualTo(SHA256_OF_ABC);
    }

    @Test
    void handlerSeesEverythingElseUnchanged() {
        Upload given = upload();

        uploader(upload -> {
                    assertThat(upload)
                            .usingRecursiveComparison()
                            .ignoringFields("data")
                            .isEqualTo(given);
                    assertThat(upload.data().size()).isEqualTo(3);
                    return StoredFile.at("http://host/a");
                })
                .upload(given);
    }

    @Test
    void triesAgainFromTheStart() {
        Uploader.Stored stored = uploader(upload -> {
                    read(upload);
                    if (++uploads < 3) {
                        throw new IOException("broken");
                    }
                    return StoredFile.at("http://host/a");
                })
                .upload(upload());

        assertThat(stored.sha256()).isEqualTo(SHA256_OF_ABC);
        assertThat(uploads).isEqualTo(3);
    }

    @Test
    void lastFailureNamesThePayload() {
        assertThatThrownBy(() -> uploader(upload -> {
                            throw new IOException("broken");
                        })
                        .upload(upload()))
                .isInstanceOf(FileserverException.class)
                .hasMessage("NB-105: Cannot upload payload 'p\\u000a': broken [3 attempts]");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void refusesAHandlerThatGivesNoUrl(String url) {
        assertThatThrownBy(() -> uploader(upload -> StoredFile.at(url)).upload(upload()))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("no URL");
        assertThatThrownBy(() -> uploader(upload -> null).upload(upload())).isInstanceOf(FileserverException.class);
    }

    @Test
    void anotherSizeIsTriedOnceMoreAndDeleted() {
        StoredFile cut = new StoredFile("http://host/a", null, "u", "f", "t", 2, null, false);

        assertThatThrownBy(() -> uploader(upload -> {
                            uploads++;
                            return cut;
                        })
                        .upload(upload()))
                .isInstanceOf(PayloadIntegrityException.class)
                .hasMessageContaining("2 bytes of 3");
        assertThat(uploads).isEqualTo(2);
        assertThat(deleted).containsExactly(cut, cut);
    }

    @Test
    void discardingNeverFails() {
        FileserverUploadHandler failing = new FileserverUploadHandler() {
            @Override
            public StoredFile upload(Upload upload) {
                return null;
            }

            @Override
            public void delete(StoredFile file) throws IOException {
                deleted.add(file);
                throw new IOException("down");
            }
        };
        StoredFile file = StoredFile.at("http://host/a");

        assertThatCode(() -> new Uploader(failing, RetryPolicy.DEFAULT).discard(file))
                .doesNotThrowAnyException();
        assertThat(deleted).containsExactly(file);
    }

    @Test
    void anotherServerTakesOverAndIsToldOf() {
        List<String> asked = new ArrayList<>();
        Fileservers two = new Fileservers(List.of("http://a", "http://b"), new Outages(), 0);

        Uploader.Stored stored = uploader(upload -> {
                    asked.add(upload.fileserverUrl());
                    if (upload.fileserverUrl().equals("http://a")) {
                        throw new IOException("broken");
                    }
                    return StoredFile.at("http://b/file");
                })
                .upload(upload(), two.next());

        assertThat(stored.file().url()).isEqualTo("http://b/file");
        assertThat(asked).containsExactly("http://a", "http://b");
    }

    @Test
    void lastFailureNamesEveryServerThatWasTried() {
        Fileservers two = new Fileservers(List.of("http://a", "http://b"), new Outages(), 1);

        assertThatThrownBy(() -> uploader(upload -> {
                            throw new IOException("broken");
                        })
                        .upload(upload(), two.next()))
                .hasMessage("NB-105: Cannot upload payload 'p\\u000a': broken [3 attempts at http://b, http://a]");
    }

    @Test
    void whatCannotHealIsNotTriedElsewhere() {
        Outages outages = new Outages();
        Fileservers two = new Fileservers(List.of("http://a", "http://b"), outages, 0);

        assertThatThrownBy(() -> uploader(upload -> {
                            uploads++;
                            throw new FileserverException("Cannot: no such user", 403, false, null, null);
                        })
                        .upload(upload(), two.next()))
                .isInstanceOf(FileserverException.class);
        assertThat(uploads).isEqualTo(1);
        assertThat(outages.covers("http://a")).isFalse();
    }

    @Test
    void anInterruptSaysNothingAboutTheServer() {
        Outages outages = new Outages();
        Fileservers two = new Fileservers(List.of("http://a", "http://b"), outages, 0);

        assertThatThrownBy(() -> uploader(upload -> {
                            Thread.currentThread().interrupt();
                            throw new IOException("interrupted");
                        })
                        .upload(upload(), two.next()))
                .hasMessageContaining("the thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outages.covers("http://a")).isFalse();
    }

    private Uploader uploader(Store store) {
        FileserverUploadHandler handler = new FileserverUploadHandler() {
            @Override
            public StoredFile upload(Upload upload) throws IOException {
                return store.upload(upload);
            }

            @Override
            public void delete(StoredFile file) {
                deleted.add(file);
            }
        };
        return new Uploader(handler, new RetryPolicy(3, Duration.ZERO, Duration.ZERO));
    }

    private static void read(Upload upload) throws IOException {
        try (InputStream in = upload.data().openStream()) {
            assertThat(in.readAllBytes()).hasSize(3);
        }
    }

    private static Upload upload() {
        return new Upload(
                "http://host",
                "p\n",
                "binary",
                null,
                Content.of("abc".getBytes(StandardCharsets.UTF_8)),
                new Upload.Life(false, Duration.ofHours(1)),
                "c",
                "m",
                Deadline.in(Duration.ofSeconds(10)));
    }

    private interface Store {
        StoredFile upload(Upload upload) throws IOException;
    }
}
