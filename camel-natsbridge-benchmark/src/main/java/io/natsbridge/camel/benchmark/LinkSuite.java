/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Payloads that travel by link, through a file server in a process of its own, beside curl, which neither digests nor keeps what it transfers. */
final class LinkSuite {

    private static final long GIB = 1L << 30;
    private static final String CURL = "curl";

    private LinkSuite() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        all.addAll(pair(
                "1GiB", "a link to 1 GiB, in 64 MiB of heap, with its digests", 0.95, form -> LinkWork.one(GIB, form)));
        all.addAll(pair("1000x1MiB", "1,000 links to 1 MiB, 16 at once", 1.0, LinkWork::many));
        all.replaceAll(scenario -> scenario.name().equals("link-download-1GiB") ? besideKept(scenario) : scenario);
        for (int links : new int[] {1, 4, 16}) {
            String name = links + "-a-message";
            String title = links == 1 ? "messages with 1 link to 1 MiB" : "messages with " + links + " links to 1 MiB";
            all.add(figure("link-upload-" + name, "send " + title, form -> LinkWork.together(links, form), false));
            all.add(figure("link-download-" + name, "receive " + title, form -> LinkWork.together(links, form), true));
        }
        if (!Curl.isThere()) {
            System.out.println("Links are not compared with curl: this machine has none; install it");
            all.removeIf(scenario -> !scenario.targets().isEmpty());
        }
        return all;
    }

    /** What takes so long, or so much disk, that it is measured only when it is asked for by its name. */
    static List<Scenario> onRequest() {
        String title = " a link to 8 GiB, once, in 64 MiB of heap, with its digests";
        return List.of(
                figure("link-upload-8GiB", "upload" + title, form -> LinkWork.one(8 * GIB, form), false),
                figure("link-download-8GiB", "download" + title, form -> LinkWork.one(8 * GIB, form), true));
    }

    private static List<Scenario> pair(String name, String title, double bound, Function<Form, LinkWork> work) {
        return List.of(
                figure("link-upload-" + name, "upload " + title, work, false)
                        .against(CURL, bound, stage -> new CurlUploads(stage, work.apply(stage.form()))),
                figure("link-download-" + name, "download " + title, work, true)
                        .against(CURL, bound, stage -> new CurlDownloads(stage, work.apply(stage.form()))));
    }

    /** The component keeps what it receives until it has been read; so does curl, when it is told where. */
    private static Scenario besideKept(Scenario download) {
        return download.against(
                "curl, into a file", 0.95, stage -> new CurlDownloads(stage, LinkWork.one(GIB, stage.form()))
                        .intoFiles());
    }

    private static Scenario figure(String name, String title, Function<Form, LinkWork> work, boolean download) {
        return Scenario.of(name, title, Unit.MEGABYTES_PER_SECOND, stage -> {
            LinkWork all = work.apply(stage.form());
            Contender component = new Component(stage, all, download);
            return all.size() > GIB ? new Once(component) : component;
        });
    }

    /** Does the work the first time, and repeats what that came to. */
    private static final class Once implements Contender {
        private final Contender contender;
        private double figure;

        Once(Contender contender) {
            this.contender = contender;
        }

        @Override
        public double measure(Duration window) throws Exception {
            if (figure == 0) {
                figure = contender.measure(window);
            }
            return figure;
        }

        @Override
        public void close() throws Exception {
            contender.close();
        }
    }

    /** A route to the component, or one from it to a processor that reads everything. */
    private static final class Component implements Contender {
        private final LinkWork work;
        private final boolean download;
        private final LinkClient client;

        Component(Stage stage, LinkWork work, boolean download) throws IOException {
            this.work = work;
            this.download = download;
            this.client = new LinkClient(stage, work);
            if (download) {
                client.upload();
            }
        }

        @Override
        public double measure(Duration window) throws IOException {
            if (download) {
                return work.megabytesPerSecond(client.download());
            }
            double seconds = client.upload();
            client.forget();
            return work.megabytesPerSecond(seconds);
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    private static final class CurlUploads implements Contender {
        private final LinkWork work;
        private final Path file;
        private final Curl curl;

        CurlUploads(Stage stage, LinkWork work) throws IOException {
            this.work = work;
            this.file = work.newFile();
            this.curl = new Curl(stage.fileserverUrl(), work.atOnce());
        }

        @Override
        public double measure(Duration window) throws Exception {
            Curl.Uploaded uploaded = curl.upload(file, work.files());
            curl.delete(uploaded.files());
            return work.megabytesPerSecond(uploaded.seconds());
        }

        @Override
        public void close() throws IOException {
            Files.delete(file);
            curl.close();
        }
    }

    private static final class CurlDownloads implements Contender {
        private final LinkWork work;
        private final Curl curl;
        private final List<Curl.Stored> files;
        private boolean kept;

        CurlDownloads(Stage stage, LinkWork work) throws Exception {
            this.work = work;
            this.curl = new Curl(stage.fileserverUrl(), work.atOnce());
            Path file = work.newFile();
            this.files = curl.upload(file, work.files()).files();
            Files.delete(file);
        }

        CurlDownloads intoFiles() {
            kept = true;
            return this;
        }

        @Override
        public double measure(Duration window) throws Exception {
            return work.megabytesPerSecond(curl.download(files, kept));
        }

        @Override
        public void close() throws Exception {
            curl.delete(files);
            curl.close();
        }
    }
}
