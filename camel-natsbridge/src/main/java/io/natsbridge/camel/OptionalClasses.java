/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of the optional dependencies is there. */
final class OptionalClasses {

    private static final Logger LOG = LoggerFactory.getLogger(OptionalClasses.class);

    private OptionalClasses() {}

    /** Whether the component's own class loader finds a class. */
    static boolean has(String name) {
        try {
            Class.forName(name, false, OptionalClasses.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            LOG.debug("{} is not there: what needs it is left out", name);
            return false;
        }
    }
}
