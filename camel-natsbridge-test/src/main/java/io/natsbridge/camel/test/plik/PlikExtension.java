/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A file server for the tests of a class. In a static field it lives as long as the class, in another one as long as one test;
 * after each test the faults of an embedded one are reset.
 *
 * <pre>{@code
 * @RegisterExtension
 * static PlikExtension plik = new PlikExtension();
 * }</pre>
 */
public final class PlikExtension
        implements PlikService, BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private final Supplier<PlikService> starter;
    private PlikService service;
    private String owner = "";

    /** Takes whatever {@link PlikServices#start} finds or starts. */
    public PlikExtension() {
        this(PlikServices::start);
    }

    private PlikExtension(Supplier<PlikService> starter) {
        this.starter = starter;
    }

    /**
     * Takes an embedded server, whose {@link #faults} can be set.
     *
     * @param options how it behaves
     * @return an extension to register
     */
    public static PlikExtension embedded(EmbeddedPlikOptions options) {
        return new PlikExtension(() -> EmbeddedPlik.start(options));
    }

    @Override
    public String url() {
        return running().url();
    }

    /**
     * Hands out the embedded server.
     *
     * @return the running one
     * @throws IllegalStateException if the server that runs is another one
     */
    public EmbeddedPlik embedded() {
        if (running() instanceof EmbeddedPlik embedded) {
            return embedded;
        }
        throw new IllegalStateException("Cannot reach into the file server at " + url()
                + ": it is not embedded; register PlikExtension.embedded instead");
    }

    /**
     * Hands out the embedded server's faults.
     *
     * @return what goes wrong, and what was seen
     * @throws IllegalStateException if the server that runs is another one
     */
    public Faults faults() {
        return embedded().faults();
    }

    private PlikService running() {
        if (service == null) {
            throw new IllegalStateException(
                    "Cannot use the file server: it does not run; register the extension with @RegisterExtension");
        }
        return service;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startFor(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        startFor(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (service instanceof EmbeddedPlik embedded) {
            embedded.faults().reset();
        }
        endFor(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        endFor(context);
    }

    /** Nested classes come by here as well; the server belongs to whatever came first. */
    private void startFor(ExtensionContext context) {
        if (service == null) {
            service = starter.get();
            owner = context.getUniqueId();
        }
    }

    private void endFor(ExtensionContext context) {
        if (owner.equals(context.getUniqueId())) {
            close();
        }
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
            service = null;
        }
    }
}
