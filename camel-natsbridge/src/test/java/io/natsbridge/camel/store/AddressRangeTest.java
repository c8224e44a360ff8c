/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To which kind of network addresses belong, at the edges of the ranges. */
class AddressRangeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "193.0.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "fbff::1",
                "64:ff9b::1.1.1.1",
                "::1.1.1.1",
                "2002:101:101::1"
            })
    void thatAreNotReservedArePublic(String address) throws UnknownHostException {
        assertThat(AddressRange.of(InetAddress.getByName(address))).isEqualTo(AddressRange.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "::1",
                "::ffff:127.0.0.1",
                "fc00::1",
                "fdff::1",
                "fec0::1",
                "2001::1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1.1.1.1",
                "::127.0.0.1",
                "2002:a00:1::1",
                "2002:7f00:1::1"
            })
    void ofPrivateNetworksAndOfThisMachineArePrivate(String address) throws UnknownHostException {
        assertThat(AddressRange.of(InetAddress.getByName(address))).isEqualTo(AddressRange.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "fe80::1",
                "febf::1",
                "ff02::1",
                "::ffff:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "2002:a9fe:a9fe::1"
            })
    void ofTheLinkAloneOrOfGroupsAreNoServers(String address) throws UnknownHostException {
        assertThat(AddressRange.of(InetAddress.getByName(address))).isEqualTo(AddressRange.NO_SERVER);
    }
}
