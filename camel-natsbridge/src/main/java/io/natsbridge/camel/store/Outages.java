/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which file servers failed a short while ago, by the monotonic clock. After that while one upload finds out whether the server is back, and the others wait for what it
 * finds. Thread-safe; what shares file servers shares one of these.
 */
public final class Outages {

    /** How long nobody asks a server that failed: this, or what it asks for itself. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

    private final LongSupplier nanoClock;
    private final Map<String, Deadline> ends = new ConcurrentHashMap<>();

    public Outages() {
        this(System::nanoTime);
    }

    Outages(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Whether a server is left alone at present. */
    boolean covers(String server) {
        Deadline end = ends.get(server);
        return end != null && !end.isOver();
    }

    /** Lets an upload try a server: any where it works, one where it failed a while ago. */
    boolean admits(String server) {
        Deadline end = ends.get(server);
        return end == null || (end.isOver() && ends.replace(server, end, in(PAUSE)));
    }

    void begin(String server, Exception failure) {
        Duration asked = failure instanceof FileserverException e ? e.retryAfter() : null;
        Duration pause = asked == null || asked.compareTo(PAUSE) < 0 ? PAUSE : asked;
        Deadline before = ends.put(server, in(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
        if (before == null) {
            LOG.warn(
                    "The file server {} takes no uploads, which go to the others meanwhile: {}",
                    server,
                    failure instanceof NatsBridgeException
                            ? failure.getMessage()
                            : Names.printable(failure.toString()));
        }
    }

    void end(String server) {
        if (ends.remove(server) != null) {
            LOG.info("The file server {} takes uploads again", server);
        }
    }

    private Deadline in(Duration time) {
        return Deadline.in(time, nanoClock);
    }
}
