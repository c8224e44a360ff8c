/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.commands;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** What the command {@code camel} starts. */
final class CamelRun {

    private CamelRun() {}

    public static void main(String[] arguments) {
        CamelJBangMain.run(arguments);
    }
}
