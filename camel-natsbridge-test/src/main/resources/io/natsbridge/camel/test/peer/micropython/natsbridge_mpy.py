# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""NATSBridge for MicroPython: text, dictionaries and bytes, up to 50,000 bytes each, always in the envelope.

    bridge = NATSBridge("nats://broker.local:4222")
    bridge.smartsend("chat.room", [("greeting", "Hello", "text")])

    envelope = bridge.smartreceive(msg)  # msg: one of bridge.nats.messages
    for dataname, data, payload_type in envelope["payloads"]:
        ...

There are no tables, no file server and no payload metadata; ids start with mp-, timestamps are in local time.
"""

import binascii
import gc
import json
import os
import sys
import time

from nats_mpy import Nats

DEFAULT_BROKER_URL = os.getenv("NATS_URL") or "nats://localhost:4222"
MAX_PAYLOAD_SIZE = 50_000
BYTE_TYPES = ("image", "audio", "video", "binary")


class NatsBridgeError(Exception):
    """What the library raises; code is one of serialize, deserialize, envelope, payload, memory, unsupported."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
        self.message = message


class NATSBridge:
    def __init__(self, broker_url=None):
        self.broker_url = broker_url or DEFAULT_BROKER_URL
        self.nats = Nats(self.broker_url)

    def smartsend(self, subject, data, is_publish=True, **kwargs):
        """Sends (dataname, data, payload_type) tuples in one envelope; keywords are the envelope's fields.

        Returns the envelope and its JSON.
        """
        payloads = [self._payload(dataname, value, payload_type) for dataname, value, payload_type in data]
        env = {
            "correlation_id": kwargs.get("correlation_id") or generate_uuid(),
            "msg_id": kwargs.get("msg_id") or generate_uuid(),
            "timestamp": "%04d-%02d-%02dT%02d:%02d:%02dZ" % time.localtime()[:6],
            "send_to": subject,
            "msg_purpose": kwargs.get("msg_purpose", "chat"),
            "sender_name": kwargs.get("sender_name", "NATSBridge"),
            "sender_id": kwargs.get("sender_id") or generate_uuid(),
            "receiver_name": kwargs.get("receiver_name", ""),
            "receiver_id": kwargs.get("receiver_id", ""),
            "reply_to": kwargs.get("reply_to", ""),
            "reply_to_msg_id": kwargs.get("reply_to_msg_id", ""),
            "broker_url": "nats://" + self.broker_url.split("://")[-1].split("@")[-1],
            "metadata": kwargs.get("metadata", {}),
            "payloads": payloads,
        }
        env_json_str = json.dumps(env)
        if is_publish:
            self.publish(subject, env_json_str)
        return env, env_json_str

    def publish(self, subject, message, reply=""):
        self.nats.publish(subject, message.encode(), reply)
        self.nats.flush()

    def smartreceive(self, msg):
        """Reads a received message. Returns the envelope, its payloads as (dataname, data, payload_type)."""
        envelope = self.open_envelope(msg)
        envelope["payloads"] = [(p["dataname"], p["value"], p["payload_type"]) for p in envelope["payloads"]]
        return envelope

    def open_envelope(self, msg):
        """As smartreceive, but a payload keeps its fields but its data, and has value and bytes added."""
        gc.collect()
        if msg.payload is None:
            raise NatsBridgeError("memory", f"A message of {msg.size} bytes does not fit into the memory")
        try:
            envelope = json.loads(msg.payload)
            payloads = envelope["payloads"]
        except (ValueError, KeyError, TypeError) as e:
            raise NatsBridgeError("envelope", f"The message is no envelope: {e}")
        if not isinstance(payloads, list):
            raise NatsBridgeError("envelope", "The envelope has no payloads list")
        msg.payload = None  # its data is in the envelope now, and memory is scarce
        for payload in payloads:
            payload["bytes"] = _decode(payload)
            payload["value"] = deserialize_data(payload["bytes"], payload["payload_type"])
        return envelope

    def _payload(self, dataname, value, payload_type):
        payload_bytes = serialize_data(value, payload_type)
        size = len(payload_bytes)
        if size > MAX_PAYLOAD_SIZE:
            raise NatsBridgeError("memory", f"Payload {dataname} of {size} bytes exceeds max size {MAX_PAYLOAD_SIZE}")
        return {
            "id": generate_uuid(),
            "dataname": dataname,
            "payload_type": payload_type,
            "transport": "direct",
            "encoding": "base64",
            "size": size,
            "data": binascii.b2a_base64(payload_bytes).decode().strip(),
        }


def _decode(payload):
    dataname, transport = payload.get("dataname"), payload.get("transport")
    if transport == "link":
        raise NatsBridgeError("unsupported", f"Payload {dataname} is a link: MicroPython has no file download")
    if transport != "direct":
        raise NatsBridgeError("envelope", f"Unknown transport type for payload '{dataname}': {transport}")
    payload_bytes = binascii.a2b_base64(payload.pop("data"))
    size = payload.get("size")
    if size is not None and size != len(payload_bytes):
        raise NatsBridgeError("payload", f"Payload '{dataname}' has {len(payload_bytes)} bytes, its size says {size}")
    return payload_bytes


def serialize_data(data, payload_type):
    """Data to the bytes of its payload type: str, what json can dump, or bytes."""
    if payload_type == "text":
        if not isinstance(data, str):
            raise NatsBridgeError("serialize", "Text data must be a string")
        return data.encode()
    if payload_type == "dictionary":
        return json.dumps(data).encode()
    if payload_type in BYTE_TYPES:
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise NatsBridgeError("serialize", f"{payload_type} data must be bytes")
        return bytes(data)
    raise NatsBridgeError("serialize", f"Unknown payload_type: {payload_type}")


def deserialize_data(data, payload_type):
    """The bytes of a payload type back to data."""
    if payload_type in BYTE_TYPES:
        return data
    if payload_type not in ("text", "dictionary"):
        raise NatsBridgeError("deserialize", f"Unknown payload_type: {payload_type}")
    try:
        return data.decode() if payload_type == "text" else json.loads(data)
    except ValueError as e:
        raise NatsBridgeError("deserialize", f"Failed to read a {payload_type}: {e}")


def generate_uuid():
    """An id made of the clock; it is no UUID."""
    now = time.time_ns()
    return "mp-%04x%04x-%04x-%04x-%04x-%04x%04x%04x" % (
        now // 10**6 % 0xFFFFFFFF,
        now % 0xFFFFFFFF,
        now >> 32 & 0xFFFF,
        now >> 48 & 0xFFFF,
        now >> 64 & 0xFFFF,
        now >> 80 & 0xFFFF,
        now >> 96 & 0xFFFF,
        now >> 112 & 0xFFFF,
    )


def log_trace(correlation_id, message):
    """One line on stderr."""
    print(f"[Correlation: {correlation_id}] {message}", file=sys.stderr)
