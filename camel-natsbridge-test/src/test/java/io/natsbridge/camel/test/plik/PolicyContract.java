/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server refuses, allows and imposes, and to whom. */
interface PolicyContract extends ContractBase {

    Map<PlikFeature, String> KEYS = Map.of(
            PlikFeature.ONE_SHOT, "oneShot",
            PlikFeature.REMOVABLE, "removable",
            PlikFeature.STREAM, "stream",
            PlikFeature.EXTEND_TTL, "extend_ttl");

    @ParameterizedTest
    @EnumSource(names = {"ONE_SHOT", "REMOVABLE", "STREAM", "EXTEND_TTL"})
    default void refusesADisabledFeature(PlikFeature feature) {
        assumeNotForced(PlikFeature.PASSWORD);
        assumeThat(plik().mode(feature)).isEqualTo("disabled");

        assertRefused(plik().tryCreate("{\"" + KEYS.get(feature) + "\":true}"), 400, "disabled");
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_SHOT", "REMOVABLE", "STREAM", "EXTEND_TTL"})
    default void imposesAForcedFeature(PlikFeature feature) {
        assumeThat(plik().mode(feature)).isEqualTo("forced");

        Created upload = plik().create("{\"" + KEYS.get(feature) + "\":false}");

        assertThat(upload.json().get(KEYS.get(feature)).asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_SHOT", "REMOVABLE", "STREAM", "EXTEND_TTL"})
    default void grantsAnEnabledFeatureOnDemandOnly(PlikFeature feature) {
        assumeThat(plik().mode(feature)).isEqualTo("enabled");
        String key = KEYS.get(feature);

        assertThat(plik().create("{\"" + key + "\":true}").json().get(key).asBoolean())
                .isTrue();
        assertThat(plik().create("{}").json().get(key).asBoolean()).isFalse();
    }

    @Test
    default void keepsOrDropsComments() {
        boolean kept = !plik().mode(PlikFeature.COMMENTS).equals("disabled");

        assertThat(plik().create("{\"comments\":\"<ü>\"}")
                        .json()
                        .get("comments")
                        .asText())
                .isEqualTo(kept ? "<ü>" : "");
    }

    @Test
    default void givesTheDefaultTtlToWhomAsksForNone() {
        assertThat(plik().create("{\"ttl\":0}").json().get("ttl").asLong())
                .isEqualTo(plik().config().get("defaultTTL").asLong());
    }

    @Test
    default void keepsTheTtlThatIsAskedFor() {
        assumeAllowed(PlikFeature.SET_TTL);

        assertThat(plik().create("{\"ttl\":61}").json().get("ttl").asLong()).isEqualTo(61);
    }

    @Test
    default void ignoresTheTtlWhereItMayNotBeSet() {
        assumeThat(plik().mode(PlikFeature.SET_TTL)).isEqualTo("disabled");

        assertThat(plik().create("{\"ttl\":61}").json().get("ttl").asLong())
                .isEqualTo(plik().config().get("defaultTTL").asLong());
    }

    @Test
    default void refusesATtlAboveTheMaximum() {
        long max = assumeMaximum();

        assertRefused(plik().tryCreate("{\"ttl\":" + (max + 1) + "}"), 400, "maximum allowed is : " + max);
    }

    @Test
    default void refusesAnEndlessTtlWhereThereIsAMaximum() {
        assumeMaximum();

        assertRefused(plik().tryCreate("{\"ttl\":-1}"), 400, "cannot set infinite TTL");
    }

    private long assumeMaximum() {
        assumeNotForced(PlikFeature.PASSWORD);
        assumeAllowed(PlikFeature.SET_TTL);
        long max = plik().config().get("maxTTL").asLong();
        assumeThat(max).isPositive();
        return max;
    }

    @Test
    default void grantsAnEndlessTtlWhereThereIsNoMaximum() {
        assumeAllowed(PlikFeature.SET_TTL);
        assumeThat(plik().config().get("maxTTL").asLong()).isNotPositive();

        assertThat(plik().create("{\"ttl\":-1}").json().get("expireAt").isNull())
                .isTrue();
    }

    @Test
    default void tellsTheDownloadDomain() {
        assertThat(plik().create("{}").json().get("downloadDomain"))
                .isEqualTo(plik().config().get("downloadDomain"));
    }

    @Test
    default void refusesAnUnknownUserToken() {
        assumeAllowed(PlikFeature.AUTHENTICATION);

        Answer answer = plik().call("POST", "/upload", ContractBase.bytes("{}"), "X-PlikToken", "nobody");

        assertRefused(answer, 403, "invalid token");
    }

    @Test
    default void ignoresUserTokensWithoutAuthentication() {
        assumeThat(plik().mode(PlikFeature.AUTHENTICATION)).isEqualTo("disabled");
        assumeNotForced(PlikFeature.PASSWORD);

        Answer answer = plik().call("POST", "/upload", ContractBase.bytes("{}"), "X-PlikToken", "nobody");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    default void refusesStrangersWhereUsersAreForced() {
        assumeThat(plik().mode(PlikFeature.AUTHENTICATION)).isEqualTo("forced");

        assertRefused(plik().call("POST", "/upload", ContractBase.bytes("{}")), 400, "anonymous uploads are disabled");
    }

    @Test
    default void letsAUserAddFilesWithoutTheUploadToken() {
        assumeStored();
        assumeThat(plik().userToken()).isPresent();
        Created upload = plik().create("{}");

        Answer answer = plik().call(
                        "POST",
                        "/file/" + upload.id(),
                        Multipart.file("a.txt", ContractBase.bytes("x")),
                        "Content-Type",
                        Multipart.CONTENT_TYPE,
                        "X-PlikToken",
                        plik().userToken().orElseThrow());

        assertThat(answer.status()).isEqualTo(200);
    }
}
