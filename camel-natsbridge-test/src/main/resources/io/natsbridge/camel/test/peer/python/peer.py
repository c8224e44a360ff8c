# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""A peer that is commanded over stdin and tells over stdout, in JSON lines.

../README.md has the commands and events. It ends when stdin does.
"""

import asyncio
import base64
import json
import platform
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import nats
import pandas as pd
import pyarrow as pa
from natsbridge import DEFAULT_FILESERVER_URL, Raw, connect, flush, open_envelope, smartsend
from source import bytes_of, digest_of, size_of
from values import from_notation, rows_of, schema_of, table_of, to_notation

MAX_VALUE = 4_000_000  # bytes of a payload up to which its value is told
LONGEST_LINE = 1 << 30
UPLOAD_OPTIONS = ("one_shot", "link_ttl", "raw_link_name")
RECEIVE_OPTIONS = ("max_retries", "base_delay", "max_delay", "allowed_fileservers", "download_dir", "pandas")
PEER_OPTIONS = ("lenient", "max_value", "pandas_index")


class Coded(Exception):
    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


class Peer:
    """One method for each command; what it returns is added to the event done."""

    def __init__(self, connection: nats.NATS):
        self.connection = connection
        self.subscriptions: dict[int, Any] = {}

    async def send(self, subject: str, payloads: list[dict], options: dict, **_: Any) -> dict:
        env, _json = await self._smartsend(subject, [data_of(p, options) for p in payloads], options)
        heads = [head_of(payload) for payload in env.pop("payloads")]
        return {"sent": {"subject": subject, "envelope": env, "payloads": heads}}

    async def subscribe(self, id: int, subject: str, options: dict, queue: str = "", **_: Any) -> None:
        async def handle(msg) -> None:
            emit({"event": "message", **await message_of(id, msg, options)})

        await self._listen(id, subject, queue, handle)

    async def respond(
        self, id: int, subject: str, options: dict, mode: str = "echo", payloads: list = (), queue: str = "", **_: Any
    ) -> None:
        async def handle(msg) -> None:
            request = await open_envelope(msg, **receive_options(options))
            emit({"event": "message", **tell(id, msg, request, options)})
            if mode == "echo":
                data = [(p["dataname"], p["value"], p["payload_type"]) for p in request["payloads"]]
                await self._answer(msg, request, data, options)
            elif mode == "fixed":
                await self._answer(msg, request, [data_of(p, options) for p in payloads], options)

        await self._listen(id, subject, queue, handle)

    async def request(
        self, id: int, subject: str, payloads: list, options: dict, via: str = "nats", timeout: int = 20_000, **_: Any
    ) -> dict:
        data = [data_of(p, options) for p in payloads]
        ask = self._nats_request if via == "nats" else self._envelope_request
        try:
            msg = await ask(subject, data, timeout / 1000, options)
        except nats.errors.NoRespondersError as e:
            raise Coded("no_responders", f"Nobody listens on {subject}") from e
        except nats.errors.TimeoutError as e:
            raise Coded("timeout", f"No reply from {subject} in {timeout} ms") from e
        return {"reply": await message_of(id, msg, options)}

    async def publishRaw(  # noqa: N802 - the command's name
        self, subject: str, base64: str, reply: str = "", headers: dict[str, list[str]] | None = None, **_: Any
    ) -> None:
        if any(len(values) != 1 for values in (headers or {}).values()):
            raise Coded("command", "nats-py sends one value for each header")
        single = {name: values[0] for name, values in (headers or {}).items()}
        await self.connection.publish(subject, decode(base64), reply, single or None)
        await flush(self.connection)

    async def unsubscribe(self, subscription: int, **_: Any) -> None:
        await self.subscriptions.pop(subscription).unsubscribe()
        await flush(self.connection)

    async def quit(self, **_: Any) -> None:
        await self.connection.drain()

    async def _smartsend(self, subject: str, data: list[tuple], options: dict, **more: Any):
        rest = {k: v for k, v in options.items() if k not in UPLOAD_OPTIONS + RECEIVE_OPTIONS + PEER_OPTIONS}
        settings = {
            "nats_connection": self.connection,
            "fileserver_url": DEFAULT_FILESERVER_URL,
            "lenient": options.get("lenient", False),
            "upload_options": {k: options[k] for k in UPLOAD_OPTIONS if k in options},
        }
        return await smartsend(subject, data, **{**settings, **more, **rest})

    async def _listen(self, id: int, subject: str, queue: str, handle) -> None:
        async def safely(msg) -> None:
            try:
                await handle(msg)
            except Exception as e:
                fail(id, e)

        self.subscriptions[id] = await self.connection.subscribe(subject, queue, cb=safely)
        await flush(self.connection)

    async def _answer(self, msg, request: dict, data: list[tuple], options: dict) -> None:
        """To the reply inbox of the NATS message when there is one, else to where the envelope says."""
        subject = msg.reply or request.get("reply_to") or ""
        if not subject or subject.startswith("$"):
            raise Coded("no_reply_subject", f"The request names no subject to answer to: '{subject}'")
        fields = {
            "correlation_id": request["correlation_id"],
            "reply_to_msg_id": request.get("msg_id", ""),
            "receiver_name": request.get("sender_name", ""),
            "receiver_id": request.get("sender_id", ""),
        }
        await self._smartsend(subject, data, options, **fields)

    async def _nats_request(self, subject: str, data: list[tuple], timeout: float, options: dict):
        _, env_json = await self._smartsend(subject, data, {**options, "is_publish": False})
        return await self.connection.request(subject, env_json.encode(), timeout)

    async def _envelope_request(self, subject: str, data: list[tuple], timeout: float, options: dict):
        inbox = self.connection.new_inbox()
        subscription = await self.connection.subscribe(inbox)
        try:
            await flush(self.connection)
            await self._smartsend(subject, data, options, reply_to=inbox)
            return await subscription.next_msg(timeout)
        finally:
            await subscription.unsubscribe()


def data_of(payload: dict, options: dict) -> tuple[str, Any, str]:
    """A payload as a command gives it, to (dataname, data, payload_type)."""
    dataname, kind, value = payload["dataname"], payload["type"], payload.get("value")
    if "path" in payload:
        return dataname, Path(payload["path"]), kind
    if "base64" in payload:
        return dataname, Raw(decode(payload["base64"])), kind
    if kind in ("table", "arrowtable"):
        if isinstance(value, dict) and "columns" in value:
            table = table_of(value["columns"], value["rows"])
            return dataname, table.to_pandas() if options.get("pandas") else table, kind
        frame = pd.DataFrame(from_notation(value))
        if options.get("pandas_index"):
            frame.index = [f"row {i}" for i in range(len(frame))]  # pandas sends it as one more column
        return dataname, frame, kind
    return dataname, from_notation(value), kind


async def message_of(id: int, msg, options: dict) -> dict:
    return tell(id, msg, await open_envelope(msg, **receive_options(options)), options)


def receive_options(options: dict) -> dict:
    given = {k: options[k] for k in RECEIVE_OPTIONS if k in options}
    fileserver_url = options.get("fileserver_url", DEFAULT_FILESERVER_URL)
    lenient = options.get("lenient", False)
    return {"allowed_fileservers": [fileserver_url], "pandas": False, "lenient": lenient, **given}


def tell(subscription: int, msg, envelope: dict, options: dict) -> dict:
    headers = {name: [value] for name, value in (msg.headers or {}).items()}
    payloads = [tell_payload(p, options.get("max_value", MAX_VALUE)) for p in envelope["payloads"]]
    fields = {k: v for k, v in envelope.items() if k != "payloads"}
    return {
        "subscription": subscription,
        "subject": msg.subject,
        "reply": msg.reply,
        "headers": headers,
        "envelope": fields,
        "payloads": payloads,
    }


def tell_payload(payload: dict, max_value: int) -> dict:
    received, value = payload["bytes"], payload["value"]
    size = size_of(received)
    told = {**head_of(payload), "size": size, "sha256": digest_of(received, "sha256")}
    if isinstance(received, Path):
        told["path"] = str(received)
    if isinstance(value, pd.DataFrame):
        value = pa.Table.from_pandas(value, preserve_index=False)
    if isinstance(value, pa.Table):
        told |= {"schema": schema_of(value), "rowCount": value.num_rows}
    if size > max_value:
        return told
    if isinstance(value, pa.Table):
        return {**told, "value": rows_of(value)}
    return {**told, "value": to_notation(bytes_of(value) if isinstance(value, Path) else value)}


def head_of(payload: dict) -> dict:
    names = ("id", "dataname", "transport", "encoding", "size", "metadata")
    link = {"link": payload["data"]} if payload["transport"] == "link" else {}
    return {**{name: payload.get(name) for name in names}, "type": payload["payload_type"], **link}


def decode(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def emit(event: dict) -> None:
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def fail(id: int | None, error: Exception) -> None:
    traceback.print_exception(error)
    emit({"event": "error", "id": id, "code": getattr(error, "code", type(error).__name__), "message": str(error)})


async def run(peer: Peer, line: str) -> None:
    id = None
    try:
        command = json.loads(line)
        id, name = command["id"], command.pop("cmd")
        if name.startswith("_") or not hasattr(Peer, name):
            raise Coded("command", f"Unknown command: {name}")
        result = await getattr(peer, name)(**{"options": {}, **command})
        emit({"event": "done", "id": id, **(result or {})})
        if name == "quit":
            sys.exit(0)
    except Exception as e:
        fail(id, e)


async def main() -> None:
    lines = asyncio.StreamReader(limit=LONGEST_LINE)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    try:
        connection = await connect()
    except Exception as e:
        fail(None, Coded("connect", f"Failed to connect to the broker: {e}"))
        sys.exit(1)
    peer = Peer(connection)
    emit({"event": "ready", "runtime": f"Python {platform.python_version()}", "maxPayload": connection.max_payload})
    tasks: set[asyncio.Task] = set()
    while line := await lines.readline():
        task = asyncio.create_task(run(peer, line.decode()))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    with suppress(TimeoutError):  # a broker that is gone must not keep the process
        await asyncio.wait_for(connection.drain(), 2)


asyncio.run(main())
