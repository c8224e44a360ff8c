/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How uploads and files end. */
interface LifeContract extends ContractBase {

    private Answer delete(String path, Created upload, String token) {
        return plik().call(
                        "DELETE", path, new byte[0], "X-UploadToken", token, "Authorization", upload.authorization());
    }

    @Test
    default void deletesAFileForItsOwner() {
        assumeStored();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, "a.txt", "x");

        Answer answer = delete(PlikClient.path(upload, file), upload, upload.token());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("ok");
        assertRefused(plik().download(upload, file), 404, "is not available : deleted");
    }

    @Test
    default void deletesAFileAsOftenAsItIsAskedTo() {
        assumeStored();
        Created upload = plik().create("{}");
        String path = PlikClient.path(upload, plik().store(upload, "a.txt", "x"));
        delete(path, upload, upload.token());

        assertThat(delete(path, upload, upload.token()).status()).isEqualTo(200);
    }

    @Test
    default void takesNoNewContentForADeletedFile() {
        assumeStored();
        Created upload = plik().create("{}");
        String path = PlikClient.path(upload, plik().store(upload, "a.txt", "x"));
        delete(path, upload, upload.token());

        Answer answer = plik().call("POST", path, Multipart.file("a.txt", bytes("y")), plik().uploadHeaders(upload));

        assertRefused(answer, 400, "invalid file status deleted, expected missing");
    }

    @Test
    default void deletesADeclaredFileThatNeverCame() {
        Created upload = plik().create("{\"files\":[{\"fileName\":\"a.txt\"}]}");
        JsonNode file = upload.json().get("files").get(0);

        assertThat(delete(PlikClient.path(upload, file), upload, upload.token()).status())
                .isEqualTo(200);
        assertThat(plik().status(upload)).isEqualTo("deleted");
    }

    @Test
    default void refusesStrangersToDelete() {
        assumeStored();
        assumeNotForced(PlikFeature.REMOVABLE);
        Created upload = plik().create("{}");
        String path = PlikClient.path(upload, plik().store(upload, "a.txt", "x"));

        assertRefused(delete(path, upload, null), 403, "not allowed to remove files from this upload");
        assertRefused(delete("/upload/" + upload.id(), upload, null), 403, "not allowed to remove this upload");
    }

    @Test
    default void letsEverybodyDeleteWhatIsRemovable() {
        assumeStored();
        assumeAllowed(PlikFeature.REMOVABLE);
        Created upload = plik().create("{\"removable\":true}");
        String path = PlikClient.path(upload, plik().store(upload, "a.txt", "x"));

        assertThat(delete(path, upload, null).status()).isEqualTo(200);
        assertThat(delete("/upload/" + upload.id(), upload, null).status()).isEqualTo(200);
    }

    @Test
    default void forgetsADeletedUpload() {
        assumeStored();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, "a.txt", "x");
        String gone = "upload " + upload.id() + " not found";

        assertThat(delete("/upload/" + upload.id(), upload, upload.token()).status())
                .isEqualTo(200);

        assertRefused(plik().download(upload, file), 404, gone);
        assertRefused(plik().upload(upload, "b.txt", bytes("x")), 404, gone);
        assertRefused(delete("/upload/" + upload.id(), upload, upload.token()), 404, gone);
        assertRefused(delete(PlikClient.path(upload, file), upload, upload.token()), 404, gone);
    }

    @Test
    default void endsAnUploadThatHasExpired() {
        assumeStored();
        assumeAllowed(PlikFeature.SET_TTL);
        assumeNotForced(PlikFeature.EXTEND_TTL);
        Created upload = plik().create("{\"ttl\":1}");
        JsonNode file = plik().store(upload, "a.txt", "x");
        String over = "upload " + upload.id() + " has expired";

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertRefused(plik().download(upload, file), 404, over));
        assertRefused(plik().get("/upload/" + upload.id()), 404, over);
        assertRefused(delete("/upload/" + upload.id(), upload, upload.token()), 404, over);
    }

    @Test
    default void extendsALifeByEveryAccessIfAsked() {
        assumeAllowed(PlikFeature.SET_TTL);
        assumeAllowed(PlikFeature.EXTEND_TTL);
        Created upload = plik().create("{\"ttl\":60,\"extend_ttl\":true}");

        assertThat(expiry(plik().info(upload))).isAfter(expiry(upload.json()));
    }

    private static Instant expiry(JsonNode upload) {
        return Instant.parse(upload.get("expireAt").asText());
    }
}
