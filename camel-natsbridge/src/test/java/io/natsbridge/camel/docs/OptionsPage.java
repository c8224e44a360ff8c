/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes {@code src/docs/options.md} from the component's metadata. */
record OptionsPage(Metadata metadata) {

    String text() {
        List<String> lines = new ArrayList<>(List.of(
                "# Options and headers",
                "",
                "<!-- Made from the component's metadata by OptionsPage; see CONTRIBUTING.md. Do not edit. -->",
                "",
                "A message header beats an endpoint option, which beats a component option (`camel.component.natsbridge.*`), which"
                        + " beats the environment, which beats the default. Durations take Camel's notation (`30s`); plain numbers"
                        + " are milliseconds. Sizes are bytes and take units (`10MB`), which Camel takes,"
                        + " though its catalog (`camel validate`, editors) marks them, and numbers from 2147483648 on, as no integer.",
                "",
                "## Endpoint options",
                "",
                "`natsbridge:subject[?options]`"));
        options(lines, metadata.endpointOptions().values());
        lines.addAll(
                List.of("", "## Component options", "", "All endpoint options but those of one endpoint alone, and:"));
        options(
                lines,
                metadata.componentOptions().values().stream()
                        .filter(option -> !metadata.endpointOptions().containsKey(option.name()))
                        .toList());
        lines.addAll(List.of(
                "",
                "## Options of the data format and the processors",
                "",
                "The data format `natsbridge` has these options of an endpoint; `SmartSend` those of a producer, `SmartReceive` those of a"
                        + " consumer. Each is a bean's property, so sizes are plain numbers of bytes and times of milliseconds.",
                "",
                String.join(
                                ", ",
                                DataFormatPage.options().stream()
                                        .map(OptionsPage::code)
                                        .toList())
                        + "."));
        lines.addAll(List.of("", "## Headers", ""));
        headers(lines);
        return String.join("\n", lines) + "\n";
    }

    private static void options(List<String> lines, Collection<Metadata.Entry> options) {
        lines.addAll(List.of("", "| option | type | default | group | meaning |", "| --- | --- | --- | --- | --- |"));
        for (Metadata.Entry option : options) {
            lines.add(row(
                    code(option.name()), option.type(), code(option.standard()), option.group(), option.description()));
        }
    }

    private void headers(List<String> lines) {
        lines.addAll(List.of(
                "Constants are in `NatsBridgeConstants`. The group tells where a header is written or read.",
                "",
                "| header | constant | type | group | meaning |",
                "| --- | --- | --- | --- | --- |"));
        for (Map.Entry<String, Metadata.Entry> header : metadata.headers().entrySet()) {
            Metadata.Entry entry = header.getValue();
            lines.add(row(
                    code(entry.name()),
                    code(entry.constant()),
                    code(entry.type()),
                    entry.group(),
                    entry.description()));
        }
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String row(String... cells) {
        return "| "
                + String.join(
                        " | ",
                        List.of(cells).stream()
                                .map(cell -> cell.replace("|", "\\|"))
                                .toList()) + " |";
    }
}
