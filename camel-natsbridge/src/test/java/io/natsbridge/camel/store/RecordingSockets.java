/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketImplFactory;
import java.net.SocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Sockets for a whole JVM that lead nowhere: each connection that anybody asks for is noted, those to known addresses get an answer, all others are refused. To be used
 * by one thread.
 */
final class RecordingSockets implements SocketImplFactory {

    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
            .getBytes(StandardCharsets.US_ASCII);

    private final Set<InetSocketAddress> known;
    private final List<InetSocketAddress> asked = new ArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    /** @param known the addresses that answer */
    RecordingSockets(Set<InetSocketAddress> known) {
        this.known = known;
    }

    @Override
    public SocketImpl createSocketImpl() {
        return new Recorded();
    }

    /** Where connections were asked for since the last call of {@link #forget}. */
    List<InetSocketAddress> asked() {
        return asked;
    }

    boolean isKnown(InetSocketAddress address) {
        return known.contains(address);
    }

    /** What was sent since then. */
    String sent() {
        return sent.toString(StandardCharsets.ISO_8859_1);
    }

    void forget() {
        asked.clear();
        sent.reset();
    }

    /** One socket. */
    private final class Recorded extends SocketImpl {

        private final InputStream answer = new ByteArrayInputStream(ANSWER);
        private int timeout;

        @Override
        protected void connect(SocketAddress wanted, int millis) throws ConnectException {
            InetSocketAddress given = (InetSocketAddress) wanted;
            asked.add(given);
            if (!isKnown(given)) {
                throw new ConnectException("no connection leaves this JVM");
            }
            address = given.getAddress();
            port = given.getPort();
        }

        @Override
        protected void connect(String host, int wantedPort) throws ConnectException {
            connect(new InetSocketAddress(host, wantedPort), 0);
        }

        @Override
        protected void connect(InetAddress host, int wantedPort) throws ConnectException {
            connect(new InetSocketAddress(host, wantedPort), 0);
        }

        @Override
        protected InputStream getInputStream() {
            return answer;
        }

        @Override
        protected OutputStream getOutputStream() {
            return sent;
        }

        @Override
        protected int available() {
            return 0;
        }

        @Override
        public void setOption(int option, Object value) {
            if (option == SocketOptions.SO_TIMEOUT) {
                timeout = (Integer) value;
            }
        }

        @Override
        public Object getOption(int option) {
            return switch (option) {
                case SocketOptions.SO_BINDADDR -> InetAddress.getLoopbackAddress();
                case SocketOptions.SO_TIMEOUT -> timeout;
                case SocketOptions.TCP_NODELAY, SocketOptions.SO_KEEPALIVE, SocketOptions.SO_REUSEADDR -> false;
                default -> -1;
            };
        }

        @Override
        protected void create(boolean stream) {
            localport = 1;
        }

        @Override
        protected void bind(InetAddress host, int wantedPort) {
            localport = wantedPort;
        }

        @Override
        protected void listen(int backlog) {
            throw new UnsupportedOperationException("nobody listens in this JVM");
        }

        @Override
        protected void accept(SocketImpl socket) {
            throw new UnsupportedOperationException("nobody listens in this JVM");
        }

        @Override
        protected void sendUrgentData(int data) {
            throw new UnsupportedOperationException("nothing is urgent");
        }

        @Override
        protected void shutdownInput() {
            timeout = 0;
        }

        @Override
        protected void shutdownOutput() {
            timeout = 0;
        }

        @Override
        protected void close() {
            timeout = 0;
        }
    }
}
