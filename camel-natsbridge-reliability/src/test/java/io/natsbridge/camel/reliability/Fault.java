/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.test.proxy.Direction;
import java.time.Duration;
import java.util.SplittableRandom;

/** Something that goes wrong with a broker or with the way to it, for a moment. */
enum Fault {
    KILL {
        @Override
        void strike(Broker broker, SplittableRandom random) {
            broker.server().kill();
            Pause.between(random, 0, 1000);
            broker.server().startAgain();
        }
    },
    RESTART {
        @Override
        void strike(Broker broker, SplittableRandom random) {
            broker.server().restart();
        }
    },
    /** The server hangs: for longer than a confirmation may take. */
    HANG {
        @Override
        void strike(Broker broker, SplittableRandom random) {
            broker.server().pause();
            Pause.between(random, 500, 4000);
            broker.server().resume();
        }
    },
    LAME_DUCK {
        @Override
        void strike(Broker broker, SplittableRandom random) {
            broker.server().lameDuck();
            while (broker.server().isRunning()) {
                Pause.millis(20);
            }
            broker.server().startAgain();
        }
    },
    CUT {
        @Override
        void strike(Broker broker, SplittableRandom random) {
            broker.proxy().cut();
        }
    },
    DELAY {
        @Override
        void strike(Broker broker, SplittableRandom random) {
            broker.proxy().delay(Direction.TO_SERVER, Duration.ZERO, Duration.ofMillis(50));
            broker.proxy().delay(Direction.TO_CLIENT, Duration.ZERO, Duration.ofMillis(50));
            Pause.between(random, 500, 1500);
            broker.proxy().forward();
        }
    },
    STALL {
        @Override
        void strike(Broker broker, SplittableRandom random) {
            broker.proxy().pause(Direction.TO_SERVER);
            Pause.between(random, 300, 2500);
            broker.proxy().forward();
        }
    },
    LOSE_REQUESTS {
        @Override
        void strike(Broker broker, SplittableRandom random) {
            broker.proxy().drop(Direction.TO_SERVER);
            Pause.between(random, 300, 2500);
            broker.proxy().forward();
        }
    },
    LOSE_ANSWERS {
        @Override
        void strike(Broker broker, SplittableRandom random) {
            broker.proxy().drop(Direction.TO_CLIENT);
            Pause.between(random, 300, 2500);
            broker.proxy().forward();
        }
    },
    NO_SPACE {
        @Override
        void strike(Broker broker, SplittableRandom random) throws Exception {
            Filler filler = Filler.fill(broker.directUrl());
            Pause.between(random, 300, 1000);
            filler.close();
        }
    };

    /** Does it and undoes it; returns when the broker can work again. */
    abstract void strike(Broker broker, SplittableRandom random) throws Exception;
}
