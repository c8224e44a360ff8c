/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

/** What a Plik server may be told to refuse, to allow or to impose. */
public enum PlikFeature {
    AUTHENTICATION("feature_authentication", Mode.DISABLED),
    ONE_SHOT("feature_one_shot", Mode.ENABLED),
    REMOVABLE("feature_removable", Mode.ENABLED),
    STREAM("feature_stream", Mode.ENABLED),
    PASSWORD("feature_password", Mode.ENABLED),
    COMMENTS("feature_comments", Mode.ENABLED),
    SET_TTL("feature_set_ttl", Mode.ENABLED),
    EXTEND_TTL("feature_extend_ttl", Mode.DISABLED),
    CLIENTS("feature_clients", Mode.ENABLED),
    GITHUB("feature_github", Mode.ENABLED),
    TEXT("feature_text", Mode.ENABLED);

    private final String wireName;
    private final Mode standard;

    PlikFeature(String wireName, Mode standard) {
        this.wireName = wireName;
        this.standard = standard;
    }

    /**
     * Tells the feature's key in the answer to {@code GET /config}.
     *
     * @return the key, for example {@code feature_one_shot}
     */
    public String wireName() {
        return wireName;
    }

    Mode standard() {
        return standard;
    }

    /** How far a feature may be used. */
    public enum Mode {
        /** Refused when asked for. */
        DISABLED("disabled"),
        /** Used when asked for. */
        ENABLED("enabled"),
        /** For the API the same as {@link #ENABLED}; the web page preselects it. */
        DEFAULT("default"),
        /** Used whether asked for or not. */
        FORCED("forced");

        private final String wireName;

        Mode(String wireName) {
            this.wireName = wireName;
        }

        /**
         * Tells the value in the answer to {@code GET /config}.
         *
         * @return for example {@code forced}
         */
        public String wireName() {
            return wireName;
        }
    }
}
