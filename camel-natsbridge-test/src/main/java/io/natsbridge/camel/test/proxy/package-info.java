/**
 * A TCP proxy on this machine that breaks connections in the ways networks do.
 *
 * <p>Read {@link io.natsbridge.camel.test.proxy.FaultProxy} first. Imports the JDK alone. No parameter and no result is
 * null.
 */
package io.natsbridge.camel.test.proxy;
