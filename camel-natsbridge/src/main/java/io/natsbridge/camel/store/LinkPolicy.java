/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which received links may be fetched. A link is the text of whoever sent the message, so it is compared with the file servers of this receiver part by part (scheme,
 * host, port, path) before any connection is opened, and what is fetched is put together from the parts that were compared. Immutable.
 */
public final class LinkPolicy {

    /**
     * An allowed link.
     *
     * @param uri the URL to fetch, percent-encoded, the host as this receiver reaches it
     * @param base base URL of the file server that it is under
     */
    public record Target(URI uri, URI base) {}

    private record Mapping(HttpUrl from, HttpUrl to) {}

    private final List<HttpUrl> fileservers;
    private final List<Mapping> mappings = new ArrayList<>();

    /**
     * @param fileservers base URLs under which links are fetched; none: every link is refused
     * @param mappings base URLs as senders see them, and in their place those that this receiver reaches; a link is rewritten once, and the target of a mapping needs
     *     not be among the file servers
     * @throws IllegalArgumentException when one is no base URL
     */
    public LinkPolicy(Collection<String> fileservers, Map<String, String> mappings) {
        this.fileservers = fileservers.stream()
                .map(url -> HttpUrl.parseBase("allowedFileservers", url))
                .toList();
        mappings.forEach((from, to) -> this.mappings.add(new Mapping(
                HttpUrl.parseBase("downloadUrlMappings", from), HttpUrl.parseBase("downloadUrlMappings", to))));
    }

    /**
     * Compares a link with what is allowed.
     *
     * @param link the link as it was received; spaces and non-ASCII characters may stand in its path
     * @param handler says which paths can be stored files
     * @throws LinkRefusedException when the link is not under an allowed file server, or is no link to a file
     */
    public Target resolve(String link, FileserverDownloadHandler handler) {
        HttpUrl url = parse(link);
        Optional<Mapping> mapping =
                mappings.stream().filter(m -> m.from().isBaseOf(url)).findFirst();
        HttpUrl from = mapping.map(Mapping::from)
                .or(() ->
                        fileservers.stream().filter(base -> base.isBaseOf(url)).findFirst())
                .orElseThrow(() -> notAllowed(url));
        HttpUrl base = mapping.map(Mapping::to).orElse(from);
        String pathBelowBase = url.path().substring(from.path().length());
        if (!handler.accepts(pathBelowBase, url.query())) {
            throw new LinkRefusedException(
                    "Cannot fetch a link on " + url.origin()
                            + ": its path and query are not those of a stored file; ask the sender for a link that its file server gave out");
        }
        HttpUrl target = new HttpUrl(base.scheme(), base.host(), base.port(), base.path() + pathBelowBase, url.query());
        return new Target(target.toUri(), base.toUri());
    }

    /**
     * Reads mappings as the option {@code downloadUrlMappings} writes them.
     *
     * @param text comma-separated pairs {@code from=to}; possibly empty
     * @throws IllegalArgumentException when a pair has not exactly one {@code =}
     */
    public static Map<String, String> mappings(String text) {
        Map<String, String> mappings = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            if (!pair.isBlank()) {
                String[] urls = pair.split("=", -1);
                if (urls.length != 2) {
                    throw new IllegalArgumentException(
                            "downloadUrlMappings '" + Names.printable(pair) + "' must be a pair from=to of base URLs");
                }
                mappings.put(urls[0].strip(), urls[1].strip());
            }
        }
        return mappings;
    }

    private HttpUrl parse(String link) {
        try {
            return HttpUrl.parse(link);
        } catch (IllegalArgumentException e) {
            throw new LinkRefusedException(
                    "Cannot fetch a link: " + e.getMessage() + "; allowed are links under " + allowed());
        }
    }

    private LinkRefusedException notAllowed(HttpUrl url) {
        return new LinkRefusedException("Cannot fetch a link on " + Names.printable(url.origin())
                + ": allowed are links under " + allowed()
                + "; add the file server to allowedFileservers, or map it by downloadUrlMappings");
    }

    private String allowed() {
        String all = fileservers.stream().map(HttpUrl::toString).collect(Collectors.joining(", "));
        String mapped = mappings.stream().map(m -> m.from().toString()).collect(Collectors.joining(", "));
        if (all.isEmpty() && mapped.isEmpty()) {
            return "no file server";
        }
        return all + (all.isEmpty() || mapped.isEmpty() ? "" : ", ") + mapped;
    }
}
