/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

/** What can be wrong with an id. */
enum Anomaly {
    /** Acknowledged, and no copy of it is there. */
    LOST,
    /** More than one copy is there. */
    DOUBLED,
    /** A copy with other bytes than were sent is there. */
    CORRUPTED,
    /** A call did not end within its deadline and a tenth of it. */
    UNCLASSIFIED,
    /** A copy is there of what was never sent. */
    INVENTED,
    /** Every call for it ended with an error that says that it was not sent, and a copy is there all the same. */
    DENIED
}
