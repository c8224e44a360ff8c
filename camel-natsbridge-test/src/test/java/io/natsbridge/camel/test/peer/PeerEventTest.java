/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerEventTest {

    private static final String MESSAGE = """
            {"event":"message","subscription":3,"subject":"a.b","reply":"_INBOX.1","headers":{"k":["v","w"]},
             "envelope":{"correlation_id":"c","msg_id":"m","metadata":{"n":1}},
             "payloads":[
               {"id":"p","dataname":"t","type":"arrowtable","transport":"link","encoding":"none","metadata":null,
                "size":9,"sha256":"ab","link":"http://f/file/1/2/t","schema":[{"name":"x","type":"int64"}],
                "rowCount":1,"value":[{"x":{"$bigint":"7"}}]},
               {"dataname":"t","type":"text","transport":"direct","size":2,"value":"hi"}]}""";

    private static PeerMessage message() {
        return ((PeerEvent.Message) PeerEvent.read(MESSAGE)).message();
    }

    @Test
    void readsThatThePeerIsReady() {
        assertThat(PeerEvent.read("{\"event\":\"ready\",\"runtime\":\"Node.js v20\",\"maxPayload\":1048576}"))
                .isEqualTo(new PeerEvent.Ready("Node.js v20", 1_048_576));
    }

    @Test
    void readsTheEndOfACommandWithItsResult() {
        PeerEvent.Done done = (PeerEvent.Done) PeerEvent.read("{\"event\":\"done\",\"id\":4,\"sent\":{\"a\":1}}");
        assertThat(done.id()).isEqualTo(4);
        assertThat(done.result().path("sent").path("a").intValue()).isEqualTo(1);
    }

    @Test
    void readsAnErrorWithItsCode() {
        assertThat(PeerEvent.read("{\"event\":\"error\",\"id\":4,\"code\":\"upload\",\"message\":\"m\"}"))
                .isEqualTo(new PeerEvent.Failure(4, "upload", "m"));
    }

    @Test
    void readsAnErrorOfThePeerItself() {
        assertThat(PeerEvent.read("{\"event\":\"error\",\"id\":null,\"code\":\"connect\",\"message\":\"m\"}"))
                .isEqualTo(new PeerEvent.Failure(0, "connect", "m"));
    }

    @Test
    void readsWhereAMessageCameFrom() {
        assertThat(message())
                .returns(3, PeerMessage::subscription)
                .returns("a.b", PeerMessage::subject)
                .returns("_INBOX.1", PeerMessage::reply)
                .returns(Map.of("k", List.of("v", "w")), PeerMessage::headers);
    }

    @Test
    void readsTheFieldsOfTheEnvelope() {
        assertThat(message())
                .returns("c", PeerMessage::correlationId)
                .returns("m", PeerMessage::msgId)
                .returns(null, PeerMessage::replyToMsgId)
                .returns(Map.of("n", 1L), message -> message.envelope().get("metadata"));
    }

    @Test
    void readsAPayloadWithAllThatItHas() {
        assertThat(message().payloads().get(0))
                .isEqualTo(new PeerPayload(
                        "p",
                        "t",
                        "arrowtable",
                        "link",
                        "none",
                        Map.of(),
                        9,
                        "ab",
                        "http://f/file/1/2/t",
                        null,
                        List.of(new PeerColumn("x", "int64")),
                        1,
                        List.of(Map.of("x", 7L))));
    }

    @Test
    void readsAPayloadThatLacksFields() {
        assertThat(message().payloads().get(1))
                .returns(null, PeerPayload::id)
                .returns(null, PeerPayload::encoding)
                .returns(null, PeerPayload::link)
                .returns(Map.of(), PeerPayload::metadata)
                .returns("hi", PeerPayload::text);
    }

    @Test
    void findsTheFirstPayloadOfAName() {
        assertThat(message().payload("t").type()).isEqualTo("arrowtable");
    }

    @Test
    void namesThePayloadsThereAreWhenOneIsNotFound() {
        assertThatThrownBy(() -> message().payload("z"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'z'")
                .hasMessageContaining("[t, t]");
    }

    @Test
    void refusesToTakeTheOnePayloadOfTwo() {
        assertThatThrownBy(() -> message().payload())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 payloads");
    }

    @Test
    void refusesALineThatIsNoJson() {
        assertThatThrownBy(() -> PeerEvent.read("Segmentation fault"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Segmentation fault");
    }

    @Test
    void refusesAnUnknownEvent() {
        assertThatThrownBy(() -> PeerEvent.read("{\"event\":\"party\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("party");
    }
}
