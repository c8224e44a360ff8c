# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""NATSBridge for Python 3.11 or later: typed, multi-payload messages over NATS.

Small payloads travel in the JSON envelope, large ones go to a Plik file server and only their link travels.

    await smartsend("chat.room", [("greeting", "Hello", "text"), ("rows", pd.DataFrame({"a": [1]}), "table")])

    envelope = await smartreceive(msg)  # msg: what a NATS subscription yields
    for dataname, data, payload_type in envelope["payloads"]:
        ...
"""

import asyncio
import base64
import io
import json
import os
import re
import uuid
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import nats
import pandas as pd
import pyarrow as pa
from envelope import MAX_PAYLOAD_DEPTH, decode_data, link_of, parse_json, read_envelope, text_of
from nats.aio.client import Client as NATSClient
from plik import fetch_with_backoff, plik_delete, plik_oneshot_upload
from source import NatsBridgeError, Raw, bytes_of, digest_of, log_trace, size_of

DEFAULT_SIZE_THRESHOLD = int(os.environ.get("SIZE_THRESHOLD", "1000000"))
DEFAULT_BROKER_URL = os.environ.get("NATS_URL", "nats://localhost:4222")
DEFAULT_FILESERVER_URL = os.environ.get("FILESERVER_URL", "http://localhost:8080")

DEFAULT_MAX_PAYLOAD = 1_048_576  # what a NATS server accepts unless told otherwise
LONGEST_LINK = 1024
CONNECT_SECONDS = 10
BYTE_TYPES = ("image", "audio", "video", "binary")


async def connect(broker_url: str = DEFAULT_BROKER_URL) -> NATSClient:
    """Connects to the broker, and once connected reconnects for ever."""
    problems: list[Exception] = []

    async def note(error: Exception) -> None:
        problems.append(error)

    servers = [url if "://" in url else f"nats://{url}" for url in broker_url.split(",")]
    attempt = nats.connect(servers, error_cb=note, max_reconnect_attempts=-1, reconnect_time_wait=0.25)
    try:
        return await asyncio.wait_for(attempt, CONNECT_SECONDS)
    except TimeoutError as e:
        raise ConnectionError(f"No broker in {CONNECT_SECONDS} s: {problems[-1:]}") from e


async def flush(connection: NATSClient) -> None:
    """Waits until the broker has all that was sent.

    nats-py writes the PING of a flush ahead of what is pending, so it takes a second one. And a flush that is cancelled,
    as by the end of the subscription in whose callback it runs, breaks its connection when the PONG comes.
    """

    async def twice() -> None:
        await connection.flush()
        await connection.flush()

    await asyncio.shield(asyncio.create_task(twice()))


async def smartsend(
    subject: str,
    data: list[tuple[str, Any, str]],
    broker_url: str = DEFAULT_BROKER_URL,
    fileserver_url: str = DEFAULT_FILESERVER_URL,
    fileserver_upload_handler: Callable = plik_oneshot_upload,
    size_threshold: int = DEFAULT_SIZE_THRESHOLD,
    correlation_id: str | None = None,
    msg_purpose: str = "chat",
    sender_name: str = "NATSBridge",
    receiver_name: str = "",
    receiver_id: str = "",
    reply_to: str = "",
    reply_to_msg_id: str = "",
    is_publish: bool = True,
    nats_connection: NATSClient | None = None,
    msg_id: str | None = None,
    sender_id: str | None = None,
    metadata: dict[str, Any] | None = None,
    sha256: bool = False,
    upload_options: dict[str, Any] | None = None,
    **serialization: Any,
) -> tuple[dict[str, Any], str]:
    """Sends payloads in one envelope.

    data: (dataname, data, payload_type) for each payload. A Path as data holds bytes in the wire form of its type
    and is streamed to the file server; Raw is the same in memory.
    nats_connection stays open. sha256 writes digests. upload_options go to the upload handler. The rest goes to
    _serialize_data.
    Returns the envelope and its JSON.
    """
    correlation_id = correlation_id or str(uuid.uuid4())
    log_trace(correlation_id, f"Starting smartsend for subject: {subject}")
    sources = [_serialize_data(value, payload_type, **serialization) for _, value, payload_type in data]
    payloads = [
        _payload(dataname, payload_type, size_of(source), size_threshold)
        for (dataname, _, payload_type), source in zip(data, sources)
    ]
    env = {
        "correlation_id": correlation_id,
        "msg_id": msg_id or str(uuid.uuid4()),
        "timestamp": datetime.now(timezone.utc).replace(tzinfo=None).isoformat() + "Z",
        "send_to": subject,
        "msg_purpose": msg_purpose,
        "sender_name": sender_name,
        "sender_id": sender_id or str(uuid.uuid4()),
        "receiver_name": receiver_name,
        "receiver_id": receiver_id,
        "reply_to": reply_to,
        "reply_to_msg_id": reply_to_msg_id,
        "broker_url": re.sub(r"[^/,]*@", "", broker_url),  # never with user, password or token
        "metadata": metadata or {},
        "payloads": payloads,
    }
    _move_to_link_until_it_fits(env, nats_connection.max_payload if nats_connection else DEFAULT_MAX_PAYLOAD)
    uploads: list[dict[str, Any]] = []
    try:
        for payload, source in zip(payloads, sources):
            if sha256:
                payload["metadata"]["sha256"] = digest_of(source, "sha256")
            if payload["transport"] == "direct":
                payload["data"] = base64.b64encode(bytes_of(source)).decode("ascii")
                continue
            name, options = payload["dataname"], upload_options or {}
            upload = await fileserver_upload_handler(fileserver_url, name, source, **options)
            if upload["status"] != 200:
                raise NatsBridgeError("upload", f"Failed to upload data to fileserver: {upload['status']}")
            uploads.append(upload)
            payload["data"] = upload["url"]
        env_json_str = json.dumps(env)
        if is_publish:
            await publish_message(nats_connection or broker_url, subject, env_json_str, correlation_id)
        return env, env_json_str
    except Exception:
        deletes = [plik_delete(fileserver_url, upload) for upload in uploads if "uploadtoken" in upload]
        await asyncio.gather(*deletes, return_exceptions=True)
        raise


def _payload(dataname: str, payload_type: str, size: int, size_threshold: int) -> dict[str, Any]:
    payload = {
        "id": str(uuid.uuid4()),
        "dataname": dataname,
        "payload_type": payload_type,
        "transport": "direct",
        "encoding": "base64",
        "size": size,
        "data": "",
        "metadata": {"payload_bytes": size},
    }
    return payload if size < size_threshold else _as_link(payload)


def _as_link(payload: dict[str, Any]) -> dict[str, Any]:
    payload.update(transport="link", encoding="none", metadata={})
    return payload


def _move_to_link_until_it_fits(env: dict[str, Any], max_payload: int) -> None:
    """Base64 grows bytes by a third and payloads add up: the threshold alone keeps no message publishable."""
    direct = sorted((p for p in env["payloads"] if p["transport"] == "direct"), key=lambda p: p["size"])

    def length() -> int:
        links = LONGEST_LINK * (len(env["payloads"]) - len(direct))
        return len(json.dumps(env)) + links + sum(4 * -(-p["size"] // 3) for p in direct)

    while direct and length() > max_payload:
        _as_link(direct.pop())


async def publish_message(target: str | NATSClient, subject: str, message: str, correlation_id: str) -> None:
    """Publishes on a connection, which stays open, or on a URL, connecting for this one message."""
    connection = await connect(target) if isinstance(target, str) else target
    try:
        await connection.publish(subject, message.encode())
        await flush(connection)
        log_trace(correlation_id, f"Message published to {subject}")
    except nats.errors.Error as e:
        raise NatsBridgeError("publish", f"Failed to publish to {subject}: {e}") from e
    finally:
        if isinstance(target, str):
            await connection.drain()


async def smartreceive(msg: Any, **options: Any) -> dict[str, Any]:
    """Reads a received message; options as for open_envelope.

    Returns the envelope, its payloads as (dataname, data, payload_type).
    """
    envelope = await open_envelope(msg, **options)
    envelope["payloads"] = [(p["dataname"], p["value"], p["payload_type"]) for p in envelope["payloads"]]
    return envelope


async def open_envelope(
    msg: Any,
    fileserver_download_handler: Callable = fetch_with_backoff,
    max_retries: int = 5,
    base_delay: int = 100,
    max_delay: int = 5000,
    allowed_fileservers: list[str] | None = None,
    download_dir: str | None = None,
    **deserialization: Any,
) -> dict[str, Any]:
    """As smartreceive, but a payload keeps its fields, and has value and bytes (a Path for a file) added.

    Links that lead elsewhere than allowed_fileservers (base URLs) are refused. Linked images, audio, video and
    binaries are streamed to a file in download_dir, if there is one, and their data is its Path.
    The rest goes to _deserialize_data.
    """
    envelope = read_envelope(msg.data)
    correlation_id = envelope["correlation_id"]
    log_trace(correlation_id, "Processing received message")
    for payload in envelope["payloads"]:
        if payload["transport"] == "direct":
            received = decode_data(payload)
        elif payload["transport"] == "link":
            into_file = download_dir and payload["payload_type"] in BYTE_TYPES
            received = await fileserver_download_handler(
                link_of(payload),
                max_retries,
                base_delay,
                max_delay,
                correlation_id,
                allowed_fileservers=allowed_fileservers or [DEFAULT_FILESERVER_URL],
                path=Path(download_dir, str(uuid.uuid4())) if into_file else None,
            )
        else:
            name, transport = payload["dataname"], payload["transport"]
            raise NatsBridgeError("envelope", f"Unknown transport type for payload '{name}': {transport}")
        _verify(payload, received)
        payload["bytes"] = received
        payload["value"] = _deserialize_data(received, payload["payload_type"], correlation_id, **deserialization)
    return envelope


def _verify(payload: dict[str, Any], received: bytes | Path) -> None:
    name, size, sha256 = payload["dataname"], payload.get("size"), payload["metadata"].get("sha256")
    if payload["transport"] == "link" and size is not None and size != size_of(received):
        raise NatsBridgeError("payload", f"Payload '{name}' has {size_of(received)} bytes, its size says {size}")
    if isinstance(sha256, str) and sha256.lower() != digest_of(received, "sha256"):
        raise NatsBridgeError("payload", f"Payload '{name}' does not have the SHA-256 that its sender gave")


def _serialize_data(
    data: Any,
    payload_type: str,
    *,
    lenient: bool = False,
    arrow_format: str | None = None,
    arrow_compression: str | None = None,
) -> bytes | Path:
    """Data to the bytes of its payload type: str, a JSON value, a pandas DataFrame or pyarrow Table, or bytes.

    Python names every table "table"; lenient also knows "arrowtable" (an Arrow IPC stream) and "jsontable".
    """
    if isinstance(data, (Raw, Path)):
        return data
    if payload_type == "text":
        if not isinstance(data, str):
            raise NatsBridgeError("serialize", "Text data must be a string")
        return data.encode("utf-8")
    if payload_type == "dictionary" or (lenient and payload_type == "jsontable"):
        try:
            return json.dumps(data).encode("utf-8")
        except (TypeError, ValueError) as e:
            raise NatsBridgeError("serialize", f"The data of a {payload_type} has no JSON form: {e}") from e
    if payload_type == "table" or (lenient and payload_type == "arrowtable"):
        return _to_ipc(data, arrow_format or ("file" if payload_type == "table" else "stream"), arrow_compression)
    if payload_type in BYTE_TYPES:
        if not isinstance(data, (bytes, bytearray)):
            raise NatsBridgeError("serialize", f"{payload_type} data must be bytes")
        return bytes(data)
    raise NatsBridgeError("serialize", f"Unknown payload_type: {payload_type}")


def _to_ipc(data: Any, arrow_format: str, compression: str | None) -> bytes:
    if isinstance(data, (bytes, bytearray)):
        return bytes(data)
    table = pa.Table.from_pandas(data) if isinstance(data, pd.DataFrame) else data
    if not isinstance(table, pa.Table):
        raise NatsBridgeError("serialize", "Table data must be a pandas DataFrame or pyarrow Table")
    sink = io.BytesIO()
    create = pa.ipc.new_file if arrow_format == "file" else pa.ipc.new_stream
    with create(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression=compression)) as writer:
        writer.write_table(table)
    return sink.getvalue()


def _deserialize_data(
    data: bytes | Path, payload_type: str, correlation_id: str, *, lenient: bool = False, pandas: bool = True
) -> Any:
    """The bytes of a payload type back to data; a table becomes a DataFrame, or with pandas=False a pyarrow Table.

    lenient also knows "arrowtable" and "jsontable", and reads Arrow IPC streams.
    """
    if payload_type in BYTE_TYPES:
        return data
    known = ("text", "dictionary", "table") + (("arrowtable", "jsontable") if lenient else ())
    if payload_type not in known:
        raise NatsBridgeError("deserialize", f"Unknown payload_type: {payload_type}")
    try:
        content = bytes_of(data)
        if payload_type == "text":
            return text_of(content)
        if payload_type == "arrowtable" or payload_type == "table" and not _may_be_json_rows(content):
            stream = lenient and not content.startswith(b"ARROW1")
            reader = pa.ipc.open_stream(content) if stream else pa.ipc.open_file(io.BytesIO(content))
            table = reader.read_all()
            table.validate(full=True)
            return table.to_pandas() if pandas else table
        value = parse_json(content, MAX_PAYLOAD_DEPTH)
        if payload_type != "dictionary" and not _are_rows(value):
            raise ValueError("it is no array of objects")
        return value
    except (ValueError, pa.ArrowException, OSError) as e:
        raise NatsBridgeError("deserialize", f"Failed to read a {payload_type}: {e}") from e


def _may_be_json_rows(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)
