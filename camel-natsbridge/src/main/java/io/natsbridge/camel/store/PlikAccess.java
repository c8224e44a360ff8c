/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a Plik server wants to know about its user. The values go to the origin (scheme, host, port) of {@code fileserverUrl} and nowhere else, whatever a link says.
 *
 * @param fileserverUrl base URL of the server that the credentials are for, or null when there are none
 * @param user login that protects uploads, or null; {@code plik} when there is only a password
 * @param password password that protects uploads and is asked for when they are downloaded, or null
 * @param token the user's Plik token, or null
 */
public record PlikAccess(String fileserverUrl, String user, String password, String token) {

    private static final String DEFAULT_LOGIN = "plik";

    /**
     * @throws IllegalArgumentException when the URL is no base URL, or a user comes without a password
     */
    public PlikAccess {
        if (fileserverUrl != null || isSet(password) || isSet(token)) {
            HttpUrl.parseBase("fileserverUrl", fileserverUrl);
        }
        if (isSet(user) && !isSet(password)) {
            throw new IllegalArgumentException("fileserverUser needs a fileserverPassword");
        }
    }

    /** Access without credentials. */
    public static PlikAccess anonymous(String fileserverUrl) {
        return new PlikAccess(fileserverUrl, null, null, null);
    }

    boolean isFor(HttpUrl url) {
        return fileserverUrl != null && HttpUrl.parseBase(fileserverUrl).hasSameOrigin(url);
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
        return "PlikAccess[fileserverUrl=" + fileserverUrl + "]";
    }
}
