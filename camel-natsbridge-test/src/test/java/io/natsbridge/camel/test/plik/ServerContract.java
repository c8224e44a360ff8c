/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.natsbridge.camel.test.plik.RawHttp.Answer;
import org.junit.jupiter.api.Test;

/** How the server presents itself. */
interface ServerContract extends ContractBase {

    @Test
    default void saysThatItIsWell() {
        assertThat(plik().get("/health").text()).isEqualTo("ok\n");
    }

    @Test
    default void tellsItsVersion() {
        assertThat(PlikClient.json(plik().get("/version")).has("version")).isTrue();
    }

    @Test
    default void tellsItsLimitsAndFeatures() {
        assertThat(plik().config().fieldNames())
                .toIterable()
                .contains(
                        "maxFileSize", "maxFilePerUpload", "defaultTTL", "maxTTL", "downloadDomain", "feature_stream");
    }

    @Test
    default void labelsJsonAsPlainText() {
        assertThat(plik().get("/config").header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    default void answersErrorsAsALineOfPlainText() {
        Answer answer = plik().get("/upload/nosuch");

        assertThat(answer.text()).isEqualTo("upload nosuch not found\n");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    default void movesADoubleSlashAway() {
        Answer answer = plik().call("POST", "//upload", new byte[0]);

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).isEqualTo("/upload");
    }

    @Test
    default void keepsTheQueryWhenItMovesADoubleSlashAway() {
        assertThat(plik().call("POST", "//upload?x=y", new byte[0]).header("Location"))
                .isEqualTo("/upload?x=y");
    }

    @Test
    default void doesNotKnowAPathWithATrailingSlash() {
        assertThat(plik().call("POST", "/upload/", new byte[0]).status()).isEqualTo(404);
    }

    @Test
    default void tellsUpperAndLowerCaseOfPathsApart() {
        assertThat(plik().get("/HEALTH").status()).isEqualTo(404);
    }

    @Test
    default void understandsPercentEncodedLettersOfPaths() {
        assertThat(plik().get("/%68ealth").status()).isEqualTo(200);
    }

    @Test
    default void refusesABrokenPercentEscape() {
        assertThat(plik().get("/file/a/b/%zz").status()).isEqualTo(400);
    }

    @Test
    default void answersNothingOutsideItsPrefix() {
        assumeThat(plik().prefix()).isNotEmpty();

        byte[] request = plik().request("GET", "/health", new byte[0]);

        assertThat(RawHttp.send(plik().url(), request).answer().status()).isEqualTo(404);
    }

    @Test
    default void addsTheSlashBehindItsPrefix() {
        assumeThat(plik().prefix()).isNotEmpty();

        Answer answer = plik().get("");

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).isEqualTo(plik().prefix() + "/");
    }

    @Test
    default void hidesItsWebPageOrShowsIt() {
        Answer answer = plik().get("/");

        assertThat(answer.status()).isIn(200, 405);
        if (answer.status() == 200) {
            assertThat(answer.header("Content-Type")).startsWith("text/html");
        }
    }

    @Test
    default void takesAnotherMethodForARequestOfTheWebInterfaceIfThereIsOne() {
        int withoutMethod = plik().get("/").status() == 405 ? 405 : 404;

        assertThat(plik().get("/upload").status()).isEqualTo(withoutMethod);
    }
}
