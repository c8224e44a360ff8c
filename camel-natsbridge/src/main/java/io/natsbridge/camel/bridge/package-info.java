/**
 * The use case: payloads to the bytes of one message and back, large ones by link; start with {@link io.natsbridge.camel.bridge.EnvelopeSender} and {@link
 * io.natsbridge.camel.bridge.EnvelopeReceiver}. Imports {@code .envelope}, {@code .codec}, {@code .arrow}, {@code .store}, {@code .content}, {@code .json} and {@code .error}.
 */
package io.natsbridge.camel.bridge;
