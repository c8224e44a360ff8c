# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""A minimal NATS client for MicroPython: no threads, no TLS, no headers, no reconnect."""

import json
import select
import socket

CRLF = b"\r\n"
MAX_MESSAGE = 150_000  # bytes; a larger message is skipped, since a small heap cannot hold it


class Msg:
    """A message; payload is None if it was too large, size is its size all the same."""

    def __init__(self, subject, sid, reply, size, payload):
        self.subject = subject
        self.sid = sid
        self.reply = reply
        self.size = size
        self.payload = payload


class Nats:
    """A connection. What comes is put into `messages` by `read` and `flush`; nothing is called back."""

    def __init__(self, url):
        user, password, host, port = _parse(url)
        self.messages = []
        self._buffer = b""
        self._pongs = 0
        self._last_sid = 0
        self.sock = socket.socket()
        self.sock.connect(socket.getaddrinfo(host, port)[0][-1])
        self._poll = select.poll()
        self._poll.register(self.sock, select.POLLIN)
        self.info = json.loads(self._line()[len("INFO ") :])
        options = {"verbose": False, "pedantic": False, "lang": "micropython", "version": "1.0.0", "protocol": 1}
        if password:
            options.update({"user": user, "pass": password})
        elif user:
            options["auth_token"] = user
        self._send(b"CONNECT " + json.dumps(options).encode() + CRLF)
        self.flush()

    def publish(self, subject, payload, reply=""):
        self._send(f"PUB {subject} {reply} {len(payload)}\r\n".encode() + payload + CRLF)

    def subscribe(self, subject, queue=""):
        """Returns the subscription's number."""
        self._last_sid += 1
        self._send(f"SUB {subject} {queue} {self._last_sid}\r\n".encode())
        return self._last_sid

    def unsubscribe(self, sid):
        self._send(f"UNSUB {sid}\r\n".encode())

    def flush(self):
        """Waits until the broker has taken all that was sent.

        Takes what came with its answer: nothing would make the socket readable for that again.
        """
        wanted = self._pongs + 1
        self._send(b"PING\r\n")
        while self._pongs < wanted:
            self._operation()
        self._take_buffered()

    def read(self):
        """Takes what has come. Waits for nothing: a flush since the socket was last asked may have taken all of it."""
        if self._poll.poll(0):
            self._operation()
        self._take_buffered()

    def close(self):
        self.sock.close()

    def _take_buffered(self):
        while CRLF in self._buffer:
            self._operation()

    def _operation(self):
        line = self._line()
        if line.startswith("MSG "):
            self.messages.append(self._message(line.split()))
        elif line == "PING":
            self._send(b"PONG\r\n")
        elif line == "PONG":
            self._pongs += 1
        elif line.startswith("-ERR"):
            raise OSError(f"The broker says {line}")

    def _message(self, words):
        size = int(words[-1])
        reply = words[3] if len(words) == 5 else ""
        if size > MAX_MESSAGE:
            self._skip(size + len(CRLF))
            return Msg(words[1], int(words[2]), reply, size, None)
        while len(self._buffer) < size + len(CRLF):
            self._receive()
        payload = self._buffer[:size]
        self._buffer = self._buffer[size + len(CRLF) :]
        return Msg(words[1], int(words[2]), reply, size, payload)

    def _skip(self, count):
        while len(self._buffer) < count:
            count -= len(self._buffer)
            self._buffer = b""
            self._receive()
        self._buffer = self._buffer[count:]

    def _line(self):
        while CRLF not in self._buffer:
            self._receive()
        end = self._buffer.find(CRLF)
        line = self._buffer[:end].decode()
        self._buffer = self._buffer[end + len(CRLF) :]
        return line

    def _receive(self):
        received = self.sock.recv(8192)
        if not received:
            raise OSError("The broker closed the connection")
        self._buffer += received

    def _send(self, data):
        view = memoryview(data)
        while len(view) > 0:
            view = view[self.sock.write(view) :]


def _parse(url):
    rest = url.split(",")[0].split("://")[-1].rstrip("/")
    credentials, _, address = rest.rpartition("@")
    user, _, password = credentials.partition(":")
    host, _, port = address.partition(":")
    return user, password, host, int(port or 4222)
