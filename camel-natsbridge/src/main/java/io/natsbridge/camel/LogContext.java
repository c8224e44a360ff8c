/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.error.Names;
import org.slf4j.MDC;

/** The correlation id in the context of log lines (MDC), which belongs to a thread and has to follow a message from one to the next. */
final class LogContext {

    private static final String KEY = "correlationId";

    private LogContext() {}

    /** The id that log lines of this thread have, or null. */
    static String current() {
        return MDC.get(KEY);
    }

    /** Sets the id of a message, until {@link #end}. */
    static void begin(String correlationId) {
        MDC.put(KEY, Names.printable(correlationId));
    }

    /** Log lines of this thread have no id any more. */
    static void end() {
        MDC.remove(KEY);
    }

    /** Runs something whose log lines have an id, as they had in another thread; null for none. */
    static void run(String correlationId, Runnable task) {
        String before = current();
        if (correlationId == null || correlationId.equals(before)) {
            task.run();
            return;
        }
        begin(correlationId);
        try {
            task.run();
        } finally {
            if (before == null) {
                end();
            } else {
                begin(before);
            }
        }
    }
}
