/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Holds a server to Plik's behaviour. What a server is not configured for is assumed away by what it tells of itself, so the same
 * behaviours are asked of every configuration.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlikContract
        implements ServerContract,
                CreateContract,
                PolicyContract,
                UploadContract,
                BrokenUploadContract,
                NameContract,
                DownloadContract,
                ErrorContract,
                OneShotContract,
                PasswordContract,
                LifeContract,
                StreamContract {

    private PlikService service;
    private PlikClient client;

    /** Starts or finds the server. */
    abstract PlikService open();

    /** The token of a user whom the server knows. */
    Optional<String> userToken() {
        return Optional.empty();
    }

    @BeforeAll
    void start() {
        service = open();
        client = new PlikClient(service.url(), userToken());
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Override
    public PlikClient plik() {
        return client;
    }
}
