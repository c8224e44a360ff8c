/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.NatsBridgeConfiguration;

/**
 * What a Plik server says of itself, against what the options want of it.
 *
 * @param config its answer
 * @param options of the component
 * @param findings where the outcome goes
 */
record PlikSettings(JsonNode config, NatsBridgeConfiguration options, Findings findings) {

    private static final String AREA = "files";
    private static final long MILLIS = 1000;

    void check() {
        long most = config.path("maxFileSize").asLong(-1);
        findings.ok(AREA, most > 0 ? "files up to " + Printable.bytes(most) : "files of any size");
        long threshold = options.getSizeThreshold() == null ? 1_000_000 : options.getSizeThreshold();
        if (most > 0 && most <= threshold) {
            findings.broken(
                    AREA,
                    "no payload that goes by link, from " + Printable.bytes(threshold) + " on, fits",
                    "raise the server's MaxFileSizeStr");
        }
        life();
        features();
    }

    private void life() {
        long longest = config.path("maxTTL").asLong(0);
        if (longest > 0 && longest * MILLIS < options.getLinkTtl()) {
            findings.broken(
                    AREA,
                    "the server keeps files for " + longest + " s at most and refuses linkTtl="
                            + options.getLinkTtl() / MILLIS + " s",
                    "raise its MaxTTLStr, or lower linkTtl");
        }
    }

    private void features() {
        if (is("one_shot", "forced")) {
            findings.warning(
                    AREA,
                    "the server makes every file one-shot: only the first reader of a link gets its data",
                    "set FeatureOneShot = \"enabled\"");
        } else if (is("one_shot", "disabled")) {
            findings.info(AREA, "one-shot files are off: those of replies live until linkTtl is over");
        }
        if (is("stream", "forced")) {
            findings.broken(
                    AREA, "the server stores nothing, it passes streams on", "set FeatureStream = \"disabled\"");
        }
        if (is("removable", "disabled") && options.isDeleteAfterAck()) {
            findings.warning(
                    AREA,
                    "deleteAfterAck=true, but receivers may not delete files",
                    "set FeatureRemovable = \"enabled\"");
        }
        if (is("authentication", "forced") && options.getFileserverToken() == null) {
            findings.broken(
                    AREA,
                    "the server takes files of users alone, and there is no token",
                    "set FILESERVER_TOKEN, or fileserverToken");
        }
        String domain = config.path("downloadDomain").asText("");
        if (!domain.isEmpty()) {
            findings.info(
                    AREA, "links lead to " + domain + ", as DownloadDomain says: receivers must reach it by that name");
        }
    }

    private boolean is(String feature, String state) {
        return config.path("feature_" + feature).asText("").equals(state);
    }
}
