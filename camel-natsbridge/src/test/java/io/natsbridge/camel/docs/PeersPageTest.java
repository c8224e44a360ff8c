/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about peers tells what the tests with them have noted. */
class PeersPageTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path ROOT = MODULE.getParent();
    private static final Path PEERS =
            ROOT.resolve("camel-natsbridge-test/src/main/resources/io/natsbridge/camel/test/peer");
    private static final Path PAGE = ROOT.resolve("src/docs/peers.md");
    private static final Path RESULTS = MODULE.resolve("target/peer-matrix.json");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MODE = "natsbridge.docs.peers";
    /** The second cell of a row of the table of versions, which differs from machine to machine. */
    private static final Pattern RUNTIME =
            Pattern.compile("(?m)^(\\| (?:Camel|Node\\.js|CPython|MicroPython) \\| )[^|]* \\|");

    static List<PeerDifference> differences() {
        return PeerDifference.all();
    }

    @ParameterizedTest
    @MethodSource("differences")
    void whatAPeerDoesInItsOwnWayIsShownByATest(PeerDifference difference) {
        assertThat(difference.isTested()).as(difference.test()).isTrue();
    }

    @Test
    void thePageNamesAllDifferencesAndTheVersionsOfAllPackages() throws IOException {
        String page = Snippets.read(PAGE);
        assertThat(differences()).allSatisfy(each -> assertThat(page).contains(each.what(), each.test()));
        assertThat(packages().values()).allSatisfy(each -> assertThat(page).contains(each));
    }

    /** Only after the tests with peers: {@code check} compares, {@code update} writes the page. */
    @Test
    @EnabledIfSystemProperty(named = MODE, matches = "check|update")
    void thePageShowsWhatTheTestsHaveNoted() throws IOException {
        assertThat(RESULTS).as("results of the tests with peers").exists();
        JsonNode results = JSON.readTree(RESULTS.toFile());
        PeersPage page = new PeersPage(results, packages(), differences());
        assumeThat(page.isWhole() || "true".equals(System.getenv("CI")))
                .as("all peers were tested")
                .isTrue();
        if ("update".equals(System.getProperty(MODE))) {
            Files.writeString(PAGE, page.text());
        }
        assertThat(withoutRuntimes(Snippets.read(PAGE)))
                .as("%s; make it anew with -D%s=update", PAGE, MODE)
                .isEqualTo(withoutRuntimes(page.text()));
    }

    private static String withoutRuntimes(String page) {
        return RUNTIME.matcher(page).replaceAll("$1|");
    }

    private static Map<String, String> packages() throws IOException {
        return Map.of(
                "camel", ofPom("camel", "jnats", "arrow"),
                "node", ofNode(),
                "python", ofRequirements("python/requirements.txt"),
                "micropython", ofRequirements("micropython/requirements.txt"));
    }

    private static String ofPom(String... names) {
        String pom = Snippets.read(ROOT.resolve("pom.xml"));
        List<String> packages = new ArrayList<>();
        for (String name : names) {
            String tag = name + ".version>";
            packages.add(name + " " + pom.split("<" + tag)[1].split("</" + tag)[0]);
        }
        return String.join(", ", packages);
    }

    private static String ofNode() throws IOException {
        List<String> packages = new ArrayList<>();
        JSON.readTree(PEERS.resolve("node/package.json").toFile())
                .path("dependencies")
                .properties()
                .forEach(each ->
                        packages.add(each.getKey() + " " + each.getValue().asText()));
        return String.join(", ", packages);
    }

    private static String ofRequirements(String file) {
        return Snippets.read(PEERS.resolve(file))
                .lines()
                .map(line -> line.replace("==", " "))
                .collect(Collectors.joining(", "));
    }
}
