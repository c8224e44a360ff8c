/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natsbridge.camel.vectors.Book.Group;
import java.util.LinkedHashMap;
import java.util.Map;

/** Links: which are followed, and what may come of it. */
final class LinkVectors {

    private static final String DATA = "/payloads/0/data";
    private static final String SIZE = "/payloads/0/size";
    private static final String METADATA = "/payloads/0/metadata";
    private static final String PLACE = Fixture.FILESERVER;

    private final Book book;
    private final Group group;
    private final Draft link;
    private final Served file;
    private final Bases bases;

    LinkVectors(Book book, Bases bases) {
        this.book = book;
        this.bases = bases;
        this.group = book.about("transport:link");
        this.link = bases.link();
        this.file = link.files().get(0);
    }

    void write() {
        followed();
        names();
        notFollowed();
        outside();
        failing();
        otherBytes();
        otherTypes();
        fields();
    }

    private Draft to(String url) {
        return link.set(DATA, "\"" + url + "\"");
    }

    private void followed() {
        group.accept("link-without-size", "A link needs no size", link.remove(SIZE));
        group.accept("link-without-encoding", "A link needs no encoding", link.remove("/payloads/0/encoding"));
        group.accept("link-without-metadata", "A link needs no metadata", link.remove(METADATA));
        Draft late = link.serve(file.withStatusFirst(503, 503));
        group.accept("link-after-503", "A server that is busy is asked again", late);
        group.accept("link-after-500", "A server that fails is asked again", link.serve(file.withStatusFirst(500)));
        group.accept("link-after-429", "So is one that has too much to do", link.serve(file.withStatusFirst(429)));
        group.accept("link-after-408", "And one that waited too long", link.serve(file.withStatusFirst(408)));
        Served empty = file.withContent("empty.bin", new byte[0]);
        group.accept(
                "link-to-nothing",
                "A file may be empty",
                link.set(SIZE, "0")
                        .remove(METADATA)
                        .serve(empty)
                        .expect(SIZE, "0")
                        .expect("/payloads/0/value", "{\"$bytes\":\"\"}"));
        Draft past = link.set(METADATA, "{\"expires_at\":\"2001-01-01T00:00:00Z\"}");
        group.accept("link-said-to-be-dead", "When a link dies is the server's word, not the sender's", past);
    }

    private void names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("blank", "big file.bin");
        names.put("unicode", "größe😀.bin");
        names.put("percent", "100%.bin");
        names.put("marks", "a+b&c=d;e@f$g,h!i'(j)~.bin");
        names.forEach((what, name) -> group.accept(
                "link-name-with-" + what,
                "A link may hold what a URL may not",
                to(PLACE + "/file/u/f/" + name).serve(file.at("/file/u/f/" + name))));
        group.accept(
                "link-name-encoded",
                "A link may be percent-encoded",
                to(PLACE + "/file/u/f/gr%C3%B6%C3%9Fe%20x.bin").serve(file.at("/file/u/f/größe x.bin")));
    }

    private void refuse(String id, Reason reason, String shows, Draft draft) {
        group.refuse("link-" + id, reason, shows, draft);
    }

    /** Links that are none, or to no file. */
    private void notFollowed() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("empty", "");
        wrong.put("to-a-path", "/file/u/f/x");
        wrong.put("to-a-word", "file");
        wrong.put("to-data", "data:text/plain;base64,aGk=");
        wrong.put("to-a-local-file", "file:///etc/passwd");
        wrong.put("to-ftp", PLACE.replace("$", "ftp://x/$"));
        wrong.put("to-the-root", PLACE + "/");
        wrong.put("to-the-server", PLACE);
        wrong.put("to-another-path", PLACE + "/upload/u");
        wrong.put("to-an-upload", PLACE + "/file/u");
        wrong.put("with-a-query", PLACE + "/file/u/f/x?dl=1");
        wrong.put("with-a-fragment", PLACE + "/file/u/f/x#y");
        wrong.put("with-dots", PLACE + "/file/u/f/../../../secret");
        wrong.put("with-encoded-dots", PLACE + "/file/u/%2e%2e/%2e%2e/secret/x");
        wrong.put("with-an-encoded-slash", PLACE + "/file/u/f/..%2fsecret");
        wrong.put("with-a-backslash", PLACE + "/file/u/f/..\\\\secret");
        wrong.put("with-a-line-break", PLACE + "/file/u/f/x\\r\\nHost: evil");
        wrong.put("with-a-nul", PLACE + "/file/u/f/x\\u0000");
        wrong.forEach(
                (what, url) -> refuse(what, Reason.LINK_REFUSED, "Only links to stored files are followed", to(url)));
    }

    /** Links to elsewhere: nobody listens there, so a receiver that follows them fails otherwise than it should. */
    private void outside() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("to-another-host", "http://192.0.2.1/file/u/f/x");
        wrong.put("to-cloud-metadata", "http://169.254.169.254/file/u/f/x");
        wrong.put("to-another-port", "http://127.0.0.1:1/file/u/f/x");
        wrong.put("to-https", PLACE.replace("$", "https+$") + "/file/u/f/x");
        wrong.put("with-user-info", "http://user:pass@192.0.2.1/file/u/f/x");
        wrong.put("with-the-server-as-user", PLACE + "@192.0.2.1/file/u/f/x");
        wrong.put("to-a-longer-host", PLACE + ".evil.example/file/u/f/x");
        wrong.put("to-a-longer-port", PLACE + "0/file/u/f/x");
        wrong.put("to-localhost-as-a-number", "http://2130706433/file/u/f/x");
        wrong.forEach((what, url) -> refuse(
                what,
                Reason.LINK_REFUSED,
                "Only the receiver's own file servers are asked",
                to(url.replace("https+", "https:"))));
    }

    private void failing() {
        refuse("to-no-file", Reason.LINK_GONE, "The file is not there", link.serve());
        String consumed = "/#/?err=File+has+already+been+downloaded&errcode=404&uri=x";
        refuse(
                "redirected",
                Reason.LINK_GONE,
                "A redirect to the file server's web page is an error",
                link.serve(file.withLocation(PLACE + consumed)));
        refuse("to-410", Reason.LINK_GONE, "The file has gone", link.serve(file.withStatus(410)));
        refuse("to-403", Reason.DOWNLOAD_FAILED, "The server refuses", link.serve(file.withStatus(403)));
        refuse("to-401", Reason.DOWNLOAD_FAILED, "The server wants a password", link.serve(file.withStatus(401)));
        refuse("to-500", Reason.DOWNLOAD_FAILED, "The server fails every time", link.serve(file.withStatus(500)));
        refuse("to-204", Reason.DOWNLOAD_FAILED, "Only status 200 is a file", link.serve(file.withStatus(204)));
        refuse(
                "redirected-to-the-file",
                Reason.DOWNLOAD_FAILED,
                "No redirect is followed",
                link.serve(file.withLocation(PLACE + "/file/other/other/x"), file.at("/file/other/other/x")));
        refuse(
                "broken-off",
                Reason.DOWNLOAD_FAILED,
                "The connection ends before the file does",
                link.remove(SIZE).remove(METADATA).serve(file.withMissing(100)));
        Draft two = bases.get("camel-links");
        Served[] allButOne = two.files().subList(0, two.files().size() - 1).toArray(Served[]::new);
        refuse("to-no-file-beside-others", Reason.LINK_GONE, "One dead link fails the message", two.serve(allButOne));
        Draft mixed = bases.get("camel-direct-and-link").serve();
        refuse("to-no-file-beside-direct-payloads", Reason.LINK_GONE, "One dead link fails the message", mixed);
    }

    private void otherBytes() {
        refuse(
                "with-too-small-a-size",
                Reason.PAYLOAD_DIFFERS,
                "The file is longer than it was",
                link.set(SIZE, "255"));
        refuse(
                "with-too-large-a-size",
                Reason.PAYLOAD_DIFFERS,
                "The file is shorter than it was",
                link.set(SIZE, "257"));
        byte[] other = file.content().clone();
        other[7] ^= 1;
        Served changed = file.withContent("other.bin", other);
        refuse("to-other-bytes", Reason.PAYLOAD_DIFFERS, "One bit is another", link.serve(changed));
        refuse(
                "with-another-digest",
                Reason.PAYLOAD_DIFFERS,
                "The digest is that of other bytes",
                link.set(METADATA, "{\"sha256\":\"" + "0".repeat(64) + "\"}"));
        book.about("limit:download")
                .refuse(
                        "link-to-more-than-10-gib",
                        Reason.TOO_LARGE,
                        "More than 10 GiB are not fetched unless allowed",
                        link.set(SIZE, "10737418241").remove(METADATA));
        refuse(
                "with-half-a-digest",
                Reason.PAYLOAD_DIFFERS,
                "A digest has 64 digits",
                link.set(METADATA, "{\"sha256\":\"" + "0".repeat(32) + "\"}"));
        Served page = file.withContent("page.html", "<!DOCTYPE html><title>Plik</title>".getBytes(UTF_8));
        refuse("to-a-web-page", Reason.PAYLOAD_DIFFERS, "The file server's web page is no file", link.serve(page));
    }

    private void otherTypes() {
        Draft text = bases.get("camel-text-link");
        Served noText = text.files().get(0).withContent("no-text.bin", new byte[] {'a', -1});
        refuse(
                "to-text-that-is-none",
                Reason.UNREADABLE_PAYLOAD,
                "The type counts for links, too",
                text.set(SIZE, "2").remove(METADATA).serve(noText));
        Draft table = bases.get("camel-arrowtable-link");
        Served noTable = table.files().get(0).withContent("no-table.bin", "no Arrow at all".getBytes(UTF_8));
        refuse(
                "to-a-table-that-is-none",
                Reason.UNREADABLE_PAYLOAD,
                "The type counts for links, too",
                table.set(SIZE, "15").remove(METADATA).serve(noTable));
        Draft dictionary = bases.get("camel-dictionary-link");
        Served noJson = dictionary.files().get(0).withContent("no-json.bin", "{\"a\":1,\"a\":2}".getBytes(UTF_8));
        refuse(
                "to-json-that-is-none",
                Reason.UNREADABLE_PAYLOAD,
                "The type counts for links, too",
                dictionary.set(SIZE, "13").remove(METADATA).serve(noJson));
    }

    private void fields() {
        Group encoding = book.about("encoding:none");
        encoding.accept("link-encoding-empty", "An empty encoding is none", link.set("/payloads/0/encoding", "\"\""));
        for (String wrong : new String[] {"base64", "json", "gzip"}) {
            encoding.refuse(
                    "link-encoding-" + wrong,
                    Reason.UNSUPPORTED,
                    "A stored file has no encoding",
                    link.set("/payloads/0/encoding", "\"" + wrong + "\""));
        }
        Map<String, String> wrong = Map.of("number", "5", "null", "null", "object", "{}", "array", "[\"x\"]");
        for (String kind : wrong.keySet().stream().sorted().toList()) {
            refuse("data-" + kind, Reason.INVALID_ENVELOPE, "A link is a text", link.set(DATA, wrong.get(kind)));
        }
        refuse("size-text", Reason.INVALID_ENVELOPE, "A size is a number", link.set(SIZE, "\"256\""));
        refuse(
                "of-unknown-type",
                Reason.UNSUPPORTED,
                "A payload type that nobody knows",
                link.set("/payloads/0/payload_type", "\"hologram\""));
        book.about("transport:direct")
                .refuse(
                        "direct-with-a-link",
                        Reason.INVALID_ENVELOPE,
                        "A URL is no base64",
                        link.set("/payloads/0/transport", "\"direct\"").remove("/payloads/0/encoding"));
    }
}
