/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.bridge.TargetPlatform;
import io.natsbridge.camel.envelope.PayloadType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The manifest is whole, and leaves out no part of the protocol. */
class VectorsTest {

    private static final int MANY = 120;
    private static final long MEBIBYTE = 1 << 20;
    private static final Set<String> ENVELOPE_FIELDS = Set.of(
            "correlation_id",
            "msg_id",
            "timestamp",
            "send_to",
            "msg_purpose",
            "sender_name",
            "sender_id",
            "receiver_name",
            "receiver_id",
            "reply_to",
            "reply_to_msg_id",
            "broker_url",
            "metadata",
            "payloads",
            "unknown");
    private static final Set<String> PAYLOAD_FIELDS =
            Set.of("id", "dataname", "payload_type", "transport", "encoding", "size", "data", "metadata");

    private final JsonNode manifest;
    private final List<Vector> vectors;

    VectorsTest() throws IOException {
        manifest = Vector.manifest();
        vectors = Vector.all();
    }

    private Set<String> values(String field, boolean accepted) {
        return vectors.stream()
                .filter(vector -> vector.isAccepted() == accepted)
                .map(vector -> vector.json().path(field).asText())
                .collect(Collectors.toSet());
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue);
    }

    @Test
    void manyAreAcceptedAndManyRefused() {
        assertThat(vectors.stream().filter(Vector::isAccepted).count()).isGreaterThan(MANY);
        assertThat(vectors.stream().filter(vector -> !vector.isAccepted()).count())
                .isGreaterThan(MANY);
        assertThat(vectors).extracting(Vector::id).doesNotHaveDuplicates();
    }

    @Test
    void everyFieldIsReadAndRefused() {
        Set<String> wanted = new TreeSet<>();
        ENVELOPE_FIELDS.forEach(field -> wanted.add("field:" + field));
        PAYLOAD_FIELDS.forEach(field -> wanted.add("payload-field:" + field));
        assertThat(values("part", false)).containsAll(wanted);
        wanted.removeAll(Set.of("payload-field:transport", "payload-field:payload_type", "payload-field:data"));
        assertThat(values("part", true)).containsAll(wanted).contains("transport:link", "transport:direct");
    }

    @Test
    void everyTypeAndEncodingIsReadAndRefused() {
        Set<String> wanted = Arrays.stream(PayloadType.values())
                .map(type -> "type:" + type.wireName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(values("part", true))
                .containsAll(wanted)
                .contains("encoding:base64", "encoding:json", "encoding:none");
        assertThat(values("part", false))
                .containsAll(wanted)
                .contains("encoding:base64", "encoding:none", "transport:link", "transport:direct");
    }

    @Test
    void everyPlatformAndEverySenderIsThere() {
        assertThat(values("part", true))
                .containsAll(Stream.of(TargetPlatform.values())
                        .filter(platform -> platform != TargetPlatform.ANY)
                        .map(platform -> "platform:" + platform.name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(values("producer", true))
                .containsExactlyInAnyOrder("camel", "node", "python", "micropython", "julia");
    }

    @Test
    void everyLimitIsKeptFromBothSides() {
        Set<String> bothSides = Set.of("limit:payloads", "limit:depth", "limit:micropython", "limit:size_threshold");
        assertThat(values("part", true))
                .containsAll(bothSides)
                .contains("limit:max_payload", "limit:dataname", "limit:integers");
        assertThat(values("part", false)).containsAll(bothSides).contains("limit:download");
    }

    @Test
    void everyReasonIsExplainedAndUsed() {
        Set<String> reasons = Stream.of(Reason.values()).map(Reason::word).collect(Collectors.toSet());
        assertThat(values("reason", false)).isEqualTo(reasons);
        assertThat(manifest.path("reasons").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(reasons);
    }

    @Test
    void everyNeedIsExplainedAndNodeLacksFew() {
        List<String> needs = vectors.stream()
                .flatMap(vector -> texts(vector.json().path("needs")))
                .toList();
        assertThat(Set.copyOf(needs)).isEqualTo(Set.copyOf(names(manifest.path("needs"))));
        Set<String> lackedByNode = Set.of(Needs.LZ4, Needs.ZSTD, Needs.RUNS, Needs.VIEWS, Needs.VALIDATION);
        assertThat(needs).filteredOn(lackedByNode::contains).hasSizeLessThan(vectors.size() / 20);
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(entry -> entry.getKey()).toList();
    }

    @Test
    void everyRuleBeginsAtAVectorThatIsAccepted() {
        Set<String> accepted =
                vectors.stream().filter(Vector::isAccepted).map(Vector::id).collect(Collectors.toSet());
        assertThat(vectors).filteredOn(vector -> vector.json().has("from")).allSatisfy(vector -> assertThat(accepted)
                .contains(vector.json().path("from").textValue()));
    }

    @Test
    void allFilesAreUsedAndThereAndSmall() throws IOException {
        Set<String> used = vectors.stream()
                .flatMap(vector -> Stream.concat(
                        Stream.of(vector.json().path("envelope").textValue()),
                        vector.json().findValuesAsText("file").stream()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = new TreeSet<>();
        long bytes = 0;
        for (String folder : List.of("envelopes", "files")) {
            try (Stream<Path> files = Files.list(Vector.FOLDER.resolve(folder))) {
                for (Path file : files.toList()) {
                    found.add(folder + "/" + file.getFileName());
                    bytes += Files.size(file);
                }
            }
        }
        assertThat(found).isEqualTo(used);
        assertThat(bytes).isLessThan(MEBIBYTE);
    }
}
