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
import java.util.stream.Stream;

/**
 * Which received links may be fetched. A link is the text of whoever sent the message, so it is compared with the file servers of this receiver part by part (scheme,
 * host, port, path) before any connection is opened, and what is fetched is put together from the parts that were compared. Immutable.
 */
public final class LinkPolicy {

    private static final String ANY_PATH = "/*";

    /** What speaks to a link's server. */
    public enum Kind {
        /** A file server with an API of its own, whose links have a form. */
        FILESERVER,
        /** Whatever gives out files by plain HTTP: any path, and a query where a link is signed. */
        PLAIN_HTTP,
        /** A bucket of a NATS object store. */
        OBJECT_STORE
    }

    /**
     * An allowed link.
     *
     * @param uri the URL to fetch, percent-encoded, the host as this receiver reaches it
     * @param base base URL of the file server that it is under
     * @param kind what speaks to that server
     */
    public record Target(URI uri, URI base, Kind kind) {

        /** Without the link, which may be signed. */
        @Override
        public String toString() {
            return "Target[base=" + base + ", kind=" + kind + "]";
        }
    }

    private record Mapping(HttpUrl from, HttpUrl to) {}

    private record Fileserver(HttpUrl base, Kind kind) {

        static Fileserver parse(String url) {
            boolean anyPath = url != null && url.endsWith(ANY_PATH);
            String base = anyPath ? url.substring(0, url.length() - ANY_PATH.length()) : url;
            return new Fileserver(
                    HttpUrl.parseBase("allowedFileservers", base), anyPath ? Kind.PLAIN_HTTP : Kind.FILESERVER);
        }

        @Override
        public String toString() {
            return base + (kind == Kind.PLAIN_HTTP ? ANY_PATH : "");
        }
    }

    private final List<ObjectUrl> buckets;
    private final List<Fileserver> fileservers;
    private final List<Mapping> mappings = new ArrayList<>();

    /**
     * @param fileservers base URLs under which links are fetched; one that ends with {@code /*} allows any path below it, fetched by plain HTTP; {@code
     *     nats-object://bucket} allows the objects of a bucket; none: every link is refused
     * @param mappings base URLs as senders see them, and in their place those that this receiver reaches; a link is rewritten once, and the target of a mapping needs
     *     not be among the file servers
     * @throws IllegalArgumentException when one is no base URL
     */
    public LinkPolicy(Collection<String> fileservers, Map<String, String> mappings) {
        this.buckets = fileservers.stream()
                .filter(ObjectUrl::isOne)
                .map(url -> ObjectUrl.parseBucket("allowedFileservers", url))
                .toList();
        this.fileservers = fileservers.stream()
                .filter(url -> !ObjectUrl.isOne(url))
                .map(Fileserver::parse)
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
        return ObjectUrl.isOne(link) ? resolveObject(link) : resolveHttp(link, handler);
    }

    private Target resolveObject(String link) {
        ObjectUrl url;
        try {
            url = ObjectUrl.parse(link);
        } catch (IllegalArgumentException e) {
            throw noLink(e);
        }
        if (url.name().isEmpty() || !buckets.contains(url.base())) {
            throw notAllowed(url.base().toString());
        }
        return new Target(url.toUri(), url.base().toUri(), Kind.OBJECT_STORE);
    }

    private Target resolveHttp(String link, FileserverDownloadHandler handler) {
        HttpUrl url = parse(link);
        Optional<Mapping> mapping =
                mappings.stream().filter(m -> m.from().isBaseOf(url)).findFirst();
        Optional<Fileserver> fileserver =
                fileservers.stream().filter(f -> f.base().isBaseOf(url)).findFirst();
        HttpUrl from = mapping.map(Mapping::from)
                .or(() -> fileserver.map(Fileserver::base))
                .orElseThrow(() -> notAllowed(url.origin()));
        HttpUrl base = mapping.map(Mapping::to).orElse(from);
        Kind kind = fileserver.map(Fileserver::kind).orElse(Kind.FILESERVER);
        String pathBelowBase = url.path().substring(from.path().length());
        if (kind == Kind.FILESERVER && !handler.accepts(pathBelowBase, url.query())) {
            throw new LinkRefusedException(
                    "Cannot fetch a link on " + url.origin()
                            + ": its path and query are not those of a stored file; ask the sender for a link that its file server gave out");
        }
        HttpUrl target = new HttpUrl(base.scheme(), base.host(), base.port(), base.path() + pathBelowBase, url.query());
        return new Target(target.toUri(), base.toUri(), kind);
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
            throw noLink(e);
        }
    }

    private LinkRefusedException noLink(IllegalArgumentException why) {
        return new LinkRefusedException(
                "Cannot fetch a link: " + why.getMessage() + "; allowed are links under " + allowed());
    }

    private LinkRefusedException notAllowed(String where) {
        return new LinkRefusedException("Cannot fetch a link on " + Names.printable(where)
                + ": allowed are links under " + allowed()
                + "; add the file server to allowedFileservers, or map it by downloadUrlMappings");
    }

    private String allowed() {
        String all = Stream.of(fileservers, mappings.stream().map(Mapping::from).toList(), buckets)
                .flatMap(List::stream)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "no file server" : all;
    }
}
