/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Micrometer and Camel's telemetry are optional: without them all goes on uncounted. */
class WithoutMicrometerTest {

    private static final Pattern OPTIONAL = Pattern.compile(".*(micrometer|camel-telemetry|opentelemetry)[^/]*\\.jar");

    @Test
    void messagesAreMadeAndReadAllTheSame() throws Exception {
        try (URLClassLoader loader = loader()) {
            assertThatThrownBy(() -> loader.loadClass("io.micrometer.core.instrument.MeterRegistry"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> loader.loadClass("org.apache.camel.telemetry.Tracer"))
                    .isInstanceOf(ClassNotFoundException.class);
            Callable<?> roundTrip = (Callable<?>)
                    loader.loadClass(RoundTrip.class.getName()).getConstructor().newInstance();
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            try {
                assertThat(roundTrip.call()).isEqualTo("hello");
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
    }

    private static URLClassLoader loader() throws IOException {
        URL[] urls = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !OPTIONAL.matcher(entry).matches())
                .map(WithoutMicrometerTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes an envelope of a text and reads it, in the class loader of this class. */
    public static final class RoundTrip implements Callable<Object> {

        @Override
        public Object call() throws Exception {
            try (DefaultCamelContext context = new DefaultCamelContext(false)) {
                context.setApplicationContextClassLoader(RoundTrip.class.getClassLoader());
                context.build();
                context.start();
                Exchange exchange = context.createProducerTemplate()
                        .request("natsbridge:unused?publish=false", asked -> asked.getMessage()
                                .setBody("hello"));
                NatsBridgeComponent.of(context).smartReceive().process(exchange);
                return exchange.getMessage().getBody(String.class);
            }
        }
    }
}
