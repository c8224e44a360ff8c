/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.reliability.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages over core NATS while the broker is killed: the broker's own trace says which of them it had. */
@Tag("reliability")
class CoreConfirmedIT {

    private static final int COUNT = 62_000;
    private static final int PER_SECOND = 6000;
    private static final int LONG_ROUNDS = 22;
    private static final int CONFIRM_SECONDS = 2;
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final List<Fault> FAULTS = List.of(
            Fault.KILL,
            Fault.KILL,
            Fault.KILL,
            Fault.KILL,
            Fault.KILL,
            Fault.KILL,
            Fault.HANG,
            Fault.CUT,
            Fault.STALL,
            Fault.LOSE_ANSWERS);
    /** The server notes every message that it reads before it answers the ping that follows. */
    private static final String TRACE = "trace: true\nmax_traced_msg_len: 48";

    private static final Pattern PUBLISHED =
            Pattern.compile("<<- \\[H?PUB core\\.(\\d+)[ \\]]|<<- MSG_PAYLOAD:.*?" + PlainSender.ID + ": *(\\d+)");
    private static final Row ROW = Row.of(
            "core-confirmed",
            "core messages confirmed that the broker has not had, and calls not classified in time",
            LONG_ROUNDS);

    @Test
    void whatIsConfirmedReachedTheBroker() throws Exception {
        Tally tally = ROW.measure((seed, figures) -> {
            try (Broker broker = Broker.start(seed, TRACE);
                    Sender sender = new BridgeSender(
                            "natsbridge:core?servers=" + broker.url(), "r" + seed, CoreConfirmedIT::subject)) {
                round(broker, sender, seed, figures);
            }
        });
        assertThat(tally.bad()).as(tally.describe()).isZero();
        assertThat(tally.tried()).isPositive();
    }

    @Test
    void theSameFaultsOnCamelNatsAreCounted() throws Exception {
        Tally tally = ROW.onCamelNats().measure((seed, figures) -> {
            try (Broker broker = Broker.start(seed, TRACE);
                    Sender sender = new PlainSender("nats:core?maxReconnectAttempts=-1&servers=" + broker.url())) {
                round(broker, sender, seed, figures);
            }
        });
        assertThat(tally.tried()).isPositive();
    }

    private static String subject(int id) {
        return "core." + id;
    }

    private static void round(Broker broker, Sender sender, long seed, Tally tally) throws Exception {
        List<Fault> faults = new ArrayList<>(FAULTS);
        Collections.shuffle(faults, new Random(seed));
        System.out.println("faults: " + faults);
        Ledger ledger = new Ledger();
        Load load = new Load(sender, ledger, new Letters(seed, 100, 400), Set.of(Kind.ERROR));
        CompletableFuture<Void> storm = new Storm(broker, faults, seed).over(load::ended, COUNT);
        load.run(COUNT, PER_SECOND);
        storm.get(2, TimeUnit.MINUTES);
        awaitSilence(broker);
        Matcher seen = PUBLISHED.matcher(broker.server().log());
        while (seen.find()) {
            ledger.stored(Integer.parseInt(seen.group(1) == null ? seen.group(2) : seen.group(1)), "");
        }
        judge(ledger, tally);
    }

    /** Until the broker reads nothing more: a client may still be sending what it has kept. */
    private static void awaitSilence(Broker broker) {
        int before = -1;
        for (int now = 0; now != before; now = broker.server().log().length()) {
            before = now;
            Pause.of(SILENCE);
        }
    }

    private static void judge(Ledger ledger, Tally tally) {
        Verdict verdict = new Checker(Duration.ofSeconds(CONFIRM_SECONDS)).check(ledger.history(), Kind.STORED);
        tally.tried(ledger.ids(Kind.OK));
        tally.bad(verdict.count(Anomaly.LOST), verdict.toString());
        tally.bad(verdict.count(Anomaly.UNCLASSIFIED), verdict.toString());
        tally.bad(verdict.count(Anomaly.DENIED), verdict.toString());
        tally.count("kills", FAULTS.stream().filter(Fault.KILL::equals).count());
        tally.count(
                "other faults",
                FAULTS.stream().filter(fault -> fault != Fault.KILL).count());
        tally.count("ended in error", ledger.count(Kind.ERROR));
        tally.count("ended unknown", ledger.count(Kind.UNKNOWN));
        tally.count("ok and missing at the broker", verdict.count(Anomaly.LOST));
        tally.count("twice at the broker", verdict.count(Anomaly.DOUBLED));
    }
}
