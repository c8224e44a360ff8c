/**
 * Camel type converters from the values of payloads to what a route wants of them; start with {@link io.natsbridge.camel.converter.NatsBridgeConverter}. Imports {@code
 * .envelope}, {@code .arrow}, {@code .json}, {@code .content} and Camel.
 */
package io.natsbridge.camel.converter;
