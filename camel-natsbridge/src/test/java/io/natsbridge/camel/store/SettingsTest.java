/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void accessDoesNotShowItsSecrets() {
        PlikAccess access = new PlikAccess("http://host", "user", "passw0rd", "t0ken");

        assertThat(access.toString()).contains("http://host").doesNotContain("user", "passw0rd", "t0ken");
    }

    @Test
    void accessIsForOneOriginOnly() {
        PlikAccess access = new PlikAccess("https://Host/plik/", null, "p", null);

        assertThat(access.isFor(HttpUrl.parse("https://host:443/other"))).isTrue();
        assertThat(access.isFor(HttpUrl.parse("http://host/plik"))).isFalse();
        assertThat(access.isFor(HttpUrl.parse("https://host:8443/plik"))).isFalse();
        assertThat(access.isFor(HttpUrl.parse("https://host.evil/plik"))).isFalse();
    }

    @Test
    void accessIsForEveryOneOfItsServers() {
        PlikAccess access = new PlikAccess(List.of("http://a:8080", "http://b:8080/plik"), null, "p", null);

        assertThat(access.isFor(HttpUrl.parse("http://a:8080/file"))).isTrue();
        assertThat(access.isFor(HttpUrl.parse("http://b:8080/other"))).isTrue();
        assertThat(access.isFor(HttpUrl.parse("http://c:8080"))).isFalse();
        assertThat(PlikAccess.anonymous().isFor(HttpUrl.parse("http://a:8080"))).isFalse();
    }

    @Test
    void passwordAloneGoesWithPliksOwnLogin() {
        String header = new PlikAccess("http://host", null, "pä:ss", null).authorization();

        assertThat(new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8))
                .isEqualTo("plik:pä:ss");
    }

    @Test
    void refusesAUserWithoutPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlikAccess("http://host", "user", "", null))
                .withMessageContaining("fileserverPassword");
    }

    @Test
    void refusesSecretsWithoutTheServerThatTheyAreFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlikAccess(List.of(), null, "passw0rd", null))
                .withMessageContaining("fileserverUrl")
                .withMessageNotContaining("passw0rd");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlikAccess(List.of(), null, null, "t0ken"))
                .withMessageContaining("fileserverUrl")
                .withMessageNotContaining("t0ken");
    }

    @Test
    void accessToNoServerIsForNone() {
        PlikAccess none = new PlikAccess(List.of(), "", "", "");

        assertThat(none.isFor(HttpUrl.parse("http://host"))).isFalse();
        assertThat(none.hasPassword() || none.hasToken()).isFalse();
    }

    @Test
    void refusesAServerThatIsNoBaseUrl() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlikAccess.anonymous("host:8080"))
                .withMessageContaining("fileserverUrl 'host:8080'");
    }

    @Test
    void storedFileDoesNotShowItsTokenOrUrl() {
        StoredFile file =
                new StoredFile("http://host/secret", "http://host", "u", "f", "t0ken", 1, Instant.EPOCH, false);

        assertThat(file.toString()).contains("u", "f").doesNotContain("t0ken", "secret");
    }

    @Test
    void aLinkDoesNotShowItsSignature() {
        String signed = "https://host/file?X-Amz-Signature=s1gnature";
        Link link = new Link(signed, "film\n", 5, null, Instant.EPOCH, "c");
        Download download =
                new Download(URI.create(signed), URI.create("https://host"), "film\n", 5, "c", Deadline.in(SECOND));

        assertThat(link.toString()).contains("film\\u000a", "1970").doesNotContain("s1gnature");
        assertThat(download.toString()).contains("film\\u000a", "https://host").doesNotContain("s1gnature");
    }

    @Test
    void timeoutsMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpTimeouts(Duration.ZERO, SECOND, 1, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpTimeouts(SECOND, SECOND.negated(), 1, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpTimeouts(SECOND, SECOND, 0, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpTimeouts(SECOND, SECOND, 1, null));
        assertThatCode(() -> new HttpTimeouts(SECOND, SECOND, 1, SECOND)).doesNotThrowAnyException();
    }

    @Test
    void limitsMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DownloadLimits(0, SECOND, 1))
                .withMessageContaining("maxDownloadBytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DownloadLimits(1, Duration.ZERO, 1))
                .withMessageContaining("downloadTimeout");
        assertThatIllegalArgumentException().isThrownBy(() -> new DownloadLimits(1, null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DownloadLimits(1, SECOND.negated(), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DownloadLimits(1, SECOND, 0));
    }

    @Test
    void largerPayloadsGetMoreTime() {
        DownloadLimits limits = new DownloadLimits(1000, SECOND, 10);

        assertThat(limits.deadline(0).remaining()).isBetween(Duration.ofMillis(500), SECOND);
        assertThat(limits.deadline(100).remaining()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
        assertThat(limits.deadline(-1).remaining()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(101));
    }

    @Test
    void noSizeIsTooLargeForADeadline() {
        DownloadLimits limits = new DownloadLimits(Long.MAX_VALUE, SECOND, 1);

        assertThat(limits.deadline(-1).remaining()).isGreaterThan(Duration.ofDays(3649));
        assertThat(limits.deadline(-1).isOver()).isFalse();
    }

    @Test
    void deadlineEndsWhenItsTimeIsOver() {
        long[] nanos = {Long.MAX_VALUE - 10};
        Deadline deadline = Deadline.in(Duration.ofNanos(100), () -> nanos[0]);
        assertThat(deadline.isOver()).isFalse();

        nanos[0] += 99;
        assertThat(deadline.isOver()).isFalse();
        assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(1));

        nanos[0] += 1;
        assertThat(deadline.isOver()).isTrue();
    }

    @Test
    void aHandlerNeedNotDelete() {
        FileserverUploadHandler handler = upload -> StoredFile.at("http://host/file");
        assertThatCode(() -> handler.delete(StoredFile.at("http://host/file"))).doesNotThrowAnyException();
    }

    @Test
    void aStepQuotesNoSecret() {
        Step step = new Step("upload", "asking")
                .then("adding", "t0ken")
                .then("ending", null)
                .then("last", "");
        assertThat(step.quoted("a t0ken b")).isEqualTo("a *** b");
        assertThat(step.message("why")).isEqualTo("Cannot upload: last: why");
    }
}
