/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    @Test
    void beginsWithANameAValueAndAType() {
        Payload payload = Payload.of("note", "hi", PayloadType.TEXT);
        assertThat(payload.dataname()).isEqualTo("note");
        assertThat(payload.value()).isEqualTo("hi");
        assertThat(payload.type()).isEqualTo(PayloadType.TEXT);
        assertThat(payload.id()).isNull();
        assertThat(payload.transport()).isNull();
        assertThat(payload.size()).isEqualTo(-1);
        assertThat(payload.metadata()).isEmpty();
        assertThat(payload.unknownFields()).isEmpty();
        assertThat(payload.link()).isEmpty();
        assertThat(payload.content()).isEmpty();
        assertThat(payload.isLazy()).isFalse();
    }

    @Test
    void needsANameAndAType() {
        assertThatThrownBy(() -> Payload.of(null, "hi", PayloadType.TEXT))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("dataname");
        assertThatThrownBy(() -> Payload.of("n", "hi", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("type");
    }

    @Test
    void isCopiedWholeByItsBuilder() {
        Payload payload = Payload.builder("n", PayloadType.BINARY)
                .id("i")
                .transport(Transport.LINK)
                .size(5)
                .metadata(Map.of("m", 1))
                .unknownFields(Map.of("u", 2))
                .link("http://h")
                .content(Content.of(new byte[5]))
                .value("v")
                .build();
        Payload copy = payload.toBuilder().build();
        assertThat(Parts.of(copy)).isEqualTo(Parts.of(payload));
        assertThat(copy.value()).isEqualTo("v");
        assertThat(payload.toBuilder().type(PayloadType.IMAGE).build().type()).isEqualTo(PayloadType.IMAGE);
    }

    @Test
    void keepsItsMetadataWhateverBecomesOfTheMapItWasGiven() {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("k", null);
        Payload payload = Payload.builder("n", PayloadType.TEXT)
                .metadata(metadata)
                .unknownFields(metadata)
                .build();
        metadata.put("later", 1);
        assertThat(payload.metadata()).containsOnlyKeys("k").containsEntry("k", null);
        assertThat(payload.unknownFields()).containsOnlyKeys("k");
        assertThatThrownBy(() -> payload.metadata().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> payload.unknownFields().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void isReadAsWhatItIsWithoutAnyConversion() {
        Payload payload = Payload.of("n", "hi", PayloadType.TEXT);
        assertThat(payload.as(String.class)).isEqualTo("hi");
        assertThat(payload.as(CharSequence.class)).isEqualTo("hi");
        assertThat((Object) Payload.of("n", null, PayloadType.DICTIONARY).as(Map.class))
                .isNull();
    }

    @Test
    void isNotConvertedUnlessItWasReceived() {
        Payload payload = Payload.of("n\n", "hi", PayloadType.TEXT);
        assertThatThrownBy(() -> payload.as(Integer.class))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining(
                        "Payload 'n\\u000a': a text of java.lang.String cannot be read as java.lang.Integer");
    }

    @Test
    void asksItsConverterForOtherTypes() {
        Payload payload = Payload.builder("n", PayloadType.TEXT)
                .value("hi")
                .converter(new Payload.ValueConverter() {
                    @Override
                    public <T> T convert(Payload asked, Class<T> type) {
                        return type.cast(List.of(asked.value()));
                    }
                })
                .build();
        assertThat((Object) payload.as(List.class)).isEqualTo(List.of("hi"));
        assertThat((Object) payload.toBuilder().build().as(List.class)).isEqualTo(List.of("hi"));
        assertThat(payload.as(String.class)).isEqualTo("hi");
    }

    @Test
    void makesALazyValueOnceWhenItIsFirstAskedFor() {
        AtomicInteger made = new AtomicInteger();
        Payload payload = Payload.builder("n", PayloadType.BINARY)
                .lazyValue(made::incrementAndGet)
                .build();
        assertThat(payload.isLazy()).isTrue();
        assertThat(payload).hasToString("Payload[binary]");
        assertThat(made).hasValue(0);
        assertThat(payload.value()).isEqualTo(1);
        assertThat(payload.isLazy()).isFalse();
        assertThat(payload.as(Integer.class)).isEqualTo(1);
        assertThat(payload.toBuilder().build().value()).as("a copy made later").isEqualTo(1);
    }

    @Test
    void triesAgainToMakeALazyValueThatFailed() {
        AtomicInteger tries = new AtomicInteger();
        Payload payload = Payload.builder("n", PayloadType.BINARY)
                .lazyValue(() -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("not yet");
                    }
                    return "there";
                })
                .build();
        assertThatThrownBy(payload::value).hasMessage("not yet");
        assertThat(payload.isLazy()).isTrue();
        assertThat(payload.value()).isEqualTo("there");
    }

    @Test
    void makesALazyValueOnceForManyThreads() throws Exception {
        AtomicInteger made = new AtomicInteger();
        Payload payload = Payload.builder("n", PayloadType.BINARY)
                .lazyValue(made::incrementAndGet)
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> readers = Stream.generate(() -> (Callable<Object>) payload::value)
                    .limit(50)
                    .toList();
            for (Future<Object> result : threads.invokeAll(readers)) {
                assertThat(result.get()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void showsNothingOfItsValueOrNameInItsText() {
        Payload payload = Payload.builder("secret name", PayloadType.TEXT)
                .value("secret value")
                .transport(Transport.LINK)
                .size(12)
                .link("http://host/secret")
                .build();
        assertThat(payload).hasToString("Payload[text, link, 12 bytes]");
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, text, false, false",
        "DICTIONARY, dictionary, false, false",
        "ARROWTABLE, arrowtable, false, true",
        "JSONTABLE, jsontable, false, false",
        "TABLE, table, false, true",
        "IMAGE, image, true, false",
        "AUDIO, audio, true, false",
        "VIDEO, video, true, false",
        "BINARY, binary, true, false"
    })
    void knowsTheTypesOfTheProtocol(PayloadType type, String wireName, boolean opaque, boolean arrow) {
        assertThat(type.wireName()).isEqualTo(wireName);
        assertThat(PayloadType.forWireName(wireName)).isEqualTo(type);
        assertThat(type.isOpaque()).isEqualTo(opaque);
        assertThat(type.isArrow()).isEqualTo(arrow);
        assertThat(PayloadType.values()).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Text", "TEXT", " text", "json", "x\ny"})
    void refusesATypeThatTheProtocolDoesNotKnow(String name) {
        assertThatThrownBy(() -> PayloadType.forWireName(name))
                .isInstanceOf(UnsupportedPayloadTypeException.class)
                .hasMessageContaining("Unknown payload type '" + name.replace("\n", "\\u000a") + "'")
                .hasMessageEndingWith("text, dictionary, arrowtable, jsontable, table, image, audio, video, binary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Direct", "LINK", "file"})
    void refusesATransportThatTheProtocolDoesNotKnow(String name) {
        assertThatThrownBy(() -> Transport.forWireName(name))
                .isInstanceOf(UnsupportedPayloadTypeException.class)
                .hasMessageContaining("Unknown transport '" + name + "'; the transports are direct and link");
    }

    @Test
    void findsTransportsByTheirNameOnTheWire() {
        for (Transport transport : Transport.values()) {
            assertThat(Transport.forWireName(transport.wireName())).isEqualTo(transport);
        }
    }
}
