# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""Reads envelopes: lenient about what senders leave out or add, strict about what could mean lost or changed data."""

import base64
import binascii
import json
import uuid
from typing import Any

from source import NatsBridgeError

MAX_PAYLOADS = 64
MAX_DEPTH = 32
MAX_PAYLOAD_DEPTH = 200
TEXTS = {
    "correlation_id": "",
    "msg_id": "",
    "timestamp": "",
    "send_to": "",
    "msg_purpose": "chat",
    "sender_name": "NATSBridge",
    "sender_id": "",
    "receiver_name": "",
    "receiver_id": "",
    "reply_to": "",
    "reply_to_msg_id": "",
    "broker_url": "nats://localhost:4222",
}
PAYLOAD_TEXTS = {"id": "", "dataname": None, "payload_type": None, "transport": None, "encoding": ""}


def text_of(data: bytes) -> str:
    """Bytes to text.

    MicroPython writes characters beyond U+FFFF as a pair of surrogates of three bytes each; the pair is read as the
    character it means. Anything else that is no UTF-8 raises ValueError.
    """
    text = data.decode("utf-8", "surrogatepass")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def parse_json(data: bytes, max_depth: int) -> Any:
    """Strict JSON, but for Python's own NaN, Infinity and -Infinity. Raises ValueError, also for a key that is twice."""
    try:
        value = json.loads(text_of(data).removeprefix("\ufeff"), object_pairs_hook=_unique)
    except RecursionError as e:
        raise ValueError(f"it nests deeper than {max_depth} levels") from e
    _check(value, max_depth)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("a key is there twice")
    return content


def _check(value: Any, depth: int) -> None:
    if isinstance(value, str):
        value.encode("utf-8")  # half a surrogate pair has no UTF-8
    elif isinstance(value, (dict, list)):
        if depth == 0:
            raise ValueError("it nests too deep")
        for item in value:
            _check(item, depth - 1)
        for item in value.values() if isinstance(value, dict) else ():
            _check(item, depth - 1)


def read_envelope(message: bytes) -> dict[str, Any]:
    """The bytes of a message to its envelope: every field is there and of its kind, unknown ones are kept."""
    try:
        envelope = parse_json(message, MAX_DEPTH)
    except ValueError as e:
        raise _invalid(str(e)) from e
    if not isinstance(envelope, dict):
        raise _invalid("it is no JSON object")
    _texts(envelope, TEXTS)
    envelope["correlation_id"] = envelope["correlation_id"] or str(uuid.uuid4())
    _metadata(envelope)
    payloads = envelope.get("payloads")
    if not isinstance(payloads, list):
        raise _invalid("it has no payloads list")
    if len(payloads) > MAX_PAYLOADS:
        raise _invalid(f"it has more than {MAX_PAYLOADS} payloads")
    for payload in payloads:
        _check_payload(payload)
    return envelope


def _check_payload(payload: Any) -> None:
    if not isinstance(payload, dict):
        raise _invalid("a payload is no object")
    _texts(payload, PAYLOAD_TEXTS)
    _metadata(payload)
    if "data" not in payload:
        raise _invalid("a payload has no data")
    size = payload.get("size")
    if isinstance(size, float) and size.is_integer():
        payload["size"] = size = int(size)
    if size is not None and (type(size) is not int or not 0 <= size < 2**63):
        raise _invalid(f"the size of payload '{payload['dataname']}' is no number of bytes")


def _texts(content: dict[str, Any], defaults: dict[str, str | None]) -> None:
    for name, default in defaults.items():
        if name not in content and default is None:
            raise _invalid(f"a payload has no {name}")
        value = content.get(name, default)
        if value is not None and not isinstance(value, str):
            raise _invalid(f"{name} is no string")
        content[name] = value or ""


def _metadata(content: dict[str, Any]) -> None:
    content["metadata"] = {} if content.get("metadata") is None else content["metadata"]
    if not isinstance(content["metadata"], dict):
        raise _invalid("metadata is no object")


def decode_data(payload: dict[str, Any]) -> bytes:
    """The bytes of a direct payload."""
    name, encoding, data, size = payload["dataname"], payload["encoding"], payload["data"], payload.get("size")
    if encoding not in ("", "base64", "json", "arrow-ipc"):
        raise _unknown_encoding(payload)
    if encoding == "json" and data is not None and not isinstance(data, str):
        return json.dumps(data, ensure_ascii=False).encode("utf-8")
    decoded = _base64(data)
    if decoded is None and encoding == "json" and _is_json(data):
        decoded = data.encode("utf-8")
    if decoded is None:
        raise _invalid(f"the data of payload '{name}' is not base64")
    if size is not None and size != len(decoded):
        raise NatsBridgeError("payload", f"Payload '{name}' has {len(decoded)} bytes, its size says {size}")
    return decoded


def _base64(data: Any) -> bytes | None:
    try:
        decoded = base64.b64decode(data, validate=True)
    except (binascii.Error, TypeError, ValueError):
        return None
    return decoded if base64.b64encode(decoded).decode("ascii") == data else None


def _is_json(data: Any) -> bool:
    try:
        parse_json(data.encode("utf-8"), MAX_PAYLOAD_DEPTH)
        return True
    except (AttributeError, ValueError):
        return False


def link_of(payload: dict[str, Any]) -> str:
    """The URL of a payload by link."""
    if payload["encoding"] not in ("", "none"):
        raise _unknown_encoding(payload)
    if not isinstance(payload["data"], str):
        raise _invalid(f"the link of payload '{payload['dataname']}' is no string")
    return payload["data"]


def _unknown_encoding(payload: dict[str, Any]) -> NatsBridgeError:
    name, encoding, transport = payload["dataname"], payload["encoding"], payload["transport"]
    return NatsBridgeError("envelope", f"Unknown encoding of {transport} payload '{name}': {encoding}")


def _invalid(what: str) -> NatsBridgeError:
    return NatsBridgeError("envelope", f"The message is no envelope: {what}")
