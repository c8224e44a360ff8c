/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A NATS server for the tests of one class, in JUnit 5; the server's log is logged after a test that failed.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final NatsExtension nats = NatsExtension.create(NatsOptions.defaults().jetStream(true));
 * }</pre>
 *
 * <p>The field must be static: the server starts before the first test of the class and is closed after the last,
 * those of nested classes included.
 */
public final class NatsExtension
        implements NatsService, BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback {

    private static final Logger LOG = LoggerFactory.getLogger(NatsExtension.class);

    private final NatsOptions options;
    private final AtomicInteger classes = new AtomicInteger();
    private volatile NatsService service;

    private NatsExtension(NatsOptions options) {
        this.options = options;
    }

    /**
     * Makes an extension with a plain server.
     *
     * @return not started yet
     */
    public static NatsExtension create() {
        return create(NatsOptions.defaults());
    }

    /**
     * Makes an extension.
     *
     * @param options what the server is asked to be
     * @return not started yet
     */
    public static NatsExtension create(NatsOptions options) {
        return new NatsExtension(options);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (classes.getAndIncrement() == 0) {
            start();
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent() && service != null) {
            LOG.warn("{} failed; the log of {} ends with:\n{}", context.getDisplayName(), service, Command.end(log()));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (classes.decrementAndGet() == 0) {
            close();
        }
    }

    @Override
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException("Could not start " + this + ": it runs already; close it first");
        }
        service = NatsServices.start(options);
    }

    @Override
    public void close() {
        NatsService closing = service;
        if (closing != null) {
            closing.close();
        }
    }

    @Override
    public String url() {
        return service().url();
    }

    @Override
    public int port() {
        return service().port();
    }

    @Override
    public String monitoringUrl() {
        return service().monitoringUrl();
    }

    @Override
    public String websocketUrl() {
        return service().websocketUrl();
    }

    @Override
    public String log() {
        return service().log();
    }

    @Override
    public boolean isRunning() {
        return service != null && service.isRunning();
    }

    @Override
    public boolean isControllable() {
        return service().isControllable();
    }

    @Override
    public void restart() {
        service().restart();
    }

    @Override
    public void kill() {
        service().kill();
    }

    @Override
    public void startAgain() {
        service().startAgain();
    }

    @Override
    public void pause() {
        service().pause();
    }

    @Override
    public void resume() {
        service().resume();
    }

    @Override
    public void lameDuck() {
        service().lameDuck();
    }

    @Override
    public String toString() {
        return service == null ? "NATS server, not started" : service.toString();
    }

    private NatsService service() {
        NatsService started = service;
        if (started == null) {
            throw new IllegalStateException("Could not reach the NATS server of the extension: it is not started;"
                    + " register the extension in a static field");
        }
        return started;
    }
}
