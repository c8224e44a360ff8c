/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

/** What the broker is told about a received message once its exchange has ended. Exactly one of the three is called, once. */
interface Settlement {

    /** For those who have nothing to do afterwards. */
    Runnable NOTHING = () -> {};

    /** For messages that the broker wants to hear nothing of. */
    Settlement NONE = new Settlement() {
        @Override
        public void done(Runnable afterwards) {
            afterwards.run();
        }

        @Override
        public void failed(Exception why) {}

        @Override
        public void refused(Exception why) {}
    };

    /**
     * The message is dealt with and must not come again.
     *
     * @param afterwards runs when the broker has confirmed that, and not at all when it does not
     */
    void done(Runnable afterwards);

    /** The route failed; the message may come again. */
    void failed(Exception why);

    /** The message can never be dealt with, however often it comes. */
    void refused(Exception why);
}
