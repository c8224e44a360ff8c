/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.converter.stream.ReaderCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body means, by {@link ExchangePayloads#from}. */
class BodyPayloadsTest {

    /** A bean. */
    record Point(int x, int y) {}

    @TempDir
    private Path directory;

    private final CamelContext context = new DefaultCamelContext();
    private final NatsBridgeConfiguration configuration = Exchanges.configuration();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    static Stream<Arguments> plainBodies() {
        return Stream.of(
                Arguments.of("text", PayloadType.TEXT),
                Arguments.of(new StringBuilder("text"), PayloadType.TEXT),
                Arguments.of(new StringReader("text"), PayloadType.TEXT),
                Arguments.of(Map.of("a", 1), PayloadType.DICTIONARY),
                Arguments.of(Map.of(), PayloadType.DICTIONARY),
                Arguments.of(new Point(1, 2), PayloadType.DICTIONARY),
                Arguments.of(42, PayloadType.DICTIONARY),
                Arguments.of(true, PayloadType.DICTIONARY),
                Arguments.of(List.of(1, 2), PayloadType.DICTIONARY),
                Arguments.of(List.of("a", Map.of()), PayloadType.DICTIONARY),
                Arguments.of(new int[] {1}, PayloadType.DICTIONARY),
                Arguments.of(JsonNodeFactory.instance.objectNode(), PayloadType.DICTIONARY),
                Arguments.of(List.of(Map.of("x", 1)), PayloadType.JSONTABLE),
                Arguments.of(new Object[] {Map.of("x", 1)}, PayloadType.JSONTABLE),
                Arguments.of(List.of(Map.of("x", 1)).iterator(), PayloadType.JSONTABLE),
                Arguments.of(new byte[3], PayloadType.BINARY),
                Arguments.of(ByteBuffer.wrap(new byte[3]), PayloadType.BINARY),
                Arguments.of(new ByteArrayInputStream(new byte[3]), PayloadType.BINARY),
                Arguments.of(Content.of(new byte[3]), PayloadType.BINARY),
                Arguments.of(new InputStreamCache(new byte[3]), PayloadType.BINARY),
                Arguments.of(Path.of("photo.png"), PayloadType.IMAGE),
                Arguments.of(new File("film.mp4"), PayloadType.VIDEO),
                Arguments.of(new File("data.csv"), PayloadType.BINARY));
    }

    @ParameterizedTest
    @MethodSource("plainBodies")
    void hasTheTypeThatFollowsFromTheJavaType(Object body, PayloadType type) {
        List<Payload> payloads = from(Exchanges.with(context, body));
        assertThat(payloads).hasSize(1);
        assertThat(payloads.get(0).type()).isEqualTo(type);
        assertThat(payloads.get(0).dataname()).isEqualTo("payload");
    }

    @Test
    void isNothingWhenItIsNullOrAnEmptyList() {
        assertThat(from(Exchanges.with(context, null))).isEmpty();
        assertThat(from(Exchanges.with(context, List.of()))).isEmpty();
        assertThat(from(Exchanges.with(context, new Object[0]))).isEmpty();
    }

    @Test
    void isThePayloadsThatItHolds() {
        Payload one = Payload.of("one", "1", PayloadType.TEXT);
        Payload two = Payload.of("one", "2", PayloadType.TEXT);
        assertThat(names(from(Exchanges.with(context, one)))).containsExactly("one=1");
        assertThat(names(from(Exchanges.with(context, List.of(one, two))))).containsExactly("one=1", "one=2");
        assertThat(names(from(Exchanges.with(context, new Object[] {two, one}))))
                .containsExactly("one=2", "one=1");
        Envelope envelope = Exchanges.envelope(one, two);
        assertThat(names(from(Exchanges.with(context, envelope)))).containsExactly("one=1", "one=2");
    }

    @Test
    void isTheTriplesThatItHolds() {
        List<Object> lists = List.of(List.of("a", "1", "text"), Arrays.asList("b", null, PayloadType.DICTIONARY));
        assertThat(names(from(Exchanges.with(context, lists)))).containsExactly("a=1", "b=null");
        Object[] arrays = {new Object[] {"a", "1", "text"}, List.of(new StringBuilder("b"), "2", PayloadType.TEXT)};
        assertThat(names(from(Exchanges.with(context, arrays)))).containsExactly("a=1", "b=2");
    }

    @Test
    void isNoTripleWhenItsTypeIsUnknown() {
        Exchange exchange = Exchanges.with(context, List.of(List.of("a", "1", "csv")));
        assertThatThrownBy(() -> from(exchange))
                .isInstanceOf(UnsupportedPayloadTypeException.class)
                .hasMessageContaining("'csv'");
    }

    @Test
    void isOneValueWhenItsTypeIsSaid() {
        configuration.setPayloadType("dictionary");
        List<Object> body = List.of(List.of("a", "1", "text"));
        assertThat(from(Exchanges.with(context, body)).get(0).value()).isEqualTo(body);
        assertThat(from(Exchanges.with(context, List.of())).get(0).value()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dictionary", "jsontable"})
    void isJsonWhenItIsTextThatIsSaidToBeADictionaryOrATable(String type) {
        configuration.setPayloadType(type);
        Object value = from(Exchanges.with(context, "[{\"a\":\"ä\"}]")).get(0).value();
        assertThat(value).isEqualTo("[{\"a\":\"ä\"}]".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isAnImageByItsMediaTypeWhichTravelsAlong() {
        Exchange exchange = Exchanges.with(context, new byte[3]);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "image/png");
        Payload payload = from(exchange).get(0);
        assertThat(payload.type()).isEqualTo(PayloadType.IMAGE);
        assertThat(payload.metadata()).isEqualTo(Map.of("content_type", "image/png"));
    }

    @Test
    void carriesNoMediaTypeWhenItIsNoFile() {
        Exchange exchange = Exchanges.with(context, "text");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        assertThat(from(exchange).get(0).metadata()).isEmpty();
    }

    @Test
    void isWhatItsFileNameSays() {
        Exchange exchange = Exchanges.with(context, new ByteArrayInputStream(new byte[3]));
        exchange.getMessage().setHeader(Exchange.FILE_NAME, "song.mp3");
        assertThat(from(exchange).get(0).type()).isEqualTo(PayloadType.AUDIO);
    }

    @Test
    void isTheFileBehindAFileOfCamels() throws Exception {
        Path path = Files.write(directory.resolve("photo.png"), new byte[] {1, 2, 3});
        GenericFile<File> file = new GenericFile<>();
        file.setFile(path.toFile());
        Exchange exchange = Exchanges.with(context, file);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, "photo.png");
        Payload payload = from(exchange).get(0);
        assertThat(payload.type()).isEqualTo(PayloadType.IMAGE);
        assertThat(payload.value()).isEqualTo(path.toFile());
    }

    @Test
    void isTheBytesOfARemoteFile() throws Exception {
        GenericFile<String> file = new GenericFile<>();
        file.setFile("a handle of the remote server");
        file.setBody(new byte[] {1, 2, 3});
        Object value = from(Exchanges.with(context, file)).get(0).value();
        assertThat(value).isInstanceOf(InputStream.class);
        assertThat(((InputStream) value).readAllBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void isTheTextOfAReaderThatCamelHasCached() throws Exception {
        Payload payload =
                from(Exchanges.with(context, new ReaderCache("äöü€😀"))).get(0);
        assertThat(payload.type()).isEqualTo(PayloadType.TEXT);
        assertThat(payload.value()).isEqualTo("äöü€😀");
        configuration.setPayloadType("binary");
        Object bytes =
                from(Exchanges.with(context, new ReaderCache("äöü€😀"))).get(0).value();
        assertThat(new String(((InputStream) bytes).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("äöü€😀");
    }

    @Test
    void canBeReadAgainFromAStreamThatCamelHasCached() throws Exception {
        StreamCache cache = new InputStreamCache(new byte[] {1, 2, 3});
        Content content = (Content) from(Exchanges.with(context, cache)).get(0).value();
        assertThat(content.size()).isEqualTo(3);
        for (int i = 0; i < 2; i++) {
            try (InputStream in = content.openStream()) {
                assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
            }
        }
    }

    @Test
    void isConvertedToTextOrBytesWhereAConverterCan() throws Exception {
        configuration.setPayloadType("text");
        assertThat(from(Exchanges.with(context, 42)).get(0).value()).isEqualTo("42");
        configuration.setPayloadType("binary");
        assertThat(from(Exchanges.with(context, "text")).get(0).value())
                .as("text is not bytes by itself")
                .isEqualTo("text");
    }

    @Test
    void isNotGuessedWhenItWouldHaveToBeClosed() {
        AutoCloseable closeable = () -> {};
        assertThatThrownBy(() -> from(Exchanges.with(context, closeable)))
                .isInstanceOf(UnsupportedPayloadTypeException.class)
                .hasMessageContaining(closeable.getClass().getName())
                .hasMessageContaining("payloadType");
    }

    @Test
    void isFollowedByItsAttachments() throws Exception {
        Exchange exchange = Exchanges.with(context, "text");
        AttachmentMessage attachments = exchange.getMessage(AttachmentMessage.class);
        attachments.addAttachment("photo.png", new DataHandler(new byte[] {1}, "application/octet-stream") {
            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(new byte[] {1, 2});
            }
        });
        exchange.setMessage(attachments);
        List<Payload> payloads = from(exchange);
        assertThat(payloads).extracting(Payload::dataname).containsExactly("payload", "photo.png");
        assertThat(payloads.get(1).type()).isEqualTo(PayloadType.IMAGE);
        assertThat(payloads.get(1).metadata()).isEqualTo(Map.of("content_type", "application/octet-stream"));
        assertThat(((InputStream) payloads.get(1).value()).readAllBytes()).containsExactly(1, 2);
    }

    @Test
    void failsWithAnAttachmentThatCannotBeRead() {
        Exchange exchange = Exchanges.with(context, "text");
        AttachmentMessage attachments = exchange.getMessage(AttachmentMessage.class);
        attachments.addAttachment("a", new DataHandler(new BrokenSource()));
        exchange.setMessage(attachments);
        assertThatThrownBy(() -> from(exchange))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Payload 'a': the attachment cannot be read");
    }

    private List<Payload> from(Exchange exchange) {
        return ExchangePayloads.from(exchange, new ExchangeOptions(exchange, configuration));
    }

    private static List<String> names(List<Payload> payloads) {
        return payloads.stream()
                .map(payload -> payload.dataname() + "=" + payload.value())
                .toList();
    }

    private static final class BrokenSource implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            throw new IOException("gone");
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("gone");
        }

        @Override
        public String getContentType() {
            return "text/plain";
        }

        @Override
        public String getName() {
            return "a";
        }
    }
}
