/**
 * The wire format: value types and their JSON; start with {@link io.natsbridge.camel.envelope.Envelope}. Imports {@code .json}, {@code .content}, {@code .error} and
 * the JDK.
 */
package io.natsbridge.camel.envelope;
