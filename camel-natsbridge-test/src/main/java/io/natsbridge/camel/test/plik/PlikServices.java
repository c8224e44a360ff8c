/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds or starts a Plik file server: one whose address is given (system property {@value #URL_PROPERTY}, else environment
 * variable {@value #URL_VARIABLE}), else the {@code rootgg/plik} container where a container engine answers and Testcontainers is
 * on the class path, else an {@link EmbeddedPlik}. The system property {@value #TYPE_PROPERTY} narrows the choice to
 * {@code remote}, {@code container} or {@code embedded}.
 */
public final class PlikServices {

    /** The base URL of a running server. */
    public static final String URL_PROPERTY = "plik.service.url";

    /** The base URL of a running server, where the property is not set. */
    public static final String URL_VARIABLE = "FILESERVER_URL";

    /** What kind of server is wanted. */
    public static final String TYPE_PROPERTY = "plik.instance.type";

    private static final Logger LOG = LoggerFactory.getLogger(PlikServices.class);

    private final UnaryOperator<String> property;
    private final UnaryOperator<String> variable;
    private final BooleanSupplier containers;
    private final Supplier<PlikService> container;

    PlikServices(
            UnaryOperator<String> property,
            UnaryOperator<String> variable,
            BooleanSupplier containers,
            Supplier<PlikService> container) {
        this.property = property;
        this.variable = variable;
        this.containers = containers;
        this.container = container;
    }

    /**
     * Finds or starts a server.
     *
     * @return a server that answers; the caller closes it
     * @throws IllegalStateException if the kind that is asked for cannot be had
     */
    public static PlikService start() {
        return new PlikServices(System::getProperty, System::getenv, ContainerEngine::isUsable, ContainerPlik::start)
                .choose();
    }

    /**
     * Tells the address of a server that runs already.
     *
     * @return what property or variable say
     */
    static Optional<String> givenUrl(UnaryOperator<String> property, UnaryOperator<String> variable) {
        return Optional.ofNullable(property.apply(URL_PROPERTY))
                .or(() -> Optional.ofNullable(variable.apply(URL_VARIABLE)))
                .filter(url -> !url.isBlank());
    }

    PlikService choose() {
        String type =
                Optional.ofNullable(property.apply(TYPE_PROPERTY)).orElse("").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "" -> any();
            case "remote" ->
                new RemotePlik(givenUrl(property, variable)
                        .orElseThrow(() -> new IllegalStateException("Cannot use a remote file server: neither "
                                + URL_PROPERTY + " nor " + URL_VARIABLE + " is set; set one of them")));
            case "container" -> container.get();
            case "embedded" -> EmbeddedPlik.start();
            default ->
                throw new IllegalStateException("Cannot choose a file server: " + TYPE_PROPERTY + " is " + type
                        + "; use remote, container or embedded");
        };
    }

    private PlikService any() {
        Optional<String> given = givenUrl(property, variable);
        if (given.isPresent()) {
            return new RemotePlik(given.get());
        }
        if (containers.getAsBoolean()) {
            try {
                return container.get();
            } catch (RuntimeException e) {
                LOG.warn("Cannot start the Plik container; the embedded file server takes its place", e);
            }
        }
        return EmbeddedPlik.start();
    }
}
