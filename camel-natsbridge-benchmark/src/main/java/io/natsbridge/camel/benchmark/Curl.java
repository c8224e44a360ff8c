/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The program curl as a client of a Plik server: several requests by one process, some of them at once. Its files lie in a folder of its own until it is closed. */
final class Curl implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE = 10; // minutes

    private final String fileserverUrl;
    private final int atOnce;
    private final Path folder;

    /** @param atOnce requests that are under way at once */
    Curl(String fileserverUrl, int atOnce) throws IOException {
        this.fileserverUrl = fileserverUrl;
        this.atOnce = atOnce;
        this.folder = Files.createTempDirectory("natsbridge-curl-");
    }

    /** A file that was stored. */
    record Stored(String url, String upload, String token) {}

    /**
     * Files that were stored.
     *
     * @param seconds how long that took
     */
    record Uploaded(List<Stored> files, double seconds) {}

    /** Whether this machine has it. */
    static boolean isThere() {
        try {
            return new ProcessBuilder("curl", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Creates as many uploads as asked for, then adds the file to each. */
    Uploaded upload(Path file, int count) throws Exception {
        String wish = "data = \"{\\\"removable\\\":true,\\\"ttl\\\":3600}\"\n";
        double creating = run(
                IntStream.range(0, count)
                        .mapToObj(i -> option("url", fileserverUrl + "/upload") + wish)
                        .toList(),
                true);
        List<JsonNode> created = answers(count);
        List<String> requests = new ArrayList<>();
        for (JsonNode upload : created) {
            requests.add(option("url", fileserverUrl + "/file/" + text(upload, "id"))
                    + option("header", "X-UploadToken: " + text(upload, "uploadToken"))
                    + option("form", "file=@" + file + ";type=application/octet-stream"));
        }
        double adding = run(requests, true);
        List<JsonNode> added = answers(count);
        List<Stored> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonNode stored = added.get(i);
            if (stored.path("fileSize").asLong() != Files.size(file)) {
                throw new IOException("The file server did not store the file: " + stored);
            }
            String upload = text(created.get(i), "id");
            files.add(new Stored(
                    fileserverUrl + "/file/" + upload + "/" + text(stored, "id") + "/" + text(stored, "fileName"),
                    upload,
                    text(created.get(i), "uploadToken")));
        }
        return new Uploaded(files, creating + adding);
    }

    /**
     * Fetches files; in seconds.
     *
     * @param keep whether they go into files, which the next requests replace, or nowhere
     */
    double download(List<Stored> files, boolean keep) throws Exception {
        return run(files.stream().map(file -> option("url", file.url())).toList(), keep);
    }

    /** Deletes files. */
    void delete(List<Stored> files) throws Exception {
        run(
                files.stream()
                        .map(file -> option("url", fileserverUrl + "/upload/" + file.upload())
                                + option("header", "X-UploadToken: " + file.token())
                                + option("request", "DELETE"))
                        .toList(),
                false);
    }

    /** Makes requests; in seconds, from the start of the process to its end. */
    private double run(List<String> requests, boolean keep) throws Exception {
        StringBuilder config = new StringBuilder();
        for (int i = 0; i < requests.size(); i++) {
            config.append(i == 0 ? "" : "next\n")
                    .append(requests.get(i))
                    .append(option("header", "Expect:"))
                    .append(option("output", keep ? answer(i).toString() : "/dev/null"))
                    .append("silent\nshow-error\nfail\n");
        }
        Path file = folder.resolve("requests");
        Files.writeString(file, config);
        List<String> command = new ArrayList<>(List.of("curl", "-q"));
        if (requests.size() > 1) {
            command.addAll(List.of("--parallel", "--parallel-immediate", "--parallel-max", String.valueOf(atOnce)));
        }
        command.addAll(List.of("--config", file.toString()));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("curl failed: " + Files.readString(folder.resolve("log")));
        }
        return seconds;
    }

    private List<JsonNode> answers(int count) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(JSON.readTree(Files.readAllBytes(answer(i))));
        }
        return answers;
    }

    private Path answer(int number) {
        return folder.resolve("answer-" + number);
    }

    private static String option(String name, String value) {
        return name + " = \"" + value + "\"\n";
    }

    private static String text(JsonNode answer, String field) {
        return answer.path(field).asText();
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
