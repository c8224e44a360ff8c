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
 * A cluster of NATS servers for the tests of one class, in JUnit 5; the servers' logs are logged after a test that
 * failed.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final NatsClusterExtension nats = NatsClusterExtension.create();
 * }</pre>
 *
 * <p>The field must be static: the cluster starts before the first test of the class and is closed after the last,
 * those of nested classes included.
 */
public final class NatsClusterExtension implements BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback {

    private static final Logger LOG = LoggerFactory.getLogger(NatsClusterExtension.class);

    private final int size;
    private final NatsOptions each;
    private final AtomicInteger classes = new AtomicInteger();
    private volatile NatsCluster cluster;

    private NatsClusterExtension(int size, NatsOptions each) {
        this.size = size;
        this.each = each;
    }

    /**
     * Makes an extension with three nodes.
     *
     * @return not started yet
     */
    public static NatsClusterExtension create() {
        return create(3, NatsOptions.defaults());
    }

    /**
     * Makes an extension.
     *
     * @param size 3 to 9 nodes
     * @param each what each node is asked to be; see {@link NatsCluster#start(int, NatsOptions)}
     * @return not started yet
     */
    public static NatsClusterExtension create(int size, NatsOptions each) {
        return new NatsClusterExtension(size, each);
    }

    /**
     * Returns the cluster.
     *
     * @return not to be closed by the caller
     * @throws IllegalStateException before the first test of the class
     */
    public NatsCluster cluster() {
        NatsCluster started = cluster;
        if (started == null) {
            throw new IllegalStateException("Could not reach the cluster of the extension: it is not started; register"
                    + " the extension in a static field");
        }
        return started;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (classes.getAndIncrement() == 0) {
            cluster = NatsCluster.start(size, each);
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            cluster()
                    .nodes()
                    .forEach(node -> LOG.warn(
                            "{} failed; the log of {} ends with:\n{}",
                            context.getDisplayName(),
                            node,
                            Command.end(node.log())));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (classes.decrementAndGet() == 0 && cluster != null) {
            cluster.close();
        }
    }
}
