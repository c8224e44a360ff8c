/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What kind of network an address belongs to, as the registries of special-purpose addresses (RFC 6890) have it. */
enum AddressRange {
    /** Any that the ranges below do not have. */
    PUBLIC,
    /** This machine, or a private network. */
    PRIVATE,
    /** The link alone (where clouds give out credentials), groups, and what is no address of anybody. */
    NO_SERVER;

    private static final int[] NAT64 = {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int[] COMPATIBLE = new int[12];
    private static final int[] SIX_TO_FOUR = {0x20, 0x02};
    private static final int[] TEREDO = {0x20, 0x01, 0, 0};
    private static final int[] LOCAL_NAT64 = {0x00, 0x64, 0xff, 0x9b, 0x00, 0x01};

    /** The range of an address; one that wraps an IPv4 address has that one's. */
    static AddressRange of(InetAddress address) throws UnknownHostException {
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return NO_SERVER;
        }
        if (address.isLoopbackAddress() || address.isSiteLocalAddress()) {
            return PRIVATE;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? ofIpv6(bytes) : ofIpv4(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2]);
    }

    private static AddressRange ofIpv4(int first, int second, int third) {
        if (first == 0 || first >= 240) {
            return NO_SERVER;
        }
        boolean carrier = first == 100 && second >= 64 && second < 128;
        boolean protocols = first == 192 && second == 0 && third == 0;
        boolean benchmarks = first == 198 && (second == 18 || second == 19);
        return carrier || protocols || benchmarks ? PRIVATE : PUBLIC;
    }

    private static AddressRange ofIpv6(byte[] bytes) throws UnknownHostException {
        if (begins(bytes, NAT64) || begins(bytes, COMPATIBLE)) {
            return of(ipv4(bytes, 12));
        }
        if (begins(bytes, SIX_TO_FOUR)) {
            return of(ipv4(bytes, 2));
        }
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        return uniqueLocal || begins(bytes, TEREDO) || begins(bytes, LOCAL_NAT64) ? PRIVATE : PUBLIC;
    }

    private static boolean begins(byte[] bytes, int[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress ipv4(byte[] bytes, int at) throws UnknownHostException {
        return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
    }
}
