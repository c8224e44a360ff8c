/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

/** Which file servers' host names may lead to addresses that are not public: of this machine, or of a private network. */
public enum PrivateAddresses {
    /** Those of the servers that are this side's own. */
    OWN,
    /** All. */
    ALL,
    /** None. */
    NONE
}
