/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Optional;

/**
 * The contract, asked of the server whose address is given by {@value PlikServices#URL_PROPERTY} or
 * {@value PlikServices#URL_VARIABLE}; a user's token can be given by the property {@value #TOKEN_PROPERTY}.
 */
class RealPlikContractIT extends PlikContract {

    private static final String TOKEN_PROPERTY = "plik.service.token";

    @Override
    PlikService open() {
        Optional<String> given = PlikServices.givenUrl(System::getProperty, System::getenv);
        assumeThat(given).as("address of a real server").isPresent();
        return new RemotePlik(given.orElseThrow());
    }

    @Override
    Optional<String> userToken() {
        return Optional.ofNullable(System.getProperty(TOKEN_PROPERTY));
    }
}
