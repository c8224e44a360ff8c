/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.it.OnceProgram.Point;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A JVM that dies with a message half done leaves either no effect of it or the whole, and the next one adds what is missing. */
@SuppressWarnings("try") // what only has to be open
class OnceCrashIT {

    private static final String STREAM = "payments";
    private static final String DURABLE = "booking";
    private static final int AMOUNT = 42;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    @TempDir
    Path directory;

    private Wire wire;

    @BeforeEach
    void makeTheStream() throws Exception {
        wire = Wire.to(NATS.url());
        Connection nats = wire.connection();
        nats.jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects(STREAM)
                        .build());
        nats.jetStreamManagement()
                .addOrUpdateConsumer(
                        STREAM,
                        ConsumerConfiguration.builder()
                                .durable(DURABLE)
                                .filterSubject(STREAM)
                                .ackWait(Duration.ofSeconds(1))
                                .build());
    }

    @AfterEach
    void deleteTheStream() throws Exception {
        wire.connection().jetStreamManagement().deleteStream(STREAM);
        wire.close();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageWhoseJvmDiedHasItsEffectOnce(Point point) throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("bookings");
        JdbcDataSource database = OnceProgram.database(url);
        JdbcTemplate sql = new JdbcTemplate(database);
        sql.execute("create table booking (amount int)");
        Contexts.sent(camel.start(), Uri.of(NATS, STREAM, "jetstreamEnabled=true"), String.valueOf(AMOUNT));

        try (Program program = Program.of(OnceProgram.class, directory.resolve("output"))
                .jvmOptions("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .start(NATS.url(), url, point.name())) {
            assertThat(program.awaitEnd()).isEqualTo(OnceProgram.HALTED);
        }
        assertThat(amounts(sql))
                .as("left by the JVM that died")
                .isEqualTo(point == Point.BEFORE_COMMIT ? List.of() : List.of(AMOUNT));
        assertThat(consumer().getNumAckPending()).isEqualTo(1);

        AtomicInteger booked = new AtomicInteger();
        try (CamelContext next = OnceProgram.start(NATS.url(), database, exchange -> booked.incrementAndGet())) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(consumer().getAckFloor().getStreamSequence()).isEqualTo(1);
                assertThat(consumer().getDelivered().getConsumerSequence()).isGreaterThanOrEqualTo(2);
            });
        }
        assertThat(amounts(sql)).containsExactly(AMOUNT);
        assertThat(booked).hasValue(point == Point.BEFORE_COMMIT ? 1 : 0);
    }

    private static List<Integer> amounts(JdbcTemplate sql) {
        return sql.queryForList("select amount from booking", Integer.class);
    }

    private ConsumerInfo consumer() throws Exception {
        return wire.connection().jetStreamManagement().getConsumerInfo(STREAM, DURABLE);
    }
}
