/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeEndpoint;
import io.natsbridge.camel.test.nats.NatsExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that cannot be meant are refused when a route starts, by name, value and rule. */
class OptionRulesIT {

    private static final String BAD_VALUES = """
            servers                 | ftp://127.0.0.1:4222            | begin with nats://
            servers                 | http://127.0.0.1:4222           | begin with nats://
            servers                 | nats://                         | host
            servers                 | opentls://127.0.0.1:4222        | begin with nats://
            connectionTimeout       | 0                               | at least 1
            connectionTimeout       | -1                              | at least 1
            connectionTimeout       | abc                             | duration
            pingInterval            | 0                               | at least 1
            pingInterval            | soon                            | duration
            maxPingsOut             | 0                               | at least 1
            maxPingsOut             | abc                             | whole number
            maxPingsOut             | 1.5                             | whole number
            reconnect               | maybe                           | true or false
            reconnectTimeWait       | -1                              | at least 0
            maxReconnectAttempts    | -2                              | at least -1
            noEcho                  | 1                               | true or false
            inboxPrefix             | inbox                           | ends with a dot
            inboxPrefix             | .                               | ends with a dot
            inboxPrefix             | in box.                         | white space
            inboxPrefix             | _IN.*.                          | wildcard
            credentialsFilePath     | /nonexistent/user.creds         | can be read
            nkeyPath                | /nonexistent/user.nk            | can be read
            secure                  | ja                              | true or false
            fileserverUrl           | ftp://127.0.0.1                 | http
            fileserverUrl           | nonsense                        | URL
            fileserverUrl           | http://127.0.0.1/?a             | query
            allowedFileservers      | http://ok,gopher://x            | http
            downloadUrlMappings     | http://a                        | from=to
            downloadUrlMappings     | http://a=                       | from=to
            downloadUrlMappings     | http://a=ftp://b                | http
            maxRetries              | 0                               | at least 1
            maxRetries              | many                            | whole number
            maxRetries              | 99999999999                     | whole number
            baseDelay               | -1                              | at least 0
            maxDelay                | 99                              | at least 100
            spoolThreshold          | -1                              | bytes
            spoolThreshold          | 10XB                            | bytes
            spoolThreshold          | 4GB                             | at most
            spoolDirectory          | /dev/null                       | directory
            sizeThreshold           | -1                              | bytes
            sizeThreshold           | abc                             | bytes
            sizeThreshold           | 1.5MB                           | bytes
            sizeThreshold           | 99999999999GB                   | 64-bit
            targetPlatform          | cobol                           | python
            publish                 | yes                             | true or false
            publishConfirm          | 1                               | true or false
            requestTimeout          | 0                               | at least 1
            requestTimeout          | abc                             | duration
            payloadType             | hologram                        | jsontable
            claimCheckUri           | nosuch:store                    | endpoint that exists
            replyTo                 | $JS.API.INFO                    | $
            replyTo                 | a b                             | white space
            replyTo                 | a.*                             | wildcard
            oneShot                 | maybe                           | auto, true or false
            linkTtl                 | 999                             | at least 1000
            linkTtl                 | eternal                         | duration
            arrowCompression        | gzip                            | zstd
            hash                    | some                            | link
            queueName               | a b                             | white space
            queueName               | a.*                             | wildcard
            concurrentConsumers     | 0                               | at least 1
            concurrentConsumers     | two                             | whole number
            maxInFlight             | 0                               | at least 1
            maxPayloads             | 0                               | at least 1
            maxDownloadBytes        | -1                              | bytes
            maxDownloadBytes        | much                            | bytes
            downloadTimeout         | 0                               | at least 1
            bodyMode                | raw                             | envelope
            fetch                   | sometimes                       | lazy
            deleteAfterAck          | perhaps                         | true or false
            privateAddresses        | some                            | none
            requireHash             | 2                               | true or false
            muteException           | nein                            | true or false
            allowedReplySubjects    | a.>.b                           | end
            allowedReplySubjects    | good,b ad                       | white space
            """;

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    final Contexts camel = new Contexts();

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(textBlock = BAD_VALUES, delimiter = '|', quoteCharacter = '"')
    void aBadValueOfAnEndpointIsRefused(String option, String value, String rule) {
        String servers = option.equals("servers") ? "" : "servers=" + NATS.url() + "&";
        assertRefused(start("natsbridge:subject?" + servers + option + "=RAW(" + value + ")"), option, value, rule);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(textBlock = BAD_VALUES, delimiter = '|', quoteCharacter = '"')
    void aBadValueOfTheComponentIsRefused(String option, String value, String rule) {
        CamelContext context = camel.create();
        Throwable failure = catchThrowable(() -> {
            NatsBridgeComponent component = context.getComponent("natsbridge", NatsBridgeComponent.class);
            PropertyBindingSupport.build()
                    .withConfigurer(component.getComponentPropertyConfigurer())
                    .withMandatory(true)
                    .bind(context, component, new HashMap<>(Map.of(option, value)));
            camel.start(context, routes -> routes.from("natsbridge:subject").to("natsbridge:other"));
        });
        assertRefused(failure, option, value, rule);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    username=me                                             | username
                    password=secret                                         | username
                    username=me&password=secret&token=secret                | at most one way to authenticate
                    fileserverPassword=secret                               | fileserverUser
                    baseDelay=10s&maxDelay=1s                               | maxDelay
                    """, delimiter = '|', quoteCharacter = '"')
    void optionsThatDoNotGoTogetherAreRefused(String options, String name) {
        Throwable failure = start(Uri.of(NATS, "subject", options));
        assertThat(failure).hasStackTraceContaining(name);
        assertThat(stackTrace(failure)).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nats://me:secret@127.0.0.1:4222",
                "nats://secret@127.0.0.1:4222",
                "127.0.0.1:4222,me:secret@127.0.0.1:4223",
                "nats://me:secret%zz@127.0.0.1:4222/secret",
                "nats://me:sec ret@127.0.0.1:4222/secret"
            })
    void credentialsInAServersUrlAreRefusedAndNotRepeated(String servers) {
        Throwable failure = start("natsbridge:subject?servers=RAW(" + servers + ")");
        assertThat(failure).hasStackTraceContaining("Option servers");
        assertThat(ownMessages(failure)).doesNotContain("secret").doesNotContain("sec ret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:secret@127.0.0.1:8080", "http://secret@127.0.0.1:8080"})
    void credentialsInAFileServersUrlAreRefusedAndNotRepeated(String url) {
        for (String option : new String[] {
            "fileserverUrl=RAW(%s)", "allowedFileservers=RAW(%s)", "downloadUrlMappings=RAW(http://a=%s)"
        }) {
            Throwable failure = start(Uri.of(NATS, "subject", String.format(option, url)));
            assertThat(failure).hasStackTraceContaining(option.substring(0, option.indexOf('=')));
            assertThat(ownMessages(failure)).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a.", "a b", "*", "a.*", ">", "a.>"})
    void aSubjectThatCannotBePublishedToIsRefused(String subject) {
        String uri = "natsbridge:" + subject + "?servers=" + NATS.url();
        assertThat(catchThrowable(
                        () -> camel.start(routes -> routes.from("direct:in").to(uri))))
                .hasStackTraceContaining("Cannot use the subject '" + subject + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a.", "a b", "a.>.b"})
    void aSubjectThatCannotBeSubscribedToIsRefused(String subject) {
        String uri = "natsbridge:" + subject + "?servers=" + NATS.url();
        assertThat(catchThrowable(() -> camel.start(routes -> routes.from(uri).to("mock:never"))))
                .hasStackTraceContaining("Cannot use the subject '" + subject + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"threshold=1000", "sizethresholds=1", "camelNatsBridge=1", "subject2=x"})
    void anUnknownOptionIsRefused(String option) {
        assertThat(start(Uri.of(NATS, "subject", option)))
                .hasStackTraceContaining(option.substring(0, option.indexOf('=')));
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "500KB, 512000", "10MB, 10485760", "1GB, 1073741824", "10mb, 10485760", "7B, 7"})
    void sizesTakeUnits(String text, long bytes) {
        NatsBridgeEndpoint endpoint =
                endpoint("sizeThreshold=" + text, "maxDownloadBytes=" + text, "spoolThreshold=" + text);
        assertThat(endpoint.getConfiguration().getSizeThreshold()).isEqualTo(bytes);
        assertThat(endpoint.getConfiguration().getMaxDownloadBytes()).isEqualTo(bytes);
        assertThat(endpoint.getConfiguration().getSpoolThreshold()).isEqualTo((int) bytes);
    }

    @ParameterizedTest
    @CsvSource({"1500, 1500", "30s, 30000", "1m, 60000", "1h, 3600000", "1h30m, 5400000", "PT2S, 2000"})
    void durationsTakeUnits(String text, long millis) {
        NatsBridgeEndpoint endpoint =
                endpoint("requestTimeout=" + text, "connectionTimeout=" + text, "pingInterval=" + text);
        assertThat(endpoint.getConfiguration().getRequestTimeout()).isEqualTo(millis);
        assertThat(endpoint.getConfiguration().getConnectionTimeout()).isEqualTo(millis);
        assertThat(endpoint.getConfiguration().getPingInterval()).isEqualTo(millis);
    }

    @Test
    void endpointsDoNotShareWhatTheyWereGiven() {
        CamelContext context = camel.start();
        NatsBridgeEndpoint one = context.getEndpoint("natsbridge:a?maxRetries=1", NatsBridgeEndpoint.class);
        NatsBridgeEndpoint two = context.getEndpoint("natsbridge:a?maxRetries=2", NatsBridgeEndpoint.class);
        assertThat(one.getConfiguration().getMaxRetries()).isEqualTo(1);
        assertThat(two.getConfiguration().getMaxRetries()).isEqualTo(2);
    }

    private NatsBridgeEndpoint endpoint(String... options) {
        return camel.start().getEndpoint(Uri.of(NATS, "subject", options), NatsBridgeEndpoint.class);
    }

    /** What happens when a route from and one to an endpoint start. */
    private Throwable start(String uri) {
        return catchThrowable(() -> camel.start(routes -> {
            routes.from(uri).to("mock:never");
            routes.from("direct:in").to(uri);
        }));
    }

    private static void assertRefused(Throwable failure, String option, String value, String rule) {
        assertThat(failure).isNotNull();
        String wrongPart = value.substring(Math.max(value.lastIndexOf(','), value.lastIndexOf('=')) + 1);
        assertThat(ownMessages(failure)).contains(option).contains(wrongPart).contains(rule);
    }

    /** The messages of the failures that say what is wrong, without those of Camel, which repeat URIs. */
    private static String ownMessages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (!cause.getClass().getName().startsWith("org.apache.camel.")) {
                messages.append(cause.getMessage()).append('\n');
            }
        }
        return messages.toString();
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
