/**
 * One codec per payload type: Java value ⇄ bytes; start with {@link io.natsbridge.camel.codec.PayloadCodecs}. Imports {@code .envelope}, {@code .arrow}, {@code
 * .json}, {@code .content} and {@code .error}.
 */
package io.natsbridge.camel.codec;
