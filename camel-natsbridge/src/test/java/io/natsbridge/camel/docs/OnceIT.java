/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A message that comes twice has its effect once, where the effect and the message's id are stored in one transaction. */
class OnceIT {

    private static final String STREAM = "payments";

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    private final CamelContext context = new DefaultCamelContext();
    private final AtomicInteger deliveries = new AtomicInteger();
    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcTemplate sql = new JdbcTemplate(database);

    @BeforeEach
    void prepare() throws Exception {
        database.setURL("jdbc:h2:mem:once;DB_CLOSE_DELAY=-1");
        sql.execute("create table booking (amount int)");
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        context.getRegistry().bind("database", database);
        context.getRegistry().bind("transactions", transactions);
        context.getRegistry()
                .bind(
                        "booked",
                        new JdbcMessageIdRepository(database, new TransactionTemplate(transactions), "booking"));
        context.getComponent("natsbridge", NatsBridgeComponent.class)
                .getConfiguration()
                .setServers(NATS.url());
        try (Connection nats = Nats.connect(NATS.url())) {
            nats.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(STREAM)
                            .subjects(STREAM)
                            .build());
            nats.jetStreamManagement()
                    .addOrUpdateConsumer(
                            STREAM,
                            ConsumerConfiguration.builder()
                                    .durable("booking")
                                    .filterSubject(STREAM)
                                    .ackWait(Duration.ofSeconds(1))
                                    .build());
        }
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        sql.execute("shutdown");
        try (Connection nats = Nats.connect(NATS.url())) {
            nats.jetStreamManagement().deleteStream(STREAM);
        }
    }

    @Test
    void aFinishedMessageWhoseAcknowledgementWasLostHasItsEffectOnce() throws Exception {
        start(exchange -> {
            if (deliveries.incrementAndGet() == 1) {
                NATS.pause();
            }
        });
        send(42);
        await().atMost(Duration.ofSeconds(20)).until(() -> deliveries.get() == 1);
        await().during(Duration.ofMillis(300))
                .until(() -> context.getInflightRepository().size() == 0);
        NATS.kill();
        NATS.startAgain();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(consumer().getDelivered().getConsumerSequence()).isGreaterThanOrEqualTo(2);
            assertThat(settled()).isEqualTo(1);
        });
        assertThat(deliveries)
                .as("exchanges that passed the idempotent consumer")
                .hasValue(1);
        assertThat(bookings()).containsExactly(42);
    }

    @Test
    void aMessageWhoseRouteFailsAfterItsEffectHasItOnce() throws Exception {
        start(exchange -> {
            if (deliveries.incrementAndGet() == 1) {
                throw new IllegalStateException("after the effect");
            }
        });
        send(7);
        send(8);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(settled()).isEqualTo(2));
        assertThat(bookings()).containsExactlyInAnyOrder(7, 8);
        assertThat(deliveries).hasValue(3);
    }

    private void start(Processor last) throws Exception {
        context.addRoutes(new OnceRoutes());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:booked").process(last);
            }
        });
        context.start();
    }

    private void send(int amount) {
        context.createProducerTemplate().sendBody("natsbridge:payments?jetstreamEnabled=true", String.valueOf(amount));
    }

    private List<Integer> bookings() {
        return sql.queryForList("select amount from booking", Integer.class);
    }

    private long settled() throws Exception {
        ConsumerInfo consumer = consumer();
        return consumer.getNumAckPending() > 0 ? 0 : consumer.getAckFloor().getStreamSequence();
    }

    private static ConsumerInfo consumer() throws Exception {
        try (Connection nats = Nats.connect(NATS.url())) {
            return nats.jetStreamManagement().getConsumerInfo(STREAM, "booking");
        }
    }
}
