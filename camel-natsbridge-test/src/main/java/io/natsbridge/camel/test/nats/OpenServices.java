/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what is still open when the JVM ends. */
final class OpenServices {

    private static final Logger LOG = LoggerFactory.getLogger(OpenServices.class);
    private static final Set<AutoCloseable> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OpenServices::closeAll, "close-test-services"));
    }

    private OpenServices() {}

    static void add(AutoCloseable service) {
        OPEN.add(service);
    }

    static void remove(AutoCloseable service) {
        OPEN.remove(service);
    }

    private static void closeAll() {
        for (AutoCloseable service : OPEN) {
            try {
                service.close();
            } catch (Exception e) {
                LOG.warn("Could not close {}", service, e);
            }
        }
    }
}
