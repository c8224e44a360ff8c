/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import org.apache.camel.spi.AsyncProcessorAwaitManager;

/**
 * Tells whether the thread that sends waits for the end of its exchange whatever the producer does, because Camel's await manager runs in it. It may then as well wait in the
 * producer, which spares it two changes of thread. To look costs some microseconds.
 */
final class WaitingCaller {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private WaitingCaller() {}

    static boolean isCurrent() {
        return STACK.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                .anyMatch(AsyncProcessorAwaitManager.class::isAssignableFrom));
    }
}
