/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names of headers that would command Camel or the broker, in the spellings that a filter may overlook. */
final class ControlNames {

    private static final List<String> CAMEL = List.of(
            "CamelHttpUri",
            "CamelHttpPath",
            "CamelHttpQuery",
            "CamelHttpMethod",
            "CamelHttpHost",
            "CamelHttpResponseCode",
            "CamelRestHttpUri",
            "CamelFileName",
            "CamelFileNameConsumed",
            "CamelOverruleFileName",
            "CamelFileParent",
            "CamelExecCommandExecutable",
            "CamelExecCommandArgs",
            "CamelExecCommandWorkingDir",
            "CamelBeanMethodName",
            "CamelBeanParameterMapping",
            "CamelSqlQuery",
            "CamelSqlParameters",
            "CamelJmsDestination",
            "CamelJmsDestinationName",
            "CamelToEndpoint",
            "CamelRestletMethod",
            "CamelAwsS3Key",
            "CamelAwsS3BucketName",
            "CamelAwsS3Operation",
            "CamelKafkaTopic",
            "CamelKafkaOverrideTopic",
            "CamelNatsSubject",
            "CamelNatsReplyTo",
            "CamelNatsBridgeSubject",
            "CamelNatsBridgeMsgId",
            "CamelNatsBridgeFileserverUrl",
            "CamelNatsBridgeClaimCheckUri",
            "CamelVelocityTemplate",
            "CamelFreemarkerTemplate",
            "CamelLanguageScript",
            "CamelXsltResourceUri",
            "CamelSchematronRules",
            "CamelMailTo",
            "CamelDockerImage",
            "CamelSshCommand",
            "CamelRemoteEndpointUri",
            "CamelCharsetName",
            "CamelToken",
            "Camel",
            "org.apache.camel.MimeTypes",
            "org.apache.camel.component",
            "org.apache.camel.Exchange",
            "org.apache.camel");

    private static final List<String> NATS = List.of(
            "Nats-Rollup",
            "Nats-Trace-Only",
            "Nats-Trace-Dest",
            "Nats-TTL",
            "Nats-Msg-Id",
            "Nats-Expected-Stream",
            "Nats-Expected-Last-Sequence",
            "Nats-Expected-Last-Msg-Id",
            "Nats-Expected-Last-Subject-Sequence",
            "Nats-Schedule",
            "Nats-Schedule-Target",
            "Nats-Batch-Id",
            "Nats-Batch-Sequence",
            "Nats-Marker-Reason",
            "Nats-Incr");

    /** The headers of the component itself that a route may set. */
    private static final String OWN = "camelnatsbridge";

    private ControlNames() {}

    /** All of them. */
    static List<String> all() {
        return Stream.concat(camel().stream(), spelled(NATS)).toList();
    }

    /** Those that command Camel. */
    static List<String> camel() {
        return spelled(CAMEL).toList();
    }

    /** Those that are not the component's own, which a route that sends may set. */
    static List<String> foreign() {
        return all().stream()
                .filter(name -> !name.toLowerCase(Locale.ROOT).startsWith(OWN))
                .toList();
    }

    private static Stream<String> spelled(List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.of(
                        name,
                        name.toLowerCase(Locale.ROOT),
                        name.toUpperCase(Locale.ROOT),
                        flipped(name, 0, 1),
                        flipped(name, 1, name.length()),
                        alternating(name)))
                .distinct();
    }

    private static String flipped(String name, int from, int to) {
        return IntStream.range(0, name.length())
                .mapToObj(i -> i >= from && i < to ? flip(name.charAt(i)) : String.valueOf(name.charAt(i)))
                .collect(Collectors.joining());
    }

    private static String alternating(String name) {
        return IntStream.range(0, name.length())
                .mapToObj(i -> i % 2 == 1 ? flip(name.charAt(i)) : String.valueOf(name.charAt(i)))
                .collect(Collectors.joining());
    }

    private static String flip(char c) {
        String text = String.valueOf(c);
        String upper = text.toUpperCase(Locale.ROOT);
        return text.equals(upper) ? text.toLowerCase(Locale.ROOT) : upper;
    }
}
