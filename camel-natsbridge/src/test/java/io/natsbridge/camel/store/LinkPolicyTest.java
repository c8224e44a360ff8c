/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkPolicyTest {

    private static final String FILE = "/file/aaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbb/c.txt";
    private static final PlikClient PLIK = new PlikClient(PlikAccess.anonymous("http://files.example.com:8080"));
    private static final FileserverDownloadHandler ANY = download -> InputStream.nullInputStream();

    private static final LinkPolicy PLAIN = new LinkPolicy(
            List.of("http://files.example.com:8080/files/*", "https://s3.example.com/bucket/*", "nats-object://files"),
            Map.of());

    private final LinkPolicy policy = new LinkPolicy(
            List.of("http://files.example.com:8080", "https://plik.example.org/plik/", "http://[::1]:8080"), Map.of());

    @AfterAll
    static void close() {
        PLIK.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://files.example.com:8080/file/a/b/c      | http://files.example.com:8080/file/a/b/c",
                "HTTP://FILES.example.COM:8080/file/a/b/c      | http://files.example.com:8080/file/a/b/c",
                "https://plik.example.org/plik/file/a/b/c      | https://plik.example.org/plik/file/a/b/c",
                "https://plik.example.org:443/plik/file/a/b/c  | https://plik.example.org/plik/file/a/b/c",
                "http://[::1]:8080/file/a/b/c                  | http://[::1]:8080/file/a/b/c",
                "http://files.example.com:8080/file/a/b/c d ü  | http://files.example.com:8080/file/a/b/c%20d%20%C3%BC",
                "http://files.example.com:8080/file/a/b/100%   | http://files.example.com:8080/file/a/b/100%25",
                "http://files.example.com:8080/file/a_-/B9/..c | http://files.example.com:8080/file/a_-/B9/..c",
                "http://files.example.com:8080/file/a/b/😀.png | http://files.example.com:8080/file/a/b/%F0%9F%98%80.png",
            })
    void allowsFilesUnderAConfiguredServer(String link, String expected) {
        assertThat(policy.resolve(link, PLIK).uri()).isEqualTo(URI.create(expected));
    }

    @Test
    void namesTheBaseThatTheLinkIsUnder() {
        LinkPolicy.Target target = policy.resolve("https://plik.example.org/plik" + FILE, PLIK);

        assertThat(target.base()).isEqualTo(URI.create("https://plik.example.org/plik"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s3.example.com/bucket/key",
                "https://s3.example.com/bucket/a/b?X-Amz-Signature=abc&X-Amz-Expires=60",
                "https://s3.example.com:443/bucket/"
            })
    void allowsAnyPathAndQueryBelowAPlainServer(String link) {
        LinkPolicy.Target target = PLAIN.resolve(link, PLIK);

        assertThat(target.kind()).isEqualTo(LinkPolicy.Kind.PLAIN_HTTP);
        assertThat(target.uri()).isEqualTo(URI.create(link.replace(":443", "")));
        assertThat(target.base()).isEqualTo(URI.create("https://s3.example.com/bucket"));
        assertThat(target.toString()).doesNotContain("X-Amz-Signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s3.example.com/other/key",
                "https://s3.example.com/bucket",
                "https://s3.example.com/bucket2/key",
                "https://s3.example.com/bucket/../other/key",
                "https://s3.example.com/bucket/%2e%2e/other/key",
                "https://s3.example.com/bucket/..%2fother/key",
                "http://s3.example.com/bucket/key",
                "https://s3.example.com:8443/bucket/key",
                "https://u:p@s3.example.com/bucket/key",
                "https://s3.example.com/bucket/key#x",
                "http://files.example.com:8080/admin?x=y",
                "nats-object://bucket/key",
                "nats-object://files",
                "nats-object://files/",
                "nats-object://Files/key",
                "nats-object://files/../bucket/key"
            })
    void refusesWhatIsNotBelowAPlainServerOrInABucket(String link) {
        assertThatThrownBy(() -> PLAIN.resolve(link, PLIK))
                .isInstanceOf(LinkRefusedException.class)
                .hasMessageStartingWith("NB-107: ")
                .hasMessageContaining("nats-object://files")
                .hasMessageContaining("https://s3.example.com/bucket/*");
    }

    @Test
    void allowsTheObjectsOfABucket() {
        LinkPolicy.Target target = PLAIN.resolve("nats-object://files/a/b.bin", PLIK);

        assertThat(target.kind()).isEqualTo(LinkPolicy.Kind.OBJECT_STORE);
        assertThat(target.uri()).isEqualTo(URI.create("nats-object://files/a/b.bin"));
        assertThat(target.base()).isEqualTo(URI.create("nats-object://files"));
    }

    @Test
    void refusesAnObjectAsFileServer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkPolicy(List.of("nats-object://files/name"), Map.of()))
                .withMessageContaining("allowedFileservers")
                .withMessageContaining("nats-object://files/name");
    }

    @ParameterizedTest
    @MethodSource("hostileLinks")
    void refusesHostileLinks(String link) {
        assertThatThrownBy(() -> policy.resolve(link, PLIK))
                .isInstanceOf(LinkRefusedException.class)
                .hasMessageStartingWith("NB-107: ");
    }

    @ParameterizedTest
    @MethodSource("hostileOrigins")
    void refusesHostileOriginsWhateverTheHandlerAccepts(String origin) {
        assertThatThrownBy(() -> policy.resolve(origin + FILE, ANY)).isInstanceOf(LinkRefusedException.class);
    }

    static Stream<String> hostileLinks() {
        return Stream.concat(hostileOrigins().map(origin -> origin + FILE), hostilePaths());
    }

    static Stream<String> hostileOrigins() {
        return Stream.of(
                // other machines, and the ones that cloud and container networks hide
                "http://169.254.169.254",
                "http://169.254.169.254:8080",
                "http://[fd00:ec2::254]:8080",
                "http://metadata.google.internal",
                "http://100.100.100.200",
                "http://192.168.0.1",
                "http://10.0.0.1:8080",
                "http://172.17.0.1:2375",
                "http://evil.example.net:8080",
                "http://localhost:8080",
                "http://localhost",
                "http://localhost.localdomain:8080",
                "http://kubernetes.default.svc",
                // loopback in other spellings
                "http://127.0.0.1:8080",
                "http://127.1:8080",
                "http://127.0.1:8080",
                "http://127.127.127.127:8080",
                "http://0:8080",
                "http://0.0.0.0:8080",
                "http://2130706433:8080",
                "http://0x7f000001:8080",
                "http://0x7f.0.0.1:8080",
                "http://0177.0.0.1:8080",
                "http://017700000001:8080",
                "http://[::]:8080",
                "http://[0:0:0:0:0:0:0:1]:8080",
                "http://[::0001]:8080",
                "http://[::ffff:127.0.0.1]:8080",
                "http://[::ffff:7f00:1]:8080",
                "http://[::127.0.0.1]:8080",
                "http://[::1%25lo]:8080",
                "http://[::1%lo]:8080",
                "http://[::1]",
                "http://[::1]:8081",
                "http://2852039166",
                "http://0xa9fea9fe",
                "http://0251.0376.0251.0376",
                "http://[::ffff:169.254.169.254]",
                "http://[::ffff:a9fe:a9fe]",
                // user info, which readers of a URL take for the host
                "http://files.example.com:8080@evil.example.net",
                "http://files.example.com@evil.example.net:8080",
                "http://files.example.com:8080@files.example.com:8080",
                "http://user:secret@files.example.com:8080",
                "http://user@files.example.com:8080",
                "http://@files.example.com:8080",
                "http://:@files.example.com:8080",
                "http://files.example.com%40evil.example.net",
                "http://evil.example.net#@files.example.com:8080",
                "http://evil.example.net?@files.example.com:8080",
                "http://evil.example.net\\@files.example.com:8080",
                "http://files.example.com:8080\\@evil.example.net",
                "http://evil.example.net/@files.example.com:8080",
                // hosts that begin, end or look like the right one
                "http://files.example.com.:8080",
                "http://files.example.com..:8080",
                "http://.files.example.com:8080",
                "http://files.example.com.evil.example.net:8080",
                "http://evilfiles.example.com:8080",
                "http://sub.files.example.com:8080",
                "http://example.com:8080",
                "http://files-example.com:8080",
                "http://files.example.co:8080",
                "http://files.example.com%2eevil.example.net:8080",
                "http://files.example.com%00.evil.example.net:8080",
                "http://files.example.com%2f.evil.example.net:8080",
                "http://files.example.com%23:8080",
                "http://files%2eexample%2ecom:8080",
                "http://f\u0131les.example.com:8080",
                "http://fi\u200bles.example.com:8080",
                "http://ﬁles.example.com:8080",
                "http://files。example。com:8080",
                "http://files\uff0eexample\uff0ecom:8080",
                "http://ƒiles.example.com:8080",
                "http://xn--files-example.com:8080",
                "http://ⓕⓘⓛⓔⓢ.example.com:8080",
                "http://files.example.com\u3002evil:8080",
                "http://files.example.com\u00ad:8080",
                "http://\u202efiles.example.com:8080",
                "http://FİLES.example.com:8080",
                // other ports
                "http://files.example.com",
                "http://files.example.com:80",
                "http://files.example.com:443",
                "http://files.example.com:8081",
                "http://files.example.com:08080",
                "http://files.example.com:+8080",
                "http://files.example.com:8080.",
                "http://files.example.com:8080:80",
                "http://files.example.com:",
                "http://files.example.com:0",
                "http://files.example.com:73616",
                "http://files.example.com:4294975376",
                "http://files.example.com:-8080",
                "http://files.example.com: 8080",
                "http://files.example.com:8080 ",
                "http://files.example.com:8o8o",
                "http://files.example.com:%38080",
                "http://files.example.com:\u0668\u0660\u0668\u0660",
                "http://files.example.com:22",
                "http://files.example.com:6379",
                // other schemes and no scheme
                "https://files.example.com:8080",
                "http://plik.example.org/plik",
                "http://plik.example.org:443/plik",
                "https://plik.example.org:80/plik",
                "ftp://files.example.com:8080",
                "file://files.example.com:8080",
                "file://",
                "jar:http://files.example.com:8080",
                "gopher://files.example.com:8080",
                "dict://files.example.com:8080",
                "ldap://files.example.com:8080",
                "netdoc://files.example.com:8080",
                "mailto:files.example.com:8080",
                "data:text/plain,http://files.example.com:8080",
                "javascript://files.example.com:8080",
                "view-source:http://files.example.com:8080",
                "ws://files.example.com:8080",
                "nats://files.example.com:8080",
                "classpath://files.example.com:8080",
                "httpx://files.example.com:8080",
                "//files.example.com:8080",
                "files.example.com:8080",
                "://files.example.com:8080",
                ":http://files.example.com:8080",
                "http:files.example.com:8080",
                "http:/files.example.com:8080",
                "http:///files.example.com:8080",
                "http:\\\\files.example.com:8080",
                "http:/\\files.example.com:8080",
                "http;//files.example.com:8080",
                "url:http://files.example.com:8080",
                "\u0000http://files.example.com:8080",
                " http://files.example.com:8080",
                "\thttp://files.example.com:8080",
                "ht\ntp://files.example.com:8080",
                "http://files.example.com:8080\r\nHost: evil\r\n",
                "HTTP\u0000://files.example.com:8080",
                "http ://files.example.com:8080",
                "http%3A//files.example.com:8080",
                "ｈttp://files.example.com:8080",
                "http://",
                "http://:8080",
                "http://%",
                "http://[",
                "http://[]:8080",
                "http://[::1:8080",
                "http://::1:8080",
                "http://]:8080",
                "http://files.example.com:8080,evil.example.net",
                "http://files.example.com:8080;evil",
                "",
                // bases: a prefix ends at a slash
                "https://plik.example.org",
                "https://plik.example.org/plikx",
                "https://plik.example.org/pli",
                "https://plik.example.org/PLIK",
                "https://plik.example.org/plik/../admin",
                "https://plik.example.org/plik%2f",
                "https://plik.example.org/%70lik",
                "https://plik.example.org//plik");
    }

    static Stream<String> hostilePaths() {
        return Stream.of(
                        "",
                        "/",
                        "/me",
                        "/me/token",
                        "/config",
                        "/users",
                        "/stats",
                        "/upload/aaaa",
                        "/upload",
                        "/archive/aaaa/x.zip",
                        "/stream/aaaa/bbbb/c",
                        "/qrcode?url=http://evil",
                        "/auth/google/login",
                        "/file",
                        "/file/",
                        "/file/aaaa",
                        "/file/aaaa/bbbb",
                        "/file/aaaa/bbbb/",
                        "/file/aaaa//c",
                        "/file//bbbb/c",
                        "/file/aaaa/bbbb/c/d",
                        "/file/aaaa/bbbb/c/",
                        "//file/aaaa/bbbb/c",
                        "/file/aaaa/bbbb//c",
                        "/File/aaaa/bbbb/c",
                        "/FILE/aaaa/bbbb/c",
                        "/file/aaaa/bbbb/..",
                        "/file/aaaa/bbbb/.",
                        "/file/../me/token/c",
                        "/file/aaaa/../c",
                        "/file/aaaa/..%2f..%2fme/c",
                        "/file/%2e%2e/bbbb/c",
                        "/file/aaaa/%2E./c",
                        "/file/aaaa/.%2e/../../me",
                        "/file/aaaa/bbbb/%2e%2e",
                        "/file/aaaa/bbbb/..;/c",
                        "/file/aaaa/bbbb/..;a=b",
                        "/./file/aaaa/bbbb/c",
                        "/x/../file/aaaa/bbbb/c",
                        "/file/aa%2faa/bbbb/c",
                        "/file/aaaa/bbbb/c%2fd",
                        "/file/aaaa/bbbb/c%5cd",
                        "/file/aaaa/bbbb/c\\d",
                        "\\file\\aaaa\\bbbb\\c",
                        "/file/aaaa/bbbb/c%00",
                        "/file/aaaa/bbbb/c%0a",
                        "/file/aaaa/bbbb/c%0d%0aHost:%20evil",
                        "/file/aaaa/bbbb/c\r\nHost: evil",
                        "/file/aaaa/bbbb/c\u0000",
                        "/file/aaaa/bbbb/c\u0007",
                        "/file/aaaa/bbbb/c%7f",
                        "/file/a.a/bbbb/c",
                        "/file/a%61/bbbb/c",
                        "/file/aaaa/b;b/c",
                        "/file/aaaa/b b/c",
                        "/file/aaaa/ü/c",
                        "/file/" + "a".repeat(65) + "/bbbb/c",
                        "/file/a@b/bbbb/c",
                        "/file/aaaa/bbbb/c?",
                        "/file/aaaa/bbbb/c?dl=1",
                        "/file/aaaa/bbbb/c?x",
                        "/file/aaaa/bbbb/c#",
                        "/file/aaaa/bbbb/c#f",
                        "/file/aaaa/bbbb/c?x#f",
                        "?x=/file/aaaa/bbbb/c",
                        "#/file/aaaa/bbbb/c",
                        "/?/file/aaaa/bbbb/c",
                        "/#/?err=x",
                        "/%66ile/aaaa/bbbb/c",
                        "/file%2faaaa/bbbb/c",
                        "/file/aaaa/bbbb/" + "c".repeat(9000))
                .map(path -> "http://files.example.com:8080" + path);
    }

    @Test
    void listsOfHostileLinksAreLongEnough() {
        assertThat(hostileLinks().distinct()).hasSizeGreaterThan(200);
    }

    @Test
    void refusesNothingAtAll() {
        assertThatThrownBy(() -> policy.resolve(null, PLIK)).isInstanceOf(LinkRefusedException.class);
    }

    @Test
    void refusalNamesTheHostAndTheConfiguredOnes() {
        assertThatThrownBy(() -> policy.resolve("http://evil.example.net:99/file/a/b/secret-name", PLIK))
                .isInstanceOf(LinkRefusedException.class)
                .hasMessageContaining("http://evil.example.net:99")
                .hasMessageContaining("http://files.example.com:8080")
                .hasMessageContaining("https://plik.example.org/plik")
                .hasMessageContaining("allowedFileservers")
                .hasMessageNotContaining("secret-name");
    }

    @Test
    void refusalDoesNotRepeatUserInfo() {
        assertThatThrownBy(() -> policy.resolve("http://user:secret@evil.example.net/file/a/b/c", PLIK))
                .hasMessageContaining("user info")
                .hasMessageNotContaining("secret");
    }

    @Test
    void withoutAFileServerEveryLinkIsRefused() {
        LinkPolicy none = new LinkPolicy(List.of(), Map.of());

        assertThatThrownBy(() -> none.resolve("http://files.example.com:8080" + FILE, ANY))
                .isInstanceOf(LinkRefusedException.class)
                .hasMessageContaining("no file server");
    }

    @Test
    void handlerDecidesAboutPathAndQuery() {
        assertThat(policy.resolve("http://files.example.com:8080/any/path?sig=x", ANY)
                        .uri())
                .isEqualTo(URI.create("http://files.example.com:8080/any/path?sig=x"));
    }

    @Test
    void mappingPutsTheReceiversHostInPlaceOfTheSenders() {
        LinkPolicy mapped = new LinkPolicy(
                List.of("http://files.example.com:8080"),
                Map.of("http://localhost:8080", "http://files.example.com:8080"));

        LinkPolicy.Target target = mapped.resolve("http://LOCALHOST:8080" + FILE, PLIK);

        assertThat(target.uri()).isEqualTo(URI.create("http://files.example.com:8080" + FILE));
        assertThat(target.base()).isEqualTo(URI.create("http://files.example.com:8080"));
    }

    @Test
    void mappingMayAddAndDropAPrefix() {
        LinkPolicy mapped = new LinkPolicy(
                List.of(),
                Map.of(
                        "http://localhost:8080",
                        "https://plik.internal/plik",
                        "https://out.example.com/p/",
                        "http://in.internal"));

        assertThat(mapped.resolve("http://localhost:8080" + FILE, PLIK).uri())
                .isEqualTo(URI.create("https://plik.internal/plik" + FILE));
        assertThat(mapped.resolve("https://out.example.com/p" + FILE, PLIK).uri())
                .isEqualTo(URI.create("http://in.internal" + FILE));
    }

    @Test
    void mappingIsPreferredToTheServerOfTheSameName() {
        LinkPolicy mapped = new LinkPolicy(
                List.of("http://localhost:8080"), Map.of("http://localhost:8080", "http://files.internal:8080"));

        assertThat(mapped.resolve("http://localhost:8080" + FILE, PLIK).base())
                .isEqualTo(URI.create("http://files.internal:8080"));
    }

    @Test
    void mappingIsAppliedOnce() {
        LinkPolicy mapped = new LinkPolicy(List.of(), Map.of("http://a", "http://b", "http://b", "http://c"));

        assertThat(mapped.resolve("http://a" + FILE, PLIK).base()).isEqualTo(URI.create("http://b"));
    }

    @Test
    void targetOfAMappingIsNoAllowedServerByItself() {
        LinkPolicy mapped = new LinkPolicy(List.of("http://x"), Map.of("http://a", "http://b"));

        assertThatThrownBy(() -> mapped.resolve("http://b" + FILE, PLIK)).isInstanceOf(LinkRefusedException.class);
    }

    @Test
    void mappedLinksAreCheckedLikeOthers() {
        LinkPolicy mapped = new LinkPolicy(List.of(), Map.of("http://a", "http://b"));

        assertThatThrownBy(() -> mapped.resolve("http://a/me/token", PLIK)).isInstanceOf(LinkRefusedException.class);
        assertThatThrownBy(() -> mapped.resolve("http://a" + FILE + "?x", PLIK))
                .isInstanceOf(LinkRefusedException.class);
    }

    @Test
    void readsMappingsOfTheOption() {
        assertThat(LinkPolicy.mappings("http://a=http://b, http://c:8080 = https://d/p ,"))
                .containsExactly(Map.entry("http://a", "http://b"), Map.entry("http://c:8080", "https://d/p"));
        assertThat(LinkPolicy.mappings("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "http://a=http://b=http://c", "=", "http://a=http://b,x"})
    void refusesMappingsThatAreNoPairs(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkPolicy(List.of(), LinkPolicy.mappings(text)))
                .withMessageContaining("downloadUrlMappings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"files.example.com", "ftp://files.example.com", "http://files.example.com?x", ""})
    void refusesToBeConfiguredWithWhatIsNoBase(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkPolicy(List.of(url), Map.of()))
                .withMessageContaining("allowedFileservers")
                .withMessageContaining(url);
    }

    @Test
    void doesNotRepeatAPasswordOfItsConfiguration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkPolicy(List.of("http://user:secret@files.example.com"), Map.of()))
                .withMessageContaining("files.example.com")
                .withMessageContaining("user info")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void saysWhichServersAreAllowed() {
        String link = "http://elsewhere" + FILE;
        Map<String, String> mappings = Map.of("http://outside", "http://inside");
        assertThatThrownBy(() -> new LinkPolicy(List.of(), Map.of()).resolve(link, ANY))
                .hasMessageContaining("no file server");
        assertThatThrownBy(() -> new LinkPolicy(List.of("http://host"), Map.of()).resolve(link, ANY))
                .hasMessageContaining("links under http://host;");
        assertThatThrownBy(() -> new LinkPolicy(List.of(), mappings).resolve(link, ANY))
                .hasMessageContaining("links under http://outside;");
        assertThatThrownBy(() -> new LinkPolicy(List.of("http://host"), mappings).resolve(link, ANY))
                .hasMessageContaining("links under http://host, http://outside;");
    }
}
