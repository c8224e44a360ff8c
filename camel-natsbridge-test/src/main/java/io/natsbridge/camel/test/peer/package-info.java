/**
 * Peers that speak NATSBridge in another language, commanded from Java: real counterparts for interoperability tests and
 * examples.
 *
 * <p>Start at {@link io.natsbridge.camel.test.peer.Peer}. The programs, which are also a starting point for users of
 * those languages, are resources of this package; their {@code README.md} describes the commands. Only
 * {@link io.natsbridge.camel.test.peer.PeerExtension} and {@link io.natsbridge.camel.test.peer.RequiresPeer} need JUnit.
 * Nothing is null unless its Javadoc says so.
 */
package io.natsbridge.camel.test.peer;
