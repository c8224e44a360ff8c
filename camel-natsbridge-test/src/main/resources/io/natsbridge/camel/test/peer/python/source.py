# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""What the library's modules share: bytes in memory (bytes) or in a file (Path), the error, and the log."""

import hashlib
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

CHUNK = 1 << 20


class NatsBridgeError(Exception):
    """What the library raises; code is one of serialize, deserialize, envelope, payload, upload, download, publish."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


class Raw(bytes):
    """Bytes that already are in the wire form of their payload type, and are sent as they are."""


def size_of(source: bytes | Path) -> int:
    return source.stat().st_size if isinstance(source, Path) else len(source)


def bytes_of(source: bytes | Path) -> bytes:
    return source.read_bytes() if isinstance(source, Path) else source


def chunks_of(source: bytes | Path) -> Iterator[bytes]:
    if not isinstance(source, Path):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def digest_of(source: bytes | Path, algorithm: str) -> str:
    digest = hashlib.new(algorithm)
    for chunk in chunks_of(source):
        digest.update(chunk)
    return digest.hexdigest()


def log_trace(correlation_id: str, message: str) -> None:
    """One line on stderr; links are secrets and are not logged."""
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    print(f"[{now}] [Correlation: {correlation_id}] {message}", file=sys.stderr, flush=True)
