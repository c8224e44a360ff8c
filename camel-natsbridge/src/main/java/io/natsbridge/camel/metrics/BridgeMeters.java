/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.natsbridge.camel.bridge.BridgeObserver;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts and times what a context's component does. All meters but those of refusals are made at once, so that a message costs no search for them; they have few tags, each with
 * few values: no subject, no id, no host.
 */
public final class BridgeMeters implements BridgeObserver {

    /** What the names of all meters begin with. */
    static final String PREFIX = "camel.natsbridge.";

    /** The tag with the name of the Camel context, as Camel's own meters have it. */
    static final String CONTEXT = "camelContext";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Direction, Flow> flows = new EnumMap<>(Direction.class);
    private final Map<PayloadType, Timer> encode;
    private final Map<PayloadType, Timer> decode;
    private final Map<Kind, TransferMeters> transfers = new EnumMap<>(Kind.class);
    private final Timer publish;
    private final Timer request;
    private final Counter redeliveries;
    private final Counter drops;
    private final Counter deadLetters;
    private final Counter breaks;

    /** @param context the name of the Camel context */
    public BridgeMeters(MeterRegistry registry, String context) {
        this.registry = registry;
        this.tags = Tags.of(CONTEXT, context);
        for (Direction direction : Direction.values()) {
            flows.put(direction, new Flow(registry, tags.and("direction", wireName(direction))));
        }
        encode = new EnumMap<>(byType("encode", "Time to turn a value into bytes", Function.identity()));
        decode = new EnumMap<>(byType("decode", "Time to turn bytes into a value", Function.identity()));
        for (Kind kind : Kind.values()) {
            String name = wireName(kind);
            transfers.put(
                    kind,
                    new TransferMeters(
                            registry,
                            byType(
                                    name,
                                    "Time of a successful " + name + ", repetitions included",
                                    PayloadType::wireName),
                            counter("retries", "Repeated tries of transfers", tags.and("operation", name))));
        }
        publish = timer("publish", "Time until the broker has a message, confirmed where that is asked for", tags);
        request = timer("request", "Time until a request is answered", tags);
        redeliveries = counter("redeliveries", "Messages of streams that came again", tags);
        drops = counter("drops", "Messages dropped because more than maxInFlight waited", tags);
        deadLetters = counter("dead.letters", "Messages of streams that were given up", tags);
        breaks = counter("connection.breaks", "Breaks of the connections to the broker", tags);
        showSpool();
    }

    private void showSpool() {
        String name = PREFIX + "spool.bytes";
        if (registry.find(name).tags(tags).gauge() == null) {
            Gauge.builder(name, Spool::bytesInUse)
                    .description("Bytes on disk in spool files of the process")
                    .baseUnit("bytes")
                    .tags(tags)
                    .register(registry);
        }
    }

    private <K> Map<K, Timer> byType(String name, String description, Function<PayloadType, K> key) {
        return Stream.of(PayloadType.values())
                .collect(Collectors.toMap(key, type -> timer(name, description, tags.and("type", type.wireName()))));
    }

    private Timer timer(String name, String description, Tags all) {
        return Timer.builder(PREFIX + name).description(description).tags(all).register(registry);
    }

    private Counter counter(String name, String description, Tags all) {
        return Counter.builder(PREFIX + name).description(description).tags(all).register(registry);
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public long clock() {
        return registry.config().clock().monotonicTime();
    }

    private void record(Timer timer, long since) {
        timer.record(clock() - since, TimeUnit.NANOSECONDS);
    }

    @Override
    public Progress begin(Transfer transfer) {
        return transfers.get(transfer.kind()).begin(transfer.payloadType());
    }

    @Override
    public void encoded(PayloadType type, long since) {
        record(encode.get(type), since);
    }

    @Override
    public void decoded(PayloadType type, long since) {
        record(decode.get(type), since);
    }

    @Override
    public void sent(Envelope envelope) {
        flows.get(Direction.SENT).count(envelope);
    }

    @Override
    public void published(long since) {
        record(publish, since);
    }

    @Override
    public void answered(long since) {
        record(request, since);
    }

    @Override
    public void received(Envelope envelope) {
        flows.get(Direction.RECEIVED).count(envelope);
    }

    @Override
    public void refused(Direction direction, Throwable failure) {
        if (failure instanceof NatsBridgeException e) {
            Tags all = tags.and("direction", wireName(direction), "code", e.code());
            counter("refusals", "Messages that could not be sent or read, by error code", all)
                    .increment();
        }
    }

    @Override
    public void redelivered() {
        redeliveries.increment();
    }

    @Override
    public void dropped() {
        drops.increment();
    }

    @Override
    public void buried() {
        deadLetters.increment();
    }

    @Override
    public void disconnected() {
        breaks.increment();
    }
}
