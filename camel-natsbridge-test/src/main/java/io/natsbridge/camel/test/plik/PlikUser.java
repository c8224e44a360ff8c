/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.util.Objects;

/**
 * Somebody whom the server knows.
 *
 * @param login the user's name
 * @param token what the user sends as {@code X-PlikToken}
 */
public record PlikUser(String login, String token) {

    public PlikUser {
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(token, "token");
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "PlikUser[" + login + "]";
    }
}
