/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Message;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.test.nats.NatsExtension;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A send that Camel's error handler repeats is one message: whoever gets it twice knows it by its id. */
class RepeatedSendIT {

    private static final String SUBJECT = "repeated";

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    final Contexts camel = new Contexts();

    @Test
    void everyRepetitionHasTheSameMessageIdAndTheNextMessageAnother() {
        List<String> attempts = new CopyOnWriteArrayList<>();
        FileserverUploadHandler handler = upload -> {
            attempts.add(upload.msgId());
            if (attempts.size() <= 3) {
                throw new IOException("the file server is down");
            }
            return StoredFile.at("http://localhost/file");
        };
        CamelContext context = camel.create();
        context.getRegistry().bind("store", handler);
        String uri = Uri.of(NATS, SUBJECT, "fileserverUploadHandler=#store", "sizeThreshold=0", "maxRetries=1");
        camel.start(context, routes -> {
            routes.errorHandler(routes.defaultErrorHandler()
                    .maximumRedeliveries(3)
                    .redeliveryDelay(0)
                    .logRetryAttempted(false));
            routes.from("direct:in").to(uri);
        });
        try (Wire wire = Wire.to(NATS.url())) {
            List<Message> arrived = wire.record(SUBJECT);
            Contexts.sent(context, "direct:in", "repeated");
            Contexts.sent(context, "direct:in", "another");
            await().until(() -> arrived.size() == 2);
            assertThat(attempts).hasSize(5);
            assertThat(attempts.subList(0, 4)).containsOnly(msgId(arrived.get(0)));
            assertThat(attempts.get(4)).isEqualTo(msgId(arrived.get(1))).isNotEqualTo(attempts.get(0));
        }
    }

    @Test
    void whatFailedForOneSubjectIsAnotherMessageForTheNext() {
        List<String> ids = new CopyOnWriteArrayList<>();
        FileserverUploadHandler handler = upload -> {
            ids.add(upload.msgId());
            throw new IOException("the file server is down");
        };
        CamelContext context = camel.create();
        context.getRegistry().bind("store", handler);
        String uri = Uri.of(NATS, SUBJECT, "fileserverUploadHandler=#store", "sizeThreshold=0", "maxRetries=1");
        camel.start(context, routes -> {
            routes.onException(FileserverException.class).continued(true);
            routes.from("direct:in")
                    .to(uri)
                    .setHeader(NatsBridgeConstants.SUBJECT, routes.constant("elsewhere"))
                    .to(uri)
                    .to(uri);
        });
        Contexts.send(context, "direct:in", "x");
        assertThat(ids).hasSize(3);
        assertThat(ids.get(1)).isNotEqualTo(ids.get(0)).isEqualTo(ids.get(2));
    }

    private static String msgId(Message message) {
        return Wire.json(message).path("msg_id").asText();
    }
}
