/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The file servers over which uploads are spread. Each message begins at the next of them and stays there with all of its payloads; when that one fails, another takes over,
 * and for a while no message begins at it. With one server there is no choice, and nothing is remembered. Thread-safe.
 */
public final class Fileservers {

    private final List<String> urls;
    private final Outages outages;
    private final AtomicInteger turns;

    /**
     * @param urls their base URLs, in the order in which they take turns; one or more
     * @param outages knows who failed a short while ago
     * @throws IllegalArgumentException when there is none, or one is neither the base URL of a file server nor the address of a bucket
     */
    public Fileservers(List<String> urls, Outages outages) {
        this(urls, outages, ThreadLocalRandom.current().nextInt(Math.max(1, urls.size())));
    }

    Fileservers(List<String> urls, Outages outages, int firstTurn) {
        this.urls = urls.stream().distinct().toList();
        this.outages = outages;
        this.turns = new AtomicInteger(firstTurn);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("fileserverUrl names no file server");
        }
        this.urls.forEach(Fileservers::check);
    }

    /**
     * One file server.
     *
     * @throws IllegalArgumentException when it is neither the base URL of a file server nor the address of a bucket
     */
    public static Fileservers of(String url) {
        return new Fileservers(List.of(url), new Outages(), 0);
    }

    /** The base URLs, in the order in which they take turns. */
    public List<String> urls() {
        return urls;
    }

    /** The one that a link leads to; the first where it leads to none of them. */
    public String holding(String link) {
        return urls.stream()
                .filter(url -> link.startsWith(url + "/"))
                .findFirst()
                .orElse(urls.get(0));
    }

    /** The choice for the next message. */
    public Turn next() {
        return new Turn(turns.getAndIncrement());
    }

    private boolean areSeveral() {
        return urls.size() > 1;
    }

    private static void check(String url) {
        if (ObjectUrl.isOne(url)) {
            ObjectUrl.parseBucket("fileserverUrl", url);
        } else {
            HttpUrl.parseBase("fileserverUrl", url);
        }
    }

    /** Where the payloads of one message go. Thread-safe. */
    public final class Turn {

        private int at;
        private String server;
        private String failed;

        private Turn(int start) {
            this.at = start;
        }

        /** The base URL of the server to use: the same one until it fails. */
        public synchronized String server() {
            if (server == null) {
                server = choose();
            }
            return server;
        }

        /** Whether there is more than one, so that it has to be told which. */
        boolean isChoice() {
            return areSeveral();
        }

        /** Whether there is a server beside the last one that is not known to fail. */
        synchronized boolean hasOther() {
            return areSeveral() && urls.stream().anyMatch(url -> !url.equals(failed) && !outages.covers(url));
        }

        void worked(String where) {
            if (areSeveral()) {
                outages.end(where);
            }
        }

        /** Moves on, unless somebody who uploads beside the caller has done so. */
        synchronized void failed(String where, Exception failure) {
            if (areSeveral() && where.equals(server)) {
                outages.begin(server, failure);
                failed = server;
                server = null;
            }
        }

        private String choose() {
            if (!areSeveral()) {
                return urls.get(0);
            }
            for (int i = 0; i < urls.size(); i++) {
                String url = step();
                if (outages.admits(url)) {
                    return url;
                }
            }
            return step();
        }

        private String step() {
            return urls.get(Math.floorMod(at++, urls.size()));
        }
    }
}
