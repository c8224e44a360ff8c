/**
 * Bytes of known length that can be read again, in memory or in a file; start with {@link io.natsbridge.camel.content.Content}. Imports the JDK and
 * {@code .error} alone.
 */
package io.natsbridge.camel.content;
