/**
 * A NATS server, or a cluster of them, that starts by itself for tests and examples.
 *
 * <p>Read {@link io.natsbridge.camel.test.nats.NatsServices} first: it decides where the server comes from (an address
 * that is given, a program on this machine, a container, a program fetched once). {@link
 * io.natsbridge.camel.test.nats.NatsExtension} is the same for JUnit 5; every other type works without JUnit on the
 * way. {@link io.natsbridge.camel.test.nats.TlsMaterial} makes certificates, good and bad.
 *
 * <p>Imports the JDK, Jackson and SLF4J; JUnit in the two extensions alone, Testcontainers in the container service
 * alone; no NATS client and no Camel. No parameter and no result is null unless said.
 */
package io.natsbridge.camel.test.nats;
