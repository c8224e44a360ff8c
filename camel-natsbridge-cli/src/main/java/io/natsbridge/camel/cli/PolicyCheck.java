/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.store.PrivateAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the options allow that they better would not.
 *
 * @param options of the component
 * @param target of the command
 * @param findings where the outcome goes
 */
record PolicyCheck(NatsBridgeConfiguration options, Target target, Findings findings) {

    private static final String AREA = "policies";

    void run() throws IOException {
        int before = findings.all().size();
        links();
        credentials();
        file();
        if (findings.all().size() == before) {
            findings.ok(AREA, "links are fetched from " + allowed() + " alone");
        }
    }

    private List<String> allowed() {
        List<String> allowed = new ArrayList<>(Uploads.urls(options, System.getenv()));
        String more = options.getAllowedFileservers();
        Stream.of(more == null ? new String[0] : more.split(","))
                .map(String::trim)
                .filter(url -> !url.isEmpty())
                .forEach(allowed::add);
        return allowed.stream().map(Url::withoutCredentials).toList();
    }

    private void links() {
        for (String url : allowed()) {
            if (Url.isOpen(url) && !Url.isLocal(url)) {
                findings.warning(
                        AREA,
                        "payloads and links to " + url + " are readable, and can be changed, on the network",
                        "use https:// there; with hash=link, the default, changes are noticed");
            }
        }
        if (options.getPrivateAddresses() == PrivateAddresses.ALL) {
            findings.warning(
                    AREA,
                    "privateAddresses=all: a name that somebody else controls may lead into this network",
                    "name the servers in fileserverUrl, and leave privateAddresses at own");
        }
        if ("true".equals(options.getOneShot())) {
            findings.warning(
                    AREA,
                    "oneShot=true: a second subscriber, a redelivery or a broken download finds files gone",
                    "leave oneShot at auto");
        }
    }

    private void credentials() {
        if (options.getPassword() != null && target.options.containsKey("password")
                || options.getToken() != null && target.options.containsKey("token")) {
            findings.warning(
                    AREA,
                    "a secret stands on the command line, where every user of this machine can read it",
                    "let the command ask for it, or use the environment or --config");
        }
    }

    private void file() throws IOException {
        Path config = target.config;
        if (config == null || !Files.getFileStore(config).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(config);
        boolean secret = options.getPassword() != null || options.getToken() != null;
        if (secret && permissions.contains(PosixFilePermission.OTHERS_READ)) {
            findings.warning(AREA, config + " holds a secret and every user may read it", "chmod 600 " + config);
        }
    }
}
