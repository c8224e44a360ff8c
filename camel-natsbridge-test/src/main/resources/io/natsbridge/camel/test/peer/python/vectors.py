# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""Runs the conformance vectors against the library beside it.

python vectors.py [FOLDER], where FOLDER (src/vectors) has their README. Ends with 1 if one failed.
"""

import asyncio
import io
import json
import math
import sys
import threading
import traceback
from contextlib import redirect_stderr
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
from natsbridge import open_envelope
from source import NatsBridgeError, bytes_of, digest_of, size_of
from values import rows_of, schema_of, to_notation

CODES = {
    "invalid-envelope": ("envelope",),
    "unsupported": ("envelope", "deserialize"),
    "unreadable-payload": ("deserialize",),
    "too-large": ("deserialize", "payload"),
    "download-failed": ("download",),
    "link-gone": ("download",),
    "link-refused": ("download",),
    "payload-differs": ("payload",),
}
FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else "src/vectors")


class FileServer(BaseHTTPRequestHandler):
    """Serves the files of the vector at hand under their paths."""

    answers: dict[str, dict[str, Any]] = {}

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server wants
        answer = self.answers.get(unquote(self.path), {"status": 404})
        status = answer["first"].pop(0) if answer.get("first") else answer.get("status", 200)
        content = read(answer["file"]) * answer.get("times", 1) if status == 200 and "file" in answer else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(content) + answer.get("missing", 0)))
        if "location" in answer:
            self.send_header("Location", resolve(answer["location"]))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Nobody wants to know."""


SERVER = ThreadingHTTPServer(("127.0.0.1", 0), FileServer)


def read(file: str) -> bytes:
    return FOLDER.joinpath(file).read_bytes()


def resolve(text: str) -> str:
    return text.replace("${FILESERVER}", f"http://127.0.0.1:{SERVER.server_port}")


def message_of(vector: dict[str, Any]) -> bytes:
    text = read(vector["envelope"]).decode("latin-1")  # not every message is UTF-8
    for fill in vector.get("generate", ()):
        text = text.replace(fill["placeholder"], fill["text"] * fill["times"])
    return resolve(text).encode("latin-1")


def problem_of(vector: dict[str, Any]) -> str | None:
    """Why a vector fails."""
    FileServer.answers = {file["path"]: dict(file) for file in vector.get("files", ())}
    delays = {"max_retries": 3, "base_delay": 1, "max_delay": 2}
    options = {"allowed_fileservers": [resolve("${FILESERVER}")], "pandas": False, "lenient": True, **delays}
    try:
        with redirect_stderr(io.StringIO()):  # the library's log
            envelope = asyncio.run(open_envelope(SimpleNamespace(data=message_of(vector)), **options))
        return difference(vector["expect"], envelope) if vector["verdict"] == "accept" else "it was accepted"
    except NatsBridgeError as e:
        if vector["verdict"] == "accept":
            return f"it was refused: {e}"
        return None if e.code in CODES[vector["reason"]] else f"it was refused as {e.code}: {e}"
    except Exception:
        return traceback.format_exc()


def difference(expected: dict[str, Any], envelope: dict[str, Any]) -> str | None:
    fields = to_notation({k: v for k, v in envelope.items() if k != "payloads"})
    if problem := differing(expected.get("envelope", {}), fields, "envelope"):
        return problem
    payloads = expected.get("payloads")
    if payloads is None:
        return None
    if len(payloads) != len(envelope["payloads"]):
        return f"{len(envelope['payloads'])} payloads"
    for i, (one, other) in enumerate(zip(payloads, envelope["payloads"])):
        if problem := differing(one, tell(other), f"payloads[{i}]"):
            return problem
    return None


def tell(payload: dict[str, Any]) -> dict[str, Any]:
    content, value = payload["bytes"], payload["value"]
    told = {**payload, "size": size_of(content), "sha256": digest_of(content, "sha256")}
    told["metadata"] = to_notation(payload["metadata"])
    if not isinstance(value, pa.Table):
        return {**told, "value": to_notation(bytes_of(value) if isinstance(value, Path) else value)}
    rows = rows_of(value)
    columns = [{**column, "values": [row[column["name"]] for row in rows]} for column in schema_of(value)]
    return {**told, "rows": value.num_rows, "columns": columns}


def differing(expected: dict[str, Any], read_: dict[str, Any], where: str) -> str | None:
    for name, value in expected.items():
        found = read_.get(name)
        if not (same_columns if name == "columns" else same)(value, found):
            return f"{where}.{name} is {found!r}, not {value!r}"
    return None


def same_columns(expected: list[dict[str, Any]], found: list[dict[str, Any]] | None) -> bool:
    return (
        found is not None
        and len(expected) == len(found)
        and all(same(column[key], other[key]) for column, other in zip(expected, found) for key in column)
    )


def same(one: Any, other: Any) -> bool:
    """Numbers are compared by what they are, however they are written."""
    x, y = number_of(one), number_of(other)
    if x is not None and y is not None:
        return x == y or float(x) == float(y) and isinstance(one, float) or math.isnan(x) and math.isnan(y)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        if "$duration" in one and "$duration" in other:
            return Decimal(one["$duration"]) == Decimal(other["$duration"])
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and one == other


def number_of(value: Any) -> Decimal | None:
    if isinstance(value, dict) and len(value) == 1 and next(iter(value)) in ("$bigint", "$float", "$decimal"):
        return Decimal(str(next(iter(value.values()))))
    return Decimal(repr(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def main() -> None:
    threading.Thread(target=SERVER.serve_forever, daemon=True).start()
    vectors = json.loads(read("manifest.json"))["vectors"]
    problems = {vector["id"]: problem_of(vector) for vector in vectors}
    failed = {name: problem for name, problem in problems.items() if problem}
    for name, problem in failed.items():
        print(f"{name}: {problem[:1000]}")
    print(f"{len(vectors) - len(failed)} passed, {len(failed)} failed, 0 skipped")
    sys.exit(1 if failed else 0)


main()
