/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutgoingPayloadTest {

    @Test
    void carriesAValueInItsNotation() {
        assertThat(OutgoingPayload.of("d", "dictionary", Map.of("a", Double.NaN))
                        .toJson())
                .hasToString("{\"dataname\":\"d\",\"type\":\"dictionary\",\"value\":{\"a\":{\"$float\":\"NaN\"}}}");
    }

    @Test
    void carriesATableWithItsColumnTypes() {
        List<PeerColumn> columns = List.of(new PeerColumn("x", "int8"));
        assertThat(OutgoingPayload.table("t", "table", columns, List.of(Map.of("x", 1)))
                        .toJson())
                .hasToString("{\"dataname\":\"t\",\"type\":\"table\",\"value\":"
                        + "{\"columns\":[{\"name\":\"x\",\"type\":\"int8\"}],\"rows\":[{\"x\":1}]}}");
    }

    @Test
    void carriesBytesAsBase64() {
        assertThat(OutgoingPayload.bytes("b", "arrowtable", new byte[] {1}).toJson())
                .hasToString("{\"dataname\":\"b\",\"type\":\"arrowtable\",\"base64\":\"AQ==\"}");
    }

    @Test
    void namesAFileByItsAbsolutePath() {
        Path file = Path.of("a.bin");
        assertThat(OutgoingPayload.file("f", "binary", file)
                        .toJson()
                        .path("path")
                        .textValue())
                .isEqualTo(file.toAbsolutePath().toString());
    }

    @Test
    void isNotChangedByWhatIsDoneToItsJson() {
        OutgoingPayload payload = OutgoingPayload.text("t", "x");
        payload.toJson().put("type", "binary");
        assertThat(payload.toJson().path("type").textValue()).isEqualTo("text");
    }
}
