/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import io.natsbridge.camel.error.NatsBridgeException.ErrorReplyException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.error.NatsBridgeException.NoRespondersException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every error says: its code, and the value that was refused. */
class NatsBridgeExceptionTest {

    private static final Throwable CAUSE = new IOException("why");
    private static final Path README = Path.of("..", "README.md");

    /**
     * @param error as the component makes it
     * @param message in full
     * @param isTransient whether the same call may succeed later
     */
    record Case(NatsBridgeException error, String message, boolean isTransient) {
        @Override
        public String toString() {
            return error.getClass().getSimpleName() + " " + error.code();
        }
    }

    static Stream<Case> errors() {
        return Stream.of(
                new Case(
                        new InvalidEnvelopeException("payloads[2].size", 71, "expected a number", CAUSE),
                        "NB-101: Cannot read the envelope at payloads[2].size (byte 71): expected a number",
                        false),
                new Case(
                        new InvalidEnvelopeException("", -1, "it is no JSON object", null),
                        "NB-101: Cannot read the envelope: it is no JSON object",
                        false),
                new Case(
                        InvalidEnvelopeException.unwritable("metadata", "NaN at /a", CAUSE),
                        "NB-101: Cannot write the envelope at metadata: NaN at /a",
                        false),
                new Case(
                        new UnsupportedPayloadTypeException("Unknown type 'csv'"), "NB-102: Unknown type 'csv'", false),
                new Case(
                        new PayloadConversionException("na\nme", "is no text", CAUSE),
                        "NB-103: Payload 'na\\u000ame': is no text",
                        false),
                new Case(
                        new PayloadTooLargeException("Payload 'photo'", 11, 10, "send less"),
                        "NB-104: Payload 'photo' is too large: 11 bytes against a limit of 10 bytes; send less",
                        false),
                new Case(
                        new PayloadTooLargeException("Payload 'photo'", -1, 10, "send less"),
                        "NB-104: Payload 'photo' is too large: more than 10 bytes; send less",
                        false),
                new Case(
                        new FileserverException("Cannot upload: 503", 503, true, Duration.ofSeconds(2), CAUSE),
                        "NB-105: Cannot upload: 503",
                        true),
                new Case(
                        new FileserverException("Cannot upload: 403", 403, false, null, null),
                        "NB-105: Cannot upload: 403",
                        false),
                new Case(
                        new LinkGoneException(LinkGoneException.Reason.EXPIRED, "Cannot download: expired", 404),
                        "NB-106: Cannot download: expired",
                        false),
                new Case(
                        new LinkRefusedException("Cannot fetch a link on http://evil"),
                        "NB-107: Cannot fetch a link on http://evil",
                        false),
                new Case(
                        new PayloadIntegrityException("na\u202Eme", "4 bytes arrived of 5"),
                        "NB-108: Payload 'na\\u202eme': 4 bytes arrived of 5",
                        false),
                new Case(
                        new PublishException("Cannot publish to 'a.b': refused", true, CAUSE),
                        "NB-109: Cannot publish to 'a.b': refused",
                        true),
                new Case(
                        new NoRespondersException("a.b\r"),
                        "NB-110: Cannot request on subject 'a.b\\u000d': the broker knows no subscriber;"
                                + " start the responder or correct the subject",
                        true),
                new Case(
                        new ErrorReplyException("a.b", "40\n0", "no\r\nway"),
                        "NB-111: The request on subject 'a.b' was answered with error 40\\u000a0: no\\u000d\\u000away",
                        false),
                new Case(
                        new ConnectionException("Cannot connect to h:4222", CAUSE),
                        "NB-112: Cannot connect to h:4222",
                        true));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void beginsWithItsCodeAndNamesWhatWasRefused(Case c) {
        assertThat(c.error()).hasMessage(c.message());
        assertThat(c.message()).startsWith(c.error().code() + ": ");
        assertThat(c.error().isTransient()).isEqualTo(c.isTransient());
    }

    @Test
    void keepsWhatCausedIt() {
        assertThat(errors().map(c -> c.error().getCause()).filter(cause -> cause != null))
                .hasSize(6)
                .containsOnly(CAUSE);
    }

    @Test
    void hasOneCodeForEachKindAndNoKindWithoutOne() {
        Set<Class<?>> tested = new HashSet<>();
        Set<String> codes = new HashSet<>();
        errors().forEach(c -> {
            if (tested.add(c.error().getClass())) {
                assertThat(codes.add(c.error().code())).as(c.error().code()).isTrue();
            }
        });
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(NatsBridgeException.class.getDeclaredClasses())
                        .filter(NatsBridgeException.class::isAssignableFrom)
                        .toList());
    }

    @Test
    void carriesWhatWasMeasured() {
        InvalidEnvelopeException invalid = new InvalidEnvelopeException("f", 7, "x", null);
        assertThat(invalid.field()).isEqualTo("f");
        assertThat(invalid.offset()).isEqualTo(7);
        assertThat(InvalidEnvelopeException.unwritable("f", "x", null).offset()).isEqualTo(-1);
        assertThat(new PayloadConversionException("n", "x", null).dataname()).isEqualTo("n");
        PayloadTooLargeException tooLarge = new PayloadTooLargeException("x", 11, 10, "y");
        assertThat(tooLarge.bytes()).isEqualTo(11);
        assertThat(tooLarge.limit()).isEqualTo(10);
        FileserverException fileserver = new FileserverException("x", 503, true, Duration.ofSeconds(2), null);
        assertThat(fileserver.status()).isEqualTo(503);
        assertThat(fileserver.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        LinkGoneException gone = new LinkGoneException(LinkGoneException.Reason.CONSUMED, "x", 404);
        assertThat(gone.reason()).isEqualTo(LinkGoneException.Reason.CONSUMED);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(new PublishException("x", true, null).isOutcomeUnknown()).isTrue();
        assertThat(new PublishException("x", false, null).isOutcomeUnknown()).isFalse();
        assertThat(new ErrorReplyException("s", "404", "t").serviceErrorCode()).isEqualTo("404");
    }

    @Test
    void isListedInTheReadme() throws IOException {
        assumeTrue(Files.exists(README), "there is no README yet");
        String readme = Files.readString(README);
        assumeTrue(readme.contains("NB-1"), "the README has no table of errors yet");
        List<String> codes = errors().map(c -> c.error().code()).distinct().toList();
        assertThat(readme).contains(codes);
    }
}
