/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test, or the tests of a class, where these peers can run, and skips them, with the reason, where they cannot;
 * with environment variable {@code CI} = {@code true} they fail instead.
 */
@Documented
@ExtendWith(PeerExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresPeer {

    /** Peers with a public no-argument constructor. */
    Class<? extends Peer>[] value();
}
