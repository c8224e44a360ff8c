/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.util.regex.Pattern;

/** Writes the lines of the configuration file that say who may connect. They hold secrets, so no error shows one. */
final class Authorization {

    private static final Pattern NKEY = Pattern.compile("U[A-Z2-7]{55}");

    private Authorization() {}

    static String user(String name, String password) {
        requireText("user", name);
        requireText("password", password);
        return "authorization { user: " + NatsConfig.quoted(name) + ", password: " + NatsConfig.quoted(password) + " }";
    }

    static String token(String token) {
        requireText("token", token);
        return "authorization { token: " + NatsConfig.quoted(token) + " }";
    }

    static String nkey(String publicKey) {
        if (!NKEY.matcher(publicKey).matches()) {
            throw new IllegalArgumentException("Could not set nkey: a text of " + publicKey.length()
                    + " characters is not a user's public key, 'U' and 55 characters of base32; give the public key,"
                    + " not the seed");
        }
        return "authorization { users: [ { nkey: " + NatsConfig.quoted(publicKey) + " } ] }";
    }

    private static void requireText(String option, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "Could not set " + option + ": it is empty; give at least one character");
        }
    }
}
