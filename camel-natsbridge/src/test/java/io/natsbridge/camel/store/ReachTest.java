/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where names may lead. */
class ReachTest {

    private static final List<String> OWN_SERVERS = List.of("http://own.example:8080/plik", "http://10.0.0.1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OWN  | own.example     | 10.0.0.7
            OWN  | OWN.example     | 127.0.0.1
            OWN  | other.example   | 93.184.216.34
            OWN  | 10.0.0.1        | 10.0.0.1
            OWN  | 127.1           | 127.0.0.1
            OWN  | 2130706433      | 127.0.0.1
            OWN  | [::1]           | ::1
            OWN  | ::1             | ::1
            OWN  | 169.254.169.254 | 169.254.169.254
            OWN  | localhost       | 127.0.0.1 ::1
            ALL  | other.example   | 192.168.1.1 93.184.216.34
            NONE | own.example     | 93.184.216.34
            NONE | localhost       | 127.0.0.1
            NONE | 192.168.1.1     | 192.168.1.1
            """)
    void allowedAreAddressesThatWereNamedAndThoseOfTrustedNames(PrivateAddresses allowed, String host, String found)
            throws UnknownHostException {
        InetAddress[] addresses = addresses(found);
        assertThatCode(() -> new Reach(allowed, OWN_SERVERS).check(host, addresses))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OWN  | other.example             | 10.0.0.7               | 10.0.0.7
            OWN  | other.example             | 93.184.216.34 10.0.0.7 | 10.0.0.7
            OWN  | other.example             | 127.0.0.1              | 127.0.0.1
            OWN  | sub.own.example           | 10.0.0.7               | 10.0.0.7
            OWN  | localhost                 | 10.0.0.7               | 10.0.0.7
            OWN  | localhost.evil.example    | 127.0.0.1              | 127.0.0.1
            OWN  | 10.0.0.1.evil.example     | 10.0.0.1               | 10.0.0.1
            OWN  | own.example               | 169.254.169.254        | 169.254.169.254
            ALL  | other.example             | 169.254.169.254        | 169.254.169.254
            ALL  | other.example             | 0.0.0.0                | 0.0.0.0
            NONE | own.example               | 10.0.0.7               | 10.0.0.7
            """)
    void anyOtherPrivateAddressIsRefused(PrivateAddresses allowed, String host, String found, String named)
            throws UnknownHostException {
        InetAddress[] addresses = addresses(found);
        assertThatExceptionOfType(LinkRefusedException.class)
                .isThrownBy(() -> new Reach(allowed, OWN_SERVERS).check(host, addresses))
                .withMessageContaining(host)
                .withMessageContaining("leads to " + named + ",");
    }

    @Test
    void whatPrivateAddressesDemandsIsSaid() throws UnknownHostException {
        InetAddress[] addresses = addresses("10.0.0.7");
        assertThatExceptionOfType(LinkRefusedException.class)
                .isThrownBy(() -> new Reach(PrivateAddresses.OWN, List.of()).check("files.example.com", addresses))
                .withMessage(
                        "NB-107: Cannot connect to the file server files.example.com: its name leads to 10.0.0.7, which is not"
                                + " public, as privateAddresses=own demands; set privateAddresses=all if it is meant to be there");
    }

    @ParameterizedTest
    @EnumSource
    void clientsOfTheSameReachAreTheSame(PrivateAddresses allowed) {
        Reach reach = new Reach(allowed, OWN_SERVERS);
        assertThat(reach).isEqualTo(new Reach(allowed, OWN_SERVERS)).hasSameHashCodeAs(new Reach(allowed, OWN_SERVERS));
        assertThat(reach).isNotEqualTo(new Reach(allowed, List.of())).isNotEqualTo(null);
        Arrays.stream(PrivateAddresses.values())
                .filter(other -> other != allowed)
                .forEach(other -> assertThat(reach).isNotEqualTo(new Reach(other, OWN_SERVERS)));
    }

    private static InetAddress[] addresses(String found) throws UnknownHostException {
        String[] texts = found.split(" ");
        InetAddress[] addresses = new InetAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            addresses[i] = InetAddress.getByName(texts[i]);
        }
        return addresses;
    }
}
