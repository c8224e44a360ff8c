/**
 * Arrow IPC, read and written without any JVM flag, and the ownership of its memory; start with {@link io.natsbridge.camel.arrow.ArrowTables}. The only package besides
 * {@code .converter} that uses Arrow. Imports Arrow, {@code .content} and {@code .error}.
 */
package io.natsbridge.camel.arrow;
