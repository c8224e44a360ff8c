/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.error.NatsBridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents say what is so. */
class DocumentationTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path ROOT = MODULE.getParent();
    private static final Path DOCS = ROOT.resolve("src/docs");
    private static final Path GUIDES = DOCS.resolve("guides");
    private static final Path JAVA = MODULE.resolve("src/test/java/io/natsbridge/camel/docs");
    private static final Path RESOURCES = MODULE.resolve("src/test/resources/io/natsbridge/camel/docs");
    private static final Path BUILDERS = ROOT.resolve("camel-natsbridge-dsl/src/test/java");
    private static final Path EXAMPLES = ROOT.resolve("camel-natsbridge-examples/src");
    private static final Path OPTIONS_PAGE = DOCS.resolve("options.md");
    private static final Path COMPONENT_PAGE = MODULE.resolve("src/main/docs/natsbridge-component.adoc");
    private static final Path COMPONENT =
            MODULE.resolve("src/generated/resources/META-INF/io/natsbridge/camel/natsbridge.json");
    private static final Metadata METADATA = Metadata.read(COMPONENT);
    private static final String README = Snippets.read(ROOT.resolve("README.md"));
    private static final String UPDATE = "natsbridge.docs.update";
    private static final Path DATA_FORMAT =
            MODULE.resolve("src/main/resources/META-INF/io/natsbridge/camel/dataformat/natsbridge.json");

    @Test
    void theOptionsPageIsMadeFromTheMetadata() throws IOException {
        String text = new OptionsPage(METADATA).text();
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(OPTIONS_PAGE, text);
        }
        assertThat(Snippets.read(OPTIONS_PAGE))
                .as("%s; make it anew with -D%s=true", OPTIONS_PAGE, UPDATE)
                .isEqualTo(text);
    }

    @Test
    void theTablesOfTheComponentPageAreMadeFromTheMetadata() throws IOException {
        String text = new ComponentPage(METADATA).in(Snippets.read(COMPONENT_PAGE));
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(COMPONENT_PAGE, text);
        }
        assertThat(Snippets.read(COMPONENT_PAGE))
                .as("%s; make it anew with -D%s=true", COMPONENT_PAGE, UPDATE)
                .isEqualTo(text);
    }

    @Test
    void theCatalogOfTheDataFormatIsMadeFromTheMetadata() throws IOException {
        String json = DataFormatPage.of(COMPONENT).json();
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(DATA_FORMAT.getParent());
            Files.writeString(DATA_FORMAT, json);
        }
        assertThat(Snippets.read(DATA_FORMAT))
                .as("%s; make it anew with -D%s=true", DATA_FORMAT, UPDATE)
                .isEqualTo(json);
    }

    @Test
    void theReadmeTellsRealOptionsAndTheirRealDefaults() {
        List<MatchResult> rows = matches("(?m)^\\| `(\\w+)` \\| (.*?) \\| .*\\|$", section("Options"));
        assertThat(rows).hasSizeGreaterThan(20).allSatisfy(row -> {
            Metadata.Entry option = METADATA.endpointOptions().get(row.group(1));
            assertThat(option).as("option %s", row.group(1)).isNotNull();
            assertThat(row.group(2))
                    .as("default of %s", option.name())
                    .isEqualTo(option.standard().isEmpty() ? "" : "`" + option.standard() + "`");
        });
    }

    @Test
    void theReadmeTellsEveryHeader() {
        TreeSet<String> told = new TreeSet<>();
        matches("`(CamelNatsBridge)?([A-Z]\\w+)`", section("Headers"))
                .forEach(match -> told.add("CamelNatsBridge" + match.group(2)));
        assertThat(told).isEqualTo(new TreeSet<>(METADATA.headers().keySet()));
    }

    @Test
    void theReadmeTellsEveryErrorCode() {
        String source =
                Snippets.read(MODULE.resolve("src/main/java/io/natsbridge/camel/error/NatsBridgeException.java"));
        assertThat(texts("NB-\\d+", section("Errors"))).isEqualTo(texts("\"(NB-\\d+)\"", source));
        assertThat(Arrays.stream(NatsBridgeException.class.getClasses())
                        .filter(NatsBridgeException.class::isAssignableFrom))
                .allSatisfy(type -> assertThat(section("Errors")).contains("`" + type.getSimpleName() + "`"));
    }

    @Test
    void thePageOfTroubleshootingHasASectionForEachErrorCodeAndClass() {
        String page = Snippets.read(DOCS.resolve("troubleshooting.md"));
        String source =
                Snippets.read(MODULE.resolve("src/main/java/io/natsbridge/camel/error/NatsBridgeException.java"));
        assertThat(texts("(?m)(?<=^## )NB-\\d+$", page)).isEqualTo(texts("\"(NB-\\d+)\"", source));
        assertThat(matches("(?m)^## (NB-\\d+)\n\n`(\\w+)`: ", page).stream()
                        .map(match -> "NatsBridgeException$" + match.group(2)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(NatsBridgeException.class.getClasses())
                        .filter(NatsBridgeException.class::isAssignableFrom)
                        .map(type -> type.getName().replaceAll(".*\\.", ""))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkToAHeadingLeadsToOne(Path document) {
        assertThat(matches("\\]\\((?!http)([^)#]*)#([^)]+)\\)", Snippets.read(document)))
                .allSatisfy(link -> {
                    Path page = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
                    assertThat(anchors(Snippets.read(page))).contains(link.group(2));
                });
    }

    /** Headings as GitHub makes anchors of them. */
    private static List<String> anchors(String markdown) {
        return matches("(?m)^#+ (.*)$", markdown).stream()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    @Test
    void thePageOfTheArchitectureNamesClassesAndPackagesThatExist() throws IOException {
        Path base = MODULE.resolve("src/main/java/io/natsbridge/camel");
        Set<String> classes = Stream.concat(
                        Snippets.files(base, ".java").stream(),
                        Snippets.files(MODULE.resolve("src/test/java/io/natsbridge/camel/architecture"), ".java")
                                .stream())
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        String page = Snippets.read(DOCS.resolve("architecture.md"));
        String picture = Snippets.read(DOCS.resolve("images/architecture.svg"));
        List<MatchResult> named = matches(
                "`([A-Z]\\w+)`|\\b([A-Z][a-z]+[A-Z]\\w+)\\b", page + picture.replaceAll("(?s)<style>.*?</style>", ""));
        assertThat(named).hasSizeGreaterThan(40).allSatisfy(name -> assertThat(classes)
                .contains(name.group(1) == null ? name.group(2) : name.group(1)));
        assertThat(matches("`\\.(\\w+)`", page))
                .extracting(name -> base.resolve(name.group(1)))
                .containsExactlyInAnyOrderElementsOf(folders(base));
    }

    @Test
    void theReadmeBeginsWithTheTwoCommands() {
        List<MatchResult> blocks = matches("(?ms)^```(\\w*)\n(.*?)^```", README);
        assertThat(blocks.get(0).group(1)).isEqualTo("sh");
        assertThat(blocks.get(1).group(1)).isEqualTo("sh");
        assertThat(blocks.get(1).group(2).strip()).startsWith("mvn ").endsWith("verify");
        assertThat(README.lines().count()).isLessThanOrEqualTo(250);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySnippetIsCodeThatCompilesOrRuns(Path document) {
        String text = Snippets.read(document);
        assertThat(blocks("java", text)).isSubsetOf(snippets(".java", JAVA, BUILDERS, EXAMPLES));
        assertThat(blocks("yaml", text)).isSubsetOf(snippets(".yaml", EXAMPLES));
        assertThat(blocks("xml", text).stream().filter(block -> block.contains("<route")))
                .isSubsetOf(snippets(".xml", RESOURCES));
        if (document.startsWith(GUIDES)) {
            assertThat(blocks("properties", text)).isSubsetOf(snippets(".properties", RESOURCES));
            assertThat(blocks("conf", text)).isSubsetOf(snippets(".conf", RESOURCES));
        }
    }

    private static List<String> snippets(String ending, Path... folders) {
        return Arrays.stream(folders)
                .flatMap(folder -> Snippets.in(folder, ending).values().stream())
                .toList();
    }

    @Test
    void theGuideToMovingTellsEveryOptionAndHeaderOfCamelNats() {
        Metadata nats = Metadata.read(getClass().getResource("/META-INF/org/apache/camel/component/nats/nats.json"));
        String guide = Snippets.read(GUIDES.resolve("moving-from-nats.md"));
        assertThat(Stream.concat(nats.endpointOptions().keySet().stream(), nats.headers().keySet().stream()))
                .hasSizeGreaterThan(40)
                .allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
        String same =
                guide.lines().filter(line -> line.contains("| the same |")).collect(Collectors.joining());
        assertThat(matches("`(\\w+)`", same.replaceAll("\\| the same \\|.*?(?=\\| `|$)", "")))
                .extracting(match -> match.group(1))
                .isSubsetOf(METADATA.endpointOptions().keySet());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkToAFileLeadsToOne(Path document) {
        assertThat(matches("\\]\\((?!http)([^)#]+)[^)]*\\)", Snippets.read(document)))
                .allSatisfy(link ->
                        assertThat(document.getParent().resolve(link.group(1))).exists());
    }

    @Test
    void everyTestThatStandsForAHazardExists() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.find(ROOT, 12, (path, attributes) -> isTestSource(ROOT.relativize(path)))) {
            files.forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), Snippets.read(file)));
        }
        List<MatchResult> named = matches(
                "\\b([A-Z]\\w+(?:IT|Test|Contract))\\b(?:#(\\w+))?", Snippets.read(DOCS.resolve("reliability.md")));
        assertThat(named).hasSizeGreaterThan(100).allSatisfy(test -> assertThat(sources.get(test.group(1)))
                .as(test.group())
                .contains(test.group(2) == null ? "class " + test.group(1) : " void " + test.group(2) + "("));
        List<String> hazards = matches("(?m)^\\| (H\\d\\d) \\|", Snippets.read(DOCS.resolve("reliability.md"))).stream()
                .map(match -> match.group(1))
                .toList();
        assertThat(hazards).hasSize(80).doesNotHaveDuplicates();
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    private static boolean isTestSource(Path file) {
        return file.toString().endsWith(".java") && file.toString().contains("src/test/java");
    }

    static Stream<Path> documents() {
        List<Path> documents = new ArrayList<>(Snippets.files(DOCS, ".md"));
        documents.addAll(Snippets.files(MODULE.resolve("src/main/docs"), ".adoc"));
        for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "VERSIONING.md", "RELEASING.md")) {
            documents.add(ROOT.resolve(name));
        }
        return documents.stream();
    }

    /** Blocks of a language, in Markdown or AsciiDoc. */
    private static List<String> blocks(String language, String text) {
        String markdown = "^```" + language + "\n(.*?)^```";
        String asciidoc = "^\\[source,\\s*" + language + "\\]\n----\n(.*?)^----";
        return matches("(?ms)" + markdown + "|" + asciidoc, text).stream()
                .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
                .map(String::strip)
                .toList();
    }

    private static String section(String title) {
        List<MatchResult> found = matches("(?ms)^## " + title + "\n(.*?)(?=^## |\\z)", README);
        assertThat(found).as("sections '%s' of the README", title).hasSize(1);
        return found.get(0).group(1);
    }

    private static List<MatchResult> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }

    private static TreeSet<String> texts(String pattern, String text) {
        TreeSet<String> texts = new TreeSet<>();
        matches(pattern, text).forEach(match -> texts.add(match.group().replace("\"", "")));
        return texts;
    }
}
