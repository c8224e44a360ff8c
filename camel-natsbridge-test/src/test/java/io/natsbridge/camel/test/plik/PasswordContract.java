/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that need a password. */
interface PasswordContract extends ContractBase {

    private Created locked(String wishes) {
        assumeStored();
        assumeAllowed(PlikFeature.PASSWORD);
        return plik().create(wishes);
    }

    private Created locked() {
        return locked("{\"login\":\"l\",\"password\":\"p\"}");
    }

    @Test
    default void servesAProtectedFileToWhomKnowsThePassword() {
        Created upload = locked();

        Answer answer = plik().download(upload, plik().store(upload, "a.txt", "secret"));

        assertThat(answer.text()).isEqualTo("secret");
    }

    @Test
    default void saysThatAnUploadIsProtectedAndHowToOpenIt() {
        Created upload = locked();

        assertThat(upload.json().get("protectedByPassword").asBoolean()).isTrue();
        assertThat(upload.answer().header("Authorization")).isEqualTo("Basic " + PlikClient.base64("l:p"));
        assertThat(upload.json().has("password")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
                    none,          missing Authorization header
                    Basic,         invalid Authorization header
                    Bearer bDpw,   invalid http authorization scheme
                    basic bDpw,    invalid http authorization scheme
                    Basic eDpw,    invalid credentials
                    """)
    default void refusesAProtectedFileToAnybodyElse(String authorization, String why) {
        Created upload = locked();
        JsonNode file = plik().store(upload, "a.txt", "secret");

        Answer answer = plik().get(PlikClient.path(upload, file), "Authorization", authorization);

        assertRefused(answer, 401, why);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"plik\"");
    }

    @Test
    default void asksABrowserForThePasswordInsteadOfRedirectingIt() {
        Created upload = locked();
        JsonNode file = plik().store(upload, "a.txt", "secret");

        Answer answer = plik().get(PlikClient.path(upload, file), "User-Agent", PlikClient.BROWSER);

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    default void takesTheUploadTokenInPlaceOfThePassword() {
        Created upload = locked();
        JsonNode file = plik().store(upload, "a.txt", "secret");

        Answer answer = plik().get(PlikClient.path(upload, file), "X-UploadToken", upload.token());

        assertThat(answer.text()).isEqualTo("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    default void asksForThePasswordWhateverIsDone(String method) {
        Created upload = locked();

        assertThat(plik().call(method, "/upload/" + upload.id(), new byte[0]).status())
                .isEqualTo(401);
    }

    @Test
    default void opensAnUploadWithoutLoginUnderTheLoginPlik() {
        Created upload = locked("{\"password\":\"p\"}");
        JsonNode file = plik().store(upload, "a.txt", "secret");

        Answer answer =
                plik().get(PlikClient.path(upload, file), "Authorization", "Basic " + PlikClient.base64("plik:p"));

        assertThat(answer.text()).isEqualTo("secret");
    }

    @Test
    default void echoesAnAuthorizationThatDoesNotOpenAnUploadWithoutLogin() {
        Created upload = locked("{\"password\":\"p\"}");
        JsonNode file = plik().store(upload, "a.txt", "secret");
        String echoed = upload.answer().header("Authorization");

        Answer answer = plik().get(PlikClient.path(upload, file), "Authorization", echoed);

        assertThat(echoed).isEqualTo("Basic " + PlikClient.base64(":p"));
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    default void takesALoginAloneForNoProtection() {
        assumeNotForced(PlikFeature.PASSWORD);

        Created upload = plik().create("{\"login\":\"l\"}");

        assertThat(upload.json().get("protectedByPassword").asBoolean()).isFalse();
    }
}
