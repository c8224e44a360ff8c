/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Subscription;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.peer.MicroPythonPeer;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerProcess;
import io.natsbridge.camel.test.peer.PythonPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** Records what this component and the real peers send, with everything in it replaced that changes from run to run. */
final class Recorder implements AutoCloseable {

    static final String CAMEL = "camel";
    static final String SUBJECT = "demo.vectors";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Object> FIELDS = fields();

    private final PythonPeer python = new PythonPeer();
    private final Map<String, PeerProcess> peers = new TreeMap<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final String natsUrl;
    private final String plikUrl;
    private final Connection connection;
    private final Subscription subscription;
    private final ProducerTemplate template;

    /** A message as it was sent. */
    record Sent(byte[] text, List<Served> files) {}

    Recorder(String natsUrl, String plikUrl) throws IOException, InterruptedException {
        this.natsUrl = natsUrl;
        this.plikUrl = plikUrl;
        connection = Nats.connect(natsUrl);
        subscription = connection.subscribe(SUBJECT);
        for (Peer peer : List.of(new NodePeer(), python, new MicroPythonPeer())) {
            peers.put(peer.name(), peer.start(natsUrl, plikUrl));
        }
        context.start();
        template = context.createProducerTemplate();
    }

    private static Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("correlation_id", "conversation-1");
        fields.put("msg_id", "message-1");
        fields.put("sender_name", "vector maker ü");
        fields.put("sender_id", "sender-1");
        fields.put("receiver_name", "anybody");
        fields.put("msg_purpose", "command");
        return fields;
    }

    /** The Python that can run pyarrow. */
    Path pythonInterpreter() {
        return python.interpreter();
    }

    /** A peer sends payloads. */
    Sent peer(String producer, List<OutgoingPayload> payloads, Map<String, ?> options) {
        Map<String, Object> all = new LinkedHashMap<>(FIELDS);
        all.putAll(options);
        peers.get(producer).send(SUBJECT, payloads, all);
        try {
            Message message = subscription.nextMessage(PATIENCE);
            return new Fixture(plikUrl).of(producer, message.getData());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** This component makes a message of a body. */
    Sent camel(Object body, String options) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(NatsBridgeConstants.CORRELATION_ID, FIELDS.get("correlation_id"));
        headers.put(NatsBridgeConstants.MSG_ID, FIELDS.get("msg_id"));
        headers.put(NatsBridgeConstants.SENDER_NAME, FIELDS.get("sender_name"));
        headers.put(NatsBridgeConstants.SENDER_ID, FIELDS.get("sender_id"));
        headers.put(NatsBridgeConstants.RECEIVER_NAME, FIELDS.get("receiver_name"));
        headers.put(NatsBridgeConstants.MSG_PURPOSE, FIELDS.get("msg_purpose"));
        String uri = "natsbridge:" + SUBJECT + "?publish=false&servers=" + natsUrl + "&fileserverUrl=" + plikUrl
                + (options.isEmpty() ? "" : "&" + options);
        Exchange exchange = template.send(uri, sent -> {
            sent.getMessage().setBody(body);
            sent.getMessage().setHeaders(headers);
        });
        if (exchange.getException() != null) {
            throw new IllegalStateException("Camel cannot send " + options, exchange.getException());
        }
        return new Fixture(plikUrl).of(CAMEL, exchange.getMessage().getBody(byte[].class));
    }

    /** What every receiver reads in such a message. */
    static ObjectNode expected(List<ObjectNode> payloads) {
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        ObjectNode envelope = expected.putObject("envelope");
        FIELDS.forEach((name, value) -> envelope.put(name, (String) value));
        envelope.put("send_to", SUBJECT)
                .put("receiver_id", "")
                .put("reply_to", "")
                .put("reply_to_msg_id", "");
        envelope.put("broker_url", "nats://localhost:4222").putObject("metadata");
        ArrayNode array = expected.putArray("payloads");
        new ArrayList<>(payloads).forEach(array::add);
        return expected;
    }

    @Override
    public void close() {
        peers.values().forEach(PeerProcess::close);
        template.stop();
        context.stop();
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
