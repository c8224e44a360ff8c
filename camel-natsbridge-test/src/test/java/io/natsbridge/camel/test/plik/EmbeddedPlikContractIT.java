/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.PlikFeature.AUTHENTICATION;
import static io.natsbridge.camel.test.plik.PlikFeature.COMMENTS;
import static io.natsbridge.camel.test.plik.PlikFeature.EXTEND_TTL;
import static io.natsbridge.camel.test.plik.PlikFeature.ONE_SHOT;
import static io.natsbridge.camel.test.plik.PlikFeature.PASSWORD;
import static io.natsbridge.camel.test.plik.PlikFeature.REMOVABLE;
import static io.natsbridge.camel.test.plik.PlikFeature.SET_TTL;
import static io.natsbridge.camel.test.plik.PlikFeature.STREAM;

import io.natsbridge.camel.test.plik.PlikFeature.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The contract, asked of the embedded server in several configurations. */
class EmbeddedPlikContractIT {

    private static final PlikUser USER = new PlikUser("tester", "token-of-tester");

    @Nested
    class AsItComes extends PlikContract {
        @Override
        PlikService open() {
            return EmbeddedPlik.start();
        }
    }

    @Nested
    class BelowAPrefix extends PlikContract {
        @Override
        PlikService open() {
            return EmbeddedPlik.start(
                    EmbeddedPlikOptions.builder().path("/plik").build());
        }
    }

    @Nested
    class UnderADownloadDomainWithSmallLimits extends PlikContract {
        @Override
        PlikService open() {
            return EmbeddedPlik.start(EmbeddedPlikOptions.builder()
                    .downloadDomain(URI.create("http://dl.example:1234"))
                    .noWebInterface()
                    .maxFileSize(100_000)
                    .maxFilesPerUpload(2)
                    .defaultTtl(Duration.ofHours(1))
                    .maxTtl(Duration.ofSeconds(-1))
                    .feature(EXTEND_TTL, Mode.ENABLED)
                    .build());
        }
    }

    @Nested
    class ForUsersOnlyWithMuchForcedOrDisabled extends PlikContract {
        @Override
        PlikService open() {
            return EmbeddedPlik.start(EmbeddedPlikOptions.builder()
                    .feature(AUTHENTICATION, Mode.FORCED)
                    .feature(ONE_SHOT, Mode.FORCED)
                    .feature(PASSWORD, Mode.FORCED)
                    .feature(REMOVABLE, Mode.DISABLED)
                    .feature(STREAM, Mode.DISABLED)
                    .feature(COMMENTS, Mode.DISABLED)
                    .feature(SET_TTL, Mode.DISABLED)
                    .defaultTtl(Duration.ofSeconds(1000))
                    .user(USER)
                    .build());
        }

        @Override
        Optional<String> userToken() {
            return Optional.of(USER.token());
        }
    }

    @Nested
    class WithTheOtherFeaturesForcedOrDisabled extends PlikContract {
        @Override
        PlikService open() {
            return EmbeddedPlik.start(EmbeddedPlikOptions.builder()
                    .feature(AUTHENTICATION, Mode.ENABLED)
                    .feature(ONE_SHOT, Mode.DISABLED)
                    .feature(PASSWORD, Mode.DISABLED)
                    .feature(REMOVABLE, Mode.FORCED)
                    .feature(EXTEND_TTL, Mode.FORCED)
                    .user(USER)
                    .build());
        }

        @Override
        Optional<String> userToken() {
            return Optional.of(USER.token());
        }
    }

    @Nested
    class WithStreamsForced extends PlikContract {
        @Override
        PlikService open() {
            return EmbeddedPlik.start(
                    EmbeddedPlikOptions.builder().feature(STREAM, Mode.FORCED).build());
        }
    }
}
