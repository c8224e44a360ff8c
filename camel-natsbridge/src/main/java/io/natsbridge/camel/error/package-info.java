/** The exceptions of the component; start with {@link io.natsbridge.camel.error.NatsBridgeException}. Imports the JDK alone. */
package io.natsbridge.camel.error;
