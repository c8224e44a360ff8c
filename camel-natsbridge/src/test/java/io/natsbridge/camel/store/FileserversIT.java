/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.store.StoreFixture.KEPT;
import static io.natsbridge.camel.store.StoreFixture.QUICK;
import static io.natsbridge.camel.store.StoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several file servers, of which some are down, full, slow or busy. */
class FileserversIT {

    private static final byte[] BYTES = random(50_000);
    private static final RetryPolicy LONG_WAITS = new RetryPolicy(5, Duration.ofMinutes(1), Duration.ofMinutes(1));

    @RegisterExtension
    final PlikExtension good = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final PlikExtension bad = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final PlikExtension full = PlikExtension.embedded(
            EmbeddedPlikOptions.builder().diskQuota(10_000).build());

    private final PlikClient client = new PlikClient(PlikAccess.anonymous(), QUICK, null);
    private final Outages outages = new Outages();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aServerThatIsDownOrFullIsPassedByWithoutWaiting() {
        String down = closed();
        Fileservers three = new Fileservers(List.of(down, full.url(), good.url()), outages, 0);
        for (int i = 0; i < 4; i++) {
            assertThat(upload(three).fileserverUrl()).isEqualTo(good.url());
        }
        assertThat(good.embedded().fileCount()).isEqualTo(4);
        assertThat(full.embedded().fileCount()).isZero();
        assertThat(full.faults().requests(PlikOperation.CREATE)).isEqualTo(1);
    }

    @Test
    void aServerThatAnswersTooLateIsFollowedByAnother() {
        bad.faults().always(PlikOperation.UPLOAD, Fault.hang());
        Fileservers two = new Fileservers(List.of(bad.url(), good.url()), outages, 0);
        assertThat(upload(two).fileserverUrl()).isEqualTo(good.url());
        assertThat(outages.covers(bad.url())).isTrue();
    }

    @Test
    void aBusyServerIsFollowedByAnother() {
        bad.faults().always(PlikOperation.CREATE, Fault.status(429).withHeader("Retry-After", "30"));
        Fileservers two = new Fileservers(List.of(bad.url(), good.url()), outages, 0);
        assertThat(upload(two).fileserverUrl()).isEqualTo(good.url());
    }

    @Test
    void whereAllFailTheErrorNamesThemAll() {
        String down = closed();
        Fileservers two = new Fileservers(List.of(full.url(), down), outages, 0);
        RetryPolicy three = new RetryPolicy(3, Duration.ZERO, Duration.ZERO);
        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> new Uploader(client, three).upload(request(), two.next()));
        assertThat(e.getMessage())
                .contains("to " + full.url())
                .endsWith("[3 attempts at " + full.url() + ", " + down + "]");
        assertThat(e.isTransient()).isTrue();
        assertThat(e.getSuppressed()).hasSize(2);
    }

    @Test
    void eachFileIsDeletedWhereItIs() throws Exception {
        Fileservers two = new Fileservers(List.of(good.url(), bad.url()), outages, 0);
        List<StoredFile> files = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            files.add(upload(two));
        }
        assertThat(good.embedded().fileCount()).isEqualTo(2);
        assertThat(bad.embedded().fileCount()).isEqualTo(2);
        for (StoredFile file : files) {
            client.delete(file);
        }
        assertThat(good.embedded().fileCount()).isZero();
        assertThat(bad.embedded().fileCount()).isZero();
    }

    private StoredFile upload(Fileservers servers) {
        return new Uploader(client, LONG_WAITS)
                .upload(request(), servers.next())
                .file();
    }

    private static Upload request() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(30));
        return new Upload("http://nowhere", "p", "binary", null, Content.of(BYTES), KEPT, "c", "m", deadline);
    }

    private static String closed() {
        try (EmbeddedPlik plik = EmbeddedPlik.start()) {
            return plik.url();
        }
    }
}
