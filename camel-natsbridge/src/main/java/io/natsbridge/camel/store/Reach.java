/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the host names of file servers may lead. Whoever rules a name can have it lead anywhere, also into the network of whoever follows it, and elsewhere a moment later; so
 * what is checked are the addresses that are connected to, at each connection. A server that is named by its address may be anywhere, and {@code localhost} on this machine; no
 * name may lead to an address that is no server's, such as 169.254.169.254. Immutable.
 */
public final class Reach {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f.]*:[0-9a-f:.]*]?");

    private final PrivateAddresses allowed;
    private final Set<String> own;

    /**
     * @param allowed which names may lead to addresses that are not public
     * @param own base URLs of the servers that are this side's own
     * @throws IllegalArgumentException when one is no base URL
     */
    public Reach(PrivateAddresses allowed, Collection<String> own) {
        this.allowed = allowed;
        this.own = own.stream()
                .map(url -> HttpUrl.parseBase("fileserverUrl", url).host())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Looks at where a name leads. One address that may not be connected to is enough: an answer that holds both kinds is made to get past a check.
     *
     * @throws LinkRefusedException when an address may not be connected to
     * @throws UnknownHostException when an address is none
     */
    void check(String host, InetAddress... addresses) throws UnknownHostException {
        String name = host.toLowerCase(Locale.ROOT);
        if (ADDRESS.matcher(name).matches()) {
            return;
        }
        for (InetAddress address : addresses) {
            AddressRange range = AddressRange.of(address);
            if (range == AddressRange.NO_SERVER) {
                throw refused(name, address, "which is no address of a server; name the file server by another");
            }
            if (range == AddressRange.PRIVATE && !isPrivateAllowed(name, address)) {
                throw refused(
                        name,
                        address,
                        "which is not public, as privateAddresses="
                                + allowed.name().toLowerCase(Locale.ROOT)
                                + " demands; set privateAddresses=all if it is meant to be there");
            }
        }
    }

    private boolean isPrivateAllowed(String name, InetAddress address) {
        boolean local = name.equals("localhost") && address.isLoopbackAddress();
        return local || allowed == PrivateAddresses.ALL || (allowed == PrivateAddresses.OWN && own.contains(name));
    }

    private static LinkRefusedException refused(String name, InetAddress address, String why) {
        return new LinkRefusedException("Cannot connect to the file server " + Names.printable(name)
                + ": its name leads to " + address.getHostAddress() + ", " + why);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reach reach && allowed == reach.allowed && own.equals(reach.own);
    }

    @Override
    public int hashCode() {
        return 31 * allowed.hashCode() + own.hashCode();
    }
}
