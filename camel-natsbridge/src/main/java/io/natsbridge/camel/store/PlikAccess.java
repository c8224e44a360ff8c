/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What Plik servers want to know about their user. The values go to the origins (scheme, host, port) of {@code fileserverUrls} and nowhere else, whatever a link says.
 *
 * @param fileserverUrls base URLs of the servers that the credentials are for
 * @param user login that protects uploads, or null; {@code plik} when there is only a password
 * @param password password that protects uploads and is asked for when they are downloaded, or null
 * @param token the user's Plik token, or null
 */
public record PlikAccess(List<String> fileserverUrls, String user, String password, String token) {

    private static final String DEFAULT_LOGIN = "plik";

    /**
     * @throws IllegalArgumentException when a URL is no base URL, credentials are for no server, or a user comes without a password
     */
    public PlikAccess {
        fileserverUrls = List.copyOf(fileserverUrls);
        fileserverUrls.forEach(url -> HttpUrl.parseBase("fileserverUrl", url));
        if (fileserverUrls.isEmpty() && (isSet(password) || isSet(token))) {
            throw new IllegalArgumentException("fileserverPassword and fileserverToken need a fileserverUrl");
        }
        if (isSet(user) && !isSet(password)) {
            throw new IllegalArgumentException("fileserverUser needs a fileserverPassword");
        }
    }

    /** Access to one server. */
    public PlikAccess(String fileserverUrl, String user, String password, String token) {
        this(List.of(fileserverUrl), user, password, token);
    }

    /** Access without credentials. */
    public static PlikAccess anonymous(String... fileserverUrls) {
        return new PlikAccess(List.of(fileserverUrls), null, null, null);
    }

    boolean isFor(HttpUrl url) {
        return fileserverUrls.stream().anyMatch(own -> HttpUrl.parseBase(own).hasSameOrigin(url));
    }

    boolean hasPassword() {
        return isSet(password);
    }

    boolean hasToken() {
        return isSet(token);
    }

    String login() {
        return isSet(user) ? user : DEFAULT_LOGIN;
    }

    String authorization() {
        return "Basic "
                + Base64.getEncoder().encodeToString((login() + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSet(String value) {
        return value != null && !value.isEmpty();
    }

    @Override
    public String toString() {
        return "PlikAccess[fileserverUrls=" + fileserverUrls + "]";
    }
}
