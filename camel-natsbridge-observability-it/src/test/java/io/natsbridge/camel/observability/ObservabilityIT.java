/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.Fault;
import io.natsbridge.camel.test.plik.PlikExtension;
import io.natsbridge.camel.test.plik.PlikOperation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** What an application shows of the component once it has camel-observability-services, and what the dashboard and the document say of that. */
class ObservabilityIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path DOCS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("src/docs");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(camel\\.natsbridge\\.[a-z.]+)` \\| (\\w+) \\| (.*?) ?\\|");
    private static final Pattern TICKED = Pattern.compile("`(\\w+)`");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    /** The correlation ids that log lines of the route had. */
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private static Application application;

    /** A text, a link with a repeated try, and a message that nobody can read. */
    @BeforeAll
    static void letMessagesPass() throws Exception {
        application = new Application("shown", NATS, PLIK, new RouteBuilder() {
            @Override
            public void configure() {
                from("natsbridge:shown")
                        .routeId("shown")
                        .threads(1)
                        .process(exchange -> LOGGED.add(String.valueOf(MDC.get(NatsBridgeConstants.CORRELATION_ID))))
                        .to("mock:got");
                from("direct:in").to("natsbridge:shown");
            }
        });
        ProducerTemplate template = application.main().getCamelTemplate();
        template.sendBodyAndHeader("direct:in", "hello", NatsBridgeConstants.CORRELATION_ID, "c1");
        PLIK.faults().next(PlikOperation.DOWNLOAD, Fault.status(503));
        template.sendBody("direct:in", new byte[5000]);
        try (Connection peer = Nats.connect(NATS.url())) {
            peer.publish("shown", "no envelope".getBytes(StandardCharsets.UTF_8));
            peer.flush(PATIENCE);
        }
        await().atMost(PATIENCE)
                .until(() -> application.metrics().sum("camel_natsbridge_refusals_total", "code=\"NB-101\"") == 1);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void healthShowsConsumersAndProducers() {
        JsonNode health = application.health();
        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(check(health, "consumer:shown")
                        .path("data")
                        .path("connection")
                        .asText())
                .isEqualTo("CONNECTED");
        assertThat(check(health, "consumer:shown").path("data").path("subject").asText())
                .isEqualTo("shown");
        assertThat(check(health, "producer:natsbridge")
                        .path("data")
                        .path("subject")
                        .asText())
                .isEqualTo("shown");
    }

    private static JsonNode check(JsonNode health, String name) {
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().startsWith(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + health);
    }

    @Test
    void theConsoleShowsConnectionsAndConsumers() {
        assertThat(application.console("*/*"))
                .contains("Connections:\n  status: CONNECTED, server: 127.0.0.1:" + NATS.port())
                .contains("Consumers:\n  routeId: shown, subject: shown, status: Started, ");
    }

    @Test
    void theConsoleShowsThemAsJsonToo() throws IOException {
        JsonNode console = new ObjectMapper()
                .readTree(application.console("application/json"))
                .path("natsbridge");
        assertThat(console.path("consumers").path(0).path("routeId").asText()).isEqualTo("shown");
        assertThat(console.path("connections").path(0).path("status").asText()).isEqualTo("CONNECTED");
    }

    @Test
    void metricsShowWhatPassed() {
        Scrape metrics = application.metrics();
        String context = "camelContext=\"shown\"";
        assertThat(metrics.sum("camel_natsbridge_messages_total", context, "direction=\"sent\""))
                .isEqualTo(2);
        assertThat(metrics.sum("camel_natsbridge_messages_total", context, "direction=\"received\""))
                .isEqualTo(2);
        assertThat(metrics.sum("camel_natsbridge_payload_bytes_total", "transport=\"link\"", "direction=\"sent\""))
                .isEqualTo(5000);
        assertThat(metrics.sum("camel_natsbridge_retries_total", "operation=\"download\""))
                .isEqualTo(1);
        assertThat(metrics.sum("camel_natsbridge_upload_seconds_count", "type=\"binary\""))
                .isEqualTo(1);
    }

    @Test
    void logLinesHaveTheCorrelationIdInEveryThread() {
        assertThat(LOGGED).hasSize(2).contains("c1").doesNotContain("null");
    }

    @Test
    void theDashboardAsksForMetricsAndLabelsThatThereAre() throws IOException {
        Map<String, Set<String>> there = application.metrics().labels();
        assertThat(expressions()).hasSizeGreaterThan(20).allSatisfy(expression -> {
            assertThat(expression.asked()).isNotEmpty();
            expression.asked().forEach((metric, labels) -> {
                assertThat(there).containsKey(metric);
                assertThat(there.get(metric)).as(metric).containsAll(labels);
            });
        });
    }

    @Test
    void legendsNameLabelsOfTheirSeries() throws IOException {
        for (JsonNode target : dashboard().findValues("targets").stream()
                .flatMap(targets -> stream(targets).stream())
                .toList()) {
            Set<String> labels = new Expression(target.path("expr").asText()).results();
            assertThat(all(LEGEND, target.path("legendFormat").asText()))
                    .as(target.toString())
                    .isEqualTo(labels);
        }
    }

    @Test
    void everyMeterIsOnTheDashboard() throws IOException {
        Set<String> asked = new TreeSet<>();
        expressions().forEach(expression -> asked.addAll(expression.asked().keySet()));
        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(
                        application.metrics().labels().keySet());
    }

    @Test
    void everyMeterIsInTheDocumentAsItIs() throws IOException {
        Map<String, Set<String>> told = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(DOCS.resolve("operations.md")));
        while (row.find()) {
            told.put(prometheus(row.group(1), row.group(2)), all(TICKED, row.group(3)));
        }
        Map<String, Set<String>> there = new TreeMap<>();
        Scrape metrics = application.metrics();
        metrics.kinds().forEach((family, kind) -> {
            String sample = kind.equals("summary") ? family + "_count" : family;
            if (!family.endsWith("_seconds_max")) {
                Set<String> labels = new TreeSet<>(metrics.labels().get(sample));
                labels.remove("camelContext");
                there.put(family, labels);
            }
        });
        assertThat(told).isEqualTo(there);
    }

    private static String prometheus(String meter, String kind) {
        String name = meter.replace('.', '_');
        return switch (kind) {
            case "counter" -> name + "_total";
            case "timer" -> name + "_seconds";
            default -> name;
        };
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper()
                .readTree(DOCS.resolve("dashboard/natsbridge.json").toFile());
    }

    private static List<JsonNode> stream(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static List<Expression> expressions() throws IOException {
        JsonNode dashboard = dashboard();
        List<String> texts = new ArrayList<>(dashboard.findValuesAsText("expr"));
        texts.addAll(dashboard.findValuesAsText("definition"));
        return texts.stream().map(Expression::new).toList();
    }
}
