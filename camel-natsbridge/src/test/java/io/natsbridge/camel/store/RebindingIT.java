/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name that leads somewhere else from one look to the next: what is connected to is what was looked at. */
class RebindingIT {

    private static final String NAME = "files.partner.example";
    /** An address that documents use (RFC 5737): nobody has it. */
    private static final String PUBLIC = "192.0.2.1";

    private static final String HERE = "127.0.0.1";
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    private final RawServer trap =
            RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
    private final String port = trap.url().substring(trap.url().lastIndexOf(':'));

    @AfterEach
    void close() {
        trap.close();
    }

    /** Gives one answer after the other, the last one again and again. */
    private static final class Answers implements DnsResolver {
        private final List<String> left;
        private int looks;

        Answers(String... answers) {
            this.left = new ArrayList<>(List.of(answers));
        }

        @Override
        public synchronized InetAddress[] resolve(String host) throws UnknownHostException {
            looks++;
            String answer = left.size() > 1 ? left.remove(0) : left.get(0);
            return Arrays.stream(answer.split(" ")).map(Answers::address).toArray(InetAddress[]::new);
        }

        private static InetAddress address(String text) {
            try {
                return InetAddress.getByName(text);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @Test
    void aNameThatLeadsHereIsRefusedWithoutAConnectionAndWithoutAnotherTry() {
        Answers names = new Answers(HERE);
        LinkRefusedException e = refused(names);
        assertThat(e).hasMessageContaining(NAME).hasMessageContaining("leads to " + HERE);
        assertThat(names.looks).isEqualTo(1);
        assertThat(trap.connections()).isZero();
    }

    @Test
    void anAnswerWithAPublicAndAPrivateAddressIsRefused() {
        refused(new Answers(PUBLIC + " " + HERE));
        refused(new Answers(HERE + " " + PUBLIC));
        assertThat(trap.connections()).isZero();
    }

    @Test
    void aNameThatMovesHereBetweenTwoTriesIsRefused() {
        Answers names = new Answers(PUBLIC, HERE);
        refused(names);
        assertThat(names.looks).isEqualTo(2);
        assertThat(trap.connections()).isZero();
    }

    @Test
    void theAddressThatWasLookedAtIsTheOneThatIsConnectedTo() {
        Answers names = new Answers(HERE, PUBLIC);
        assertThat(download(names, PrivateAddresses.ALL)).isEqualTo(HELLO);
        assertThat(names.looks).isEqualTo(1);
        assertThat(trap.connections()).isEqualTo(1);
    }

    private LinkRefusedException refused(Answers names) {
        LinkRefusedException e =
                catchThrowableOfType(LinkRefusedException.class, () -> download(names, PrivateAddresses.OWN));
        assertThat(e).isNotNull();
        return e;
    }

    private byte[] download(Answers names, PrivateAddresses allowed) {
        String server = "http://" + NAME + port;
        CheckedNames checked = new CheckedNames(names, new Reach(allowed, List.of()));
        try (PlikClient client =
                new PlikClient(PlikAccess.anonymous(), new HttpTransport(StoreFixture.QUICK, null, checked))) {
            Downloader downloader = new Downloader(
                    client,
                    new Downloader.Rules(
                            new LinkPolicy(List.of(server), Map.of()),
                            StoreFixture.TWICE,
                            new DownloadLimits(1000, Duration.ofSeconds(20), 1000)),
                    Spool.inTemporaryDirectory());
            try (Content content = downloader.download(
                    new Link(server + "/file/aaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbb/c", "p", 5, null, null, "c"))) {
                return content.toByteArray();
            }
        }
    }
}
