# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""A peer that is commanded over stdin and tells over stdout, in JSON lines.

../README.md has the commands and events. It ends when stdin does.
"""

import binascii
import gc
import hashlib
import json
import math
import select
import sys
import time

from natsbridge_mpy import NATSBridge, NatsBridgeError, generate_uuid, log_trace

ENVELOPE_OPTIONS = (
    "correlation_id",
    "msg_id",
    "msg_purpose",
    "sender_name",
    "sender_id",
    "receiver_name",
    "receiver_id",
    "reply_to",
    "reply_to_msg_id",
    "metadata",
)


class Peer:
    def __init__(self, bridge):
        self.bridge = bridge
        self.handlers = {}  # by the broker's number of a subscription: (id of the command, function)
        self.sids = {}  # that number, by the id of the command
        self.deadlines = {}  # of requests, in ms, by the same number: (deadline, id, text)

    def run(self, command):
        name = command["cmd"]
        method = getattr(self, "do_" + name, None)
        if method is None:
            raise NatsBridgeError("command", f"Unknown command: {name}")
        result = method(command, command.get("options", {}))
        if result is not None:
            result.update({"event": "done", "id": command["id"]})
            emit(result)

    def do_send(self, command, options):
        env, _ = self.bridge.smartsend(command["subject"], data_of(command["payloads"]), **fields_of(options))
        heads = [head_of(payload) for payload in env.pop("payloads")]
        return {"sent": {"subject": command["subject"], "envelope": env, "payloads": heads}}

    def do_subscribe(self, command, options):
        self.listen(command, lambda msg: emit(tell(command["id"], msg, self.bridge.open_envelope(msg))))
        return {}

    def do_respond(self, command, options):
        mode = command.get("mode", "echo")

        def handle(msg):
            request = self.bridge.open_envelope(msg)
            emit(tell(command["id"], msg, request))
            if mode == "echo":
                data = [(p["dataname"], p["value"], p["payload_type"]) for p in request["payloads"]]
                self.answer(msg, request, data, options)
            elif mode == "fixed":
                self.answer(msg, request, data_of(command["payloads"]), options)

        self.listen(command, handle)
        return {}

    def do_request(self, command, options):
        """Waits in the main loop, so that other messages, and its own request, can be answered meanwhile."""
        subject, timeout = command["subject"], command.get("timeout", 20_000)
        inbox = "_INBOX." + generate_uuid()
        by_nats = command.get("via", "nats") == "nats"
        fields = fields_of(options)
        if not by_nats:
            fields["reply_to"] = fields.get("reply_to", inbox)
        _, message = self.bridge.smartsend(subject, data_of(command["payloads"]), is_publish=False, **fields)
        sid = self.bridge.nats.subscribe(inbox)
        deadline = time.ticks_add(time.ticks_ms(), timeout)
        self.deadlines[sid] = (deadline, command["id"], f"No reply from {subject} in {timeout} ms")

        def handle(msg):
            self.forget(sid)
            reply = tell(0, msg, self.bridge.open_envelope(msg))
            emit({"event": "done", "id": command["id"], "reply": reply})

        self.handlers[sid] = (command["id"], handle)
        self.bridge.publish(subject, message, inbox if by_nats else "")

    def do_publishRaw(self, command, options):
        if command.get("headers"):
            raise NatsBridgeError("unsupported", "The MicroPython peer sends no headers")
        message = binascii.a2b_base64(command["base64"])
        self.bridge.nats.publish(command["subject"], message, command.get("reply", ""))
        self.bridge.nats.flush()
        return {}

    def do_unsubscribe(self, command, options):
        self.forget(self.sids.pop(command["subscription"]))
        self.bridge.nats.flush()
        return {}

    def do_quit(self, command, options):
        emit({"event": "done", "id": command["id"]})
        sys.exit(0)

    def listen(self, command, handle):
        sid = self.bridge.nats.subscribe(command["subject"], command.get("queue", ""))
        self.handlers[sid] = (command["id"], handle)
        self.sids[command["id"]] = sid
        self.bridge.nats.flush()

    def forget(self, sid):
        self.bridge.nats.unsubscribe(sid)
        self.handlers.pop(sid, None)
        self.deadlines.pop(sid, None)

    def answer(self, msg, request, data, options):
        """To the reply inbox of the NATS message when there is one, else to where the envelope says."""
        subject = msg.reply or request.get("reply_to") or ""
        if not subject or subject.startswith("$"):
            raise NatsBridgeError("no_reply_subject", f"The request names no subject to answer to: '{subject}'")
        fields = {
            "correlation_id": request.get("correlation_id"),
            "reply_to_msg_id": request.get("msg_id", ""),
            "receiver_name": request.get("sender_name", ""),
            "receiver_id": request.get("sender_id", ""),
        }
        fields.update(fields_of(options))
        self.bridge.smartsend(subject, data, **fields)

    def handle_messages(self):
        while self.bridge.nats.messages:
            msg = self.bridge.nats.messages.pop(0)
            id, handle = self.handlers.get(msg.sid, (None, None))
            if handle:
                guarded({"id": id}, lambda: handle(msg))

    def expire_requests(self):
        for sid, (deadline, id, text) in list(self.deadlines.items()):
            if time.ticks_diff(deadline, time.ticks_ms()) <= 0:
                self.forget(sid)
                emit({"event": "error", "id": id, "code": "timeout", "message": text})


def fields_of(options):
    return {name: options[name] for name in ENVELOPE_OPTIONS if name in options}


def data_of(payloads):
    return [(p["dataname"], value_of(p), p["type"]) for p in payloads]


def value_of(payload):
    if "path" in payload:
        raise NatsBridgeError("unsupported", "The MicroPython peer sends no files")
    if "base64" not in payload:
        return from_notation(payload.get("value"))
    content = binascii.a2b_base64(payload["base64"])
    if payload["type"] == "text":
        return content.decode()
    return json.loads(content) if payload["type"] == "dictionary" else content


def from_notation(value):
    if isinstance(value, list):
        return [from_notation(item) for item in value]
    if not isinstance(value, dict):
        return value
    tag = tag_of(value)
    if tag is None or tag == "$object":
        return {key: from_notation(item) for key, item in value.get("$object", value).items()}
    if tag == "$bytes":
        return binascii.a2b_base64(value[tag])
    if tag == "$bigint":
        return int(value[tag])
    if tag == "$float":
        return float(value[tag])
    raise NatsBridgeError("serialize", f"MicroPython has no value for {tag}")


def to_notation(value):
    if isinstance(value, float) and not math.isfinite(value):
        return {"$float": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, bytes):
        return {"$bytes": binascii.b2a_base64(value).decode().strip()}
    if isinstance(value, list):
        return [to_notation(item) for item in value]
    if isinstance(value, dict):
        content = {key: to_notation(item) for key, item in value.items()}
        return {"$object": content} if tag_of(value) else content
    return value


def tag_of(value):
    key = next(iter(value), "") if len(value) == 1 else ""
    return key if key.startswith("$") else None


def tell(subscription, msg, envelope):
    return {
        "event": "message",
        "subscription": subscription,
        "subject": msg.subject,
        "reply": msg.reply,
        "headers": {},
        "envelope": {name: value for name, value in envelope.items() if name != "payloads"},
        "payloads": [tell_payload(payload) for payload in envelope["payloads"]],
    }


def tell_payload(payload):
    told = head_of(payload)
    told["size"] = len(payload["bytes"])
    told["sha256"] = binascii.hexlify(hashlib.sha256(payload["bytes"]).digest()).decode()
    told["value"] = to_notation(payload["value"])
    return told


def head_of(payload):
    head = {name: payload.get(name) for name in ("id", "dataname", "transport", "encoding", "size", "metadata")}
    head["type"] = payload["payload_type"]
    return head


def emit(event):
    """Text from another peer's JSON escapes may hold surrogates, which would be written as ill-formed UTF-8."""
    part = []
    for c in json.dumps(event):
        part.append(c if ord(c) < 0x80 else escape(ord(c)))
        if len(part) == 512:
            sys.stdout.write("".join(part))
            part.clear()
    sys.stdout.write("".join(part) + "\n")
    gc.collect()


def escape(code):
    if code < 0x10000:
        return "\\u%04x" % code
    code -= 0x10000
    return "\\u%04x\\u%04x" % (0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF))


def guarded(command, task):
    """The command may get its id while the task runs."""
    try:
        task()
    except Exception as e:
        id = command.get("id")
        sys.print_exception(e, sys.stderr)
        code = "memory" if isinstance(e, MemoryError) else getattr(e, "code", type(e).__name__)
        emit({"event": "error", "id": id, "code": code, "message": getattr(e, "message", str(e))})


def obey(peer, line):
    command = {}

    def task():
        command.update(json.loads(line))
        log_trace(command.get("id"), command.get("cmd"))
        peer.run(command)

    guarded(command, task)


def main():
    try:
        bridge = NATSBridge()
    except OSError as e:
        emit({"event": "error", "id": None, "code": "connect", "message": f"Failed to connect to the broker: {e}"})
        sys.exit(1)
    runtime = sys.version.split("; ")[-1]
    emit({"event": "ready", "runtime": runtime, "maxPayload": bridge.nats.info["max_payload"]})
    peer = Peer(bridge)
    poll = select.poll()
    poll.register(sys.stdin, select.POLLIN)
    poll.register(bridge.nats.sock, select.POLLIN)
    while True:
        for ready, _ in poll.poll(100 if peer.deadlines else 1000):
            if ready is sys.stdin:
                line = sys.stdin.readline()
                if not line:
                    sys.exit(0)
                obey(peer, line)
            elif ready is bridge.nats.sock:
                bridge.nats.read()
        peer.handle_messages()
        peer.expire_requests()


try:
    main()
except Exception as e:  # MicroPython itself would print it to stdout
    sys.print_exception(e, sys.stderr)
    sys.exit(1)
