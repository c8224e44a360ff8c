/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/** Skips tests whose peers cannot run here; see {@link RequiresPeer}. */
public final class PeerExtension implements ExecutionCondition {

    /**
     * Goes on if the peer can run here.
     *
     * @throws TestAbortedException if it cannot, so that the test is skipped with the reason
     * @throws AssertionError if it cannot and environment variable {@code CI} is {@code true}
     */
    public static void assumeAvailable(Peer peer) {
        reasonToSkip(peer, isContinuousIntegration()).ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
    }

    /** For JUnit. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, RequiresPeer.class))
                .map(PeerExtension::evaluate)
                .orElse(ConditionEvaluationResult.enabled("No peer is required"));
    }

    private static ConditionEvaluationResult evaluate(RequiresPeer required) {
        for (Class<? extends Peer> type : required.value()) {
            Optional<String> reason = reasonToSkip(ReflectionSupport.newInstance(type), isContinuousIntegration());
            if (reason.isPresent()) {
                return ConditionEvaluationResult.disabled(reason.get());
            }
        }
        return ConditionEvaluationResult.enabled("The peers can run");
    }

    static Optional<String> reasonToSkip(Peer peer, boolean mustRun) {
        Optional<String> reason = peer.unavailableReason().map(text -> "Peer " + peer.name() + " cannot run: " + text);
        if (mustRun && reason.isPresent()) {
            throw new AssertionError(reason.get() + "; this is an error since CI is true");
        }
        return reason;
    }

    private static boolean isContinuousIntegration() {
        return "true".equals(System.getenv("CI"));
    }
}
