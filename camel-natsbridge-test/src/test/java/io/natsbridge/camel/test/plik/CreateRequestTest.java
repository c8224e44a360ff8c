/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "{\"ttl\":null,\"other\":[1]}"})
    void asksForNothingWhenNothingIsGiven(String json) throws ApiError {
        assertThat(CreateRequest.parse(bytes(json)))
                .isEqualTo(new CreateRequest(0, false, false, false, false, "", "", "", List.of()));
    }

    @Test
    void readsEverythingWhateverTheCaseOfItsKey() throws ApiError {
        String json = "{\"TTL\":5,\"Extend_TTL\":true,\"STREAM\":true,\"OneShot\":true,\"Removable\":true,"
                + "\"Comments\":\"c\",\"Login\":\"l\",\"PASSWORD\":\"p\","
                + "\"Files\":[{\"FILENAME\":\"n\",\"fileSize\":7,\"fileType\":\"t\",\"Reference\":\"r\"}]}";

        assertThat(CreateRequest.parse(bytes(json)))
                .isEqualTo(new CreateRequest(
                        5, true, true, true, true, "c", "l", "p", List.of(new DeclaredFile("n", 7, "t", "r"))));
    }

    @Test
    void letsTheLastOfEqualKeysCount() throws ApiError {
        assertThat(CreateRequest.parse(bytes("{\"ttl\":1,\"TTL\":2,\"ttl\":3}")).ttlSeconds())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}{}",
                "[]",
                "5",
                "{\"ttl\":\"5\"}",
                "{\"ttl\":1.0}",
                "{\"ttl\":9223372036854775808}",
                "{\"oneShot\":1}",
                "{\"login\":true}",
                "{\"files\":{}}",
                "{\"files\":[5]}",
                "{\"files\":[{\"fileSize\":\"7\"}]}"
            })
    void refusesWhatIsOfTheWrongKind(String json) {
        assertThatThrownBy(() -> CreateRequest.parse(bytes(json)))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.status()).isEqualTo(400))
                .hasMessageStartingWith("unable to deserialize request body : ");
    }

    @Test
    void keepsThePasswordToItself() throws ApiError {
        assertThat(CreateRequest.parse(bytes("{\"login\":\"me\",\"password\":\"secret\"}")))
                .asString()
                .doesNotContain("secret", "me");
    }
}
