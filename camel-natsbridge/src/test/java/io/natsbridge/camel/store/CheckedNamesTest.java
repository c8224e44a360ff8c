/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

class CheckedNamesTest {

    /** Leads every name to one address, and knows it by another name. */
    private record One(String address) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {InetAddress.getByName(address)};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return "canonical." + host;
        }
    }

    private static CheckedNames leadingTo(String address) {
        return new CheckedNames(new One(address), new Reach(PrivateAddresses.NONE, List.of()));
    }

    @Test
    void aNameThatLeadsToAPublicAddressIsFollowed() throws UnknownHostException {
        assertThat(leadingTo("192.0.2.1").resolve("files.example")).containsExactly(InetAddress.getByName("192.0.2.1"));
    }

    @Test
    void aNameThatLeadsToAPrivateAddressIsRefused() {
        assertThatThrownBy(() -> leadingTo("10.0.0.1").resolve("files.example"))
                .isInstanceOf(LinkRefusedException.class);
    }

    @Test
    void aCanonicalNameIsTheResolvers() throws UnknownHostException {
        assertThat(leadingTo("192.0.2.1").resolveCanonicalHostname("files.example"))
                .isEqualTo("canonical.files.example");
    }
}
