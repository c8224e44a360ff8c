# Copyright the camel-natsbridge authors.
# SPDX-License-Identifier: Apache-2.0
"""The two file server handlers of NATSBridge, for a Plik server."""

import asyncio
import http.client
import json
import os
import random
import re
import shutil
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

from source import CHUNK, NatsBridgeError, chunks_of, digest_of, log_trace, size_of

HTTP_TIMEOUT = 60  # seconds without a byte
FILE_PATH = re.compile(r"/file/[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_-]{1,64}/[^/]+")
ODD_LINK = re.compile(r"[\x00-\x1f\x7f\\?#]|%(?:[01][0-9a-f]|2f|5c|7f)|/(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
USER_AGENT = "plik_client natsbridge-py"  # other agents get redirects to a web page instead of errors


async def plik_oneshot_upload(
    file_server_url: str,
    dataname: str,
    data: bytes | Path,
    *,
    one_shot: bool = True,
    link_ttl: int = 86_400,
    raw_link_name: bool = False,
) -> dict[str, Any]:
    """Uploads to a Plik file server; a Path is streamed.

    Returns status, uploadid, fileid, url, and uploadtoken, with which the upload can be deleted.
    """
    base = file_server_url.rstrip("/")
    name = dataname if raw_link_name else _link_name(dataname)
    return await asyncio.to_thread(_upload, base, name, data, {"OneShot": one_shot, "ttl": link_ttl}, raw_link_name)


def _upload(base: str, name: str, data: bytes | Path, settings: dict[str, Any], raw: bool) -> dict[str, Any]:
    created = _post(f"{base}/upload", {"Content-Type": "application/json"}, [json.dumps(settings).encode()])
    boundary = uuid.uuid4().hex
    escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{escaped}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode()
    tail = f"\r\n--{boundary}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(len(head) + size_of(data) + len(tail)),
        "X-UploadToken": created["uploadToken"],
    }
    file = _post(f"{base}/file/{created['id']}", headers, _parts(head, data, tail))
    if file["fileSize"] != size_of(data) or file["fileMd5"] != digest_of(data, "md5"):
        raise NatsBridgeError("upload", f"The file server has other bytes: {file['fileSize']} of {size_of(data)}")
    link_base = (created.get("downloadDomain") or base).rstrip("/")
    file_name = name if raw else quote(file["fileName"], safe="")
    return {
        "status": 200,
        "uploadid": created["id"],
        "fileid": file["id"],
        "url": f"{link_base}/file/{created['id']}/{file['id']}/{file_name}",
        "uploadtoken": created["uploadToken"],
    }


def _parts(head: bytes, data: bytes | Path, tail: bytes):
    yield head
    yield from chunks_of(data)
    yield tail


async def plik_delete(file_server_url: str, upload: dict[str, Any]) -> None:
    """Deletes an upload again, by what plik_oneshot_upload returned."""
    url = f"{file_server_url.rstrip('/')}/upload/{upload['uploadid']}"
    await asyncio.to_thread(_request, "DELETE", url, {"X-UploadToken": upload["uploadtoken"]})


def _link_name(dataname: str) -> str:
    """A plain ASCII file name stays, anything else is replaced: a dataname decides no path and no URL."""
    if re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}", dataname):
        return dataname
    extension = re.search(r"\.[A-Za-z0-9]{1,10}\Z", dataname)
    return f"{uuid.uuid4()}{extension.group() if extension else ''}"


def _post(url: str, headers: dict[str, str], body) -> dict[str, Any]:
    try:
        connection, response = _request("POST", url, headers, body)
        with closing(connection):
            text = response.read()
    except OSError as e:
        raise NatsBridgeError("upload", f"Failed to reach the file server at {_origin(url)}: {e}") from e
    if response.status != 200:
        problem = text[:200].decode(errors="replace")
        raise NatsBridgeError("upload", f"Failed to upload to {_origin(url)}: {response.status} {problem}")
    return json.loads(text)  # Plik labels its JSON text/plain


async def fetch_with_backoff(
    url: str,
    max_retries: int,
    base_delay: int,
    max_delay: int,
    correlation_id: str,
    *,
    allowed_fileservers: list[str],
    path: Path | None = None,
) -> bytes | Path:
    """Downloads a link, to a file if a path is given.

    Only what can heal is tried again: no connection, a broken body, 408, 429 and 5xx.
    """
    _require_allowed(url, allowed_fileservers)
    origin = _origin(url)
    delay = base_delay
    for attempt in range(1, max_retries + 1):
        try:
            return await asyncio.to_thread(_fetch, url, path)
        except (OSError, http.client.HTTPException, _Unavailable) as e:
            problem = str(e)
            log_trace(correlation_id, f"Attempt {attempt} to fetch from {origin} failed: {problem}")
        if attempt < max_retries:
            await asyncio.sleep(delay / 1000 * random.uniform(0.5, 1))
            delay = min(delay * 2, max_delay)
    raise NatsBridgeError("download", f"Failed to fetch data from {origin}: {problem}")


def _require_allowed(link: str, bases: list[str]) -> None:
    """Only files below the base URLs, and nothing that means another path."""
    if ODD_LINK.search(link) or not any(_is_file_of(base, link) for base in bases):
        raise NatsBridgeError("download", "Refused to download a link: no configured file server has such a file")


def _is_file_of(base: str, link: str) -> bool:
    """A base URL that ends with /* has whatever is below it, any other one only files as Plik names them."""
    if base.endswith("/*"):
        return link.startswith(base[:-1])
    base = base.rstrip("/")
    return link.startswith(base) and FILE_PATH.fullmatch(link.removeprefix(base)) is not None


class _Unavailable(Exception):
    """An answer that may be another one next time."""


def _fetch(url: str, path: Path | None) -> bytes | Path:
    connection, response = _request("GET", url, {})
    with closing(connection):
        if response.status != 200:
            query = response.headers.get("Location", "").partition("?")[2]
            problem = f"{response.status} {parse_qs(query).get('err', [''])[0]}".strip()
            if response.status in (408, 429) or response.status >= 500:
                raise _Unavailable(problem)
            raise NatsBridgeError("download", f"Failed to fetch data from {_origin(url)}: {problem}")
        if path is None:
            return response.read()
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            shutil.copyfileobj(response, file, CHUNK)
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return path


def _request(method: str, url: str, headers: dict[str, str], body=None):
    """Redirects are never followed: Plik answers a missing file with one, to its web page."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=HTTP_TIMEOUT)
    path = re.sub("%(?![0-9A-Fa-f]{2})", "%25", parts.path)
    target = urlunsplit(("", "", quote(path, safe="/%!$&'()*+,;=:@~"), parts.query, ""))
    connection.request(method, target, body, {"User-Agent": USER_AGENT, **headers})
    return connection, connection.getresponse()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or ''}"
