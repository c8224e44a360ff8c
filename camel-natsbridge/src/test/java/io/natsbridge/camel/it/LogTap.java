/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Everything that the component, or whoever else is named, logs during a test, from where it asks for it. */
final class LogTap implements AfterEachCallback {

    private static final String COMPONENT = "io.natsbridge";

    private final List<String> loggers;
    private final Lines lines = new Lines();

    LogTap() {
        this(COMPONENT);
    }

    /** @param loggers beginnings of loggers' names */
    LogTap(String... loggers) {
        this.loggers = List.of(loggers);
    }

    /** Takes what is logged from now on, at all levels. */
    void listen() {
        lines.start();
        ((Logger) LogManager.getRootLogger()).addAppender(lines);
        loggers.forEach(name -> ((Logger) LogManager.getLogger(name)).setLevel(Level.TRACE));
    }

    String text() {
        return String.join("\n", lines.all);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        ((Logger) LogManager.getRootLogger()).removeAppender(lines);
        loggers.forEach(name ->
                ((Logger) LogManager.getLogger(name)).setLevel(name.equals(COMPONENT) ? Level.INFO : Level.WARN));
    }

    private final class Lines extends AbstractAppender {
        private final List<String> all = new CopyOnWriteArrayList<>();

        Lines() {
            super("log-tap", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (loggers.stream().noneMatch(event.getLoggerName()::startsWith)) {
                return;
            }
            StringWriter line = new StringWriter();
            line.append(event.getMessage().getFormattedMessage());
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(line));
            }
            all.add(line.toString());
        }
    }
}
