"""Packages with fake models, and a local server that serves them well or badly."""

import io
import json
import os
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from random import Random

import pytest

# Does not shrink, like a model; nothing can decode it.
MODEL = Random(1).randbytes(300_000)  # noqa: S311


def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a home with Argos's folder, empty, and no proxy; give that folder.

    Nothing in it need survive a power cut, and waiting for the disk takes most
    of the time of these tests.
    """
    from argostranslate import settings

    from l10n.engines.argos import store

    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("ARGOS_PACKAGES_DIR", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    folder = tmp_path / "data" / "argos-translate" / "packages"
    monkeypatch.setattr(settings, "package_data_dir", folder)
    store.check.cache_clear()
    return store.packages_folder()


def metadata(source: str, target: str, version: str = "1.9", **more: object) -> dict[str, object]:
    codes = {"from_code": source, "to_code": target, "package_version": version}
    return {**codes, "type": "translate", "from_name": source, "to_name": target, **more}


def content(source: str, target: str, version: str = "1.9") -> dict[str, bytes]:
    """Give the files of a package, by their names in its archive."""
    top = f"translate-{source}_{target}-{version.replace('.', '_')}"
    return {
        f"{top}/metadata.json": json.dumps(metadata(source, target, version)).encode(),
        f"{top}/model/model.bin": f"{source}{target}{version}".encode() + MODEL,
        f"{top}/model/shared_vocabulary.txt": b"a\nb\n",
        f"{top}/sentencepiece.model": b"fake tokenizer",
    }


def zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@cache
def package(source: str, target: str, version: str = "1.9") -> bytes:
    """Build an .argosmodel file; the same arguments give the same bytes."""
    return zipped(content(source, target, version))


@dataclass(frozen=True)
class Served:
    """What is at a path, and how badly it is served.

    cuts: after how many bytes of the body each request in turn is cut off, the
    last of them for good; drip: seconds before every kilobyte; etag: empty for
    none; ranged: Range is obeyed; sized: Content-Length is sent.
    """

    body: bytes = b""
    status: int = 200
    location: str = ""
    etag: str = '"one"'
    ranged: bool = True
    sized: bool = True
    cuts: tuple[int, ...] = ()
    drip: float = 0.0
    shift: int = 0  # answers a Range with another part of the file


@dataclass
class Request:
    """What a client asked."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Server:
    """A server on this machine: change what is served at any time."""

    address: str
    paths: dict[str, Served] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def serve(self, path: str, body: bytes, served: Served | None = None) -> str:
        """Put bytes at a path, and give its address."""
        self.paths[path] = replace(served or Served(), body=body)
        return self.address + path

    def serve_index(self, *entries: Mapping[str, object]) -> str:
        return self.serve("/index.json", json.dumps(entries).encode())

    def offer(
        self, source: str, target: str, version: str = "1.9", served: Served | None = None
    ) -> dict[str, object]:
        """Serve a package, and give its entry for an index, with no checksum as in Argos's."""
        name = f"/{source}_{target}-{version}.argosmodel"
        link = self.serve(name, package(source, target, version), served)
        return metadata(source, target, version, links=[link])

    def asked(self, ending: str) -> list[Request]:
        return [request for request in self.requests if request.path.endswith(ending)]


def checksummed(entry: Mapping[str, object], body: bytes) -> dict[str, object]:
    return {**entry, "sha256": sha256(body).hexdigest(), "size": len(body)}


@contextmanager
def running() -> Iterator[Server]:
    """Run a server on a free port of this machine."""
    handler = type("Handler", (Handler,), {"turns": count()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http_server:
        http_server.daemon_threads = True
        http_server.block_on_close = False
        server = Server(f"http://127.0.0.1:{http_server.server_address[1]}")
        handler.server_state = server  # type: ignore[attr-defined]
        thread = threading.Thread(target=http_server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http_server.shutdown()


class Handler(BaseHTTPRequestHandler):
    server_state: Server

    def do_GET(self) -> None:
        turn = len(self.server_state.asked(self.path))
        self.server_state.requests.append(Request(self.path, dict(self.headers)))
        served = self.server_state.paths.get(self.path, Served(b"not here", status=404))
        start = self.start_of(served)
        if served.status == 200 and start >= len(served.body) > 0:
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(served.body)}")
            self.end_headers()
            return
        self.send_head(served, start)
        body = served.body[start + served.shift * bool(start) :]
        cut = served.cuts[min(turn, len(served.cuts) - 1)] if served.cuts else len(body)
        self.send_body(body[:cut], served.drip)

    def start_of(self, served: Served) -> int:
        wanted = self.headers.get("Range", "")
        condition = self.headers.get("If-Range", served.etag)
        if not (wanted and served.ranged and condition == served.etag):
            return 0
        return int(wanted.removeprefix("bytes=").rstrip("-"))

    def send_head(self, served: Served, start: int) -> None:
        self.send_response(206 if start and served.status == 200 else served.status)
        if start:
            first, last = start + served.shift, len(served.body) - 1
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(served.body)}")
        if served.sized:
            self.send_header("Content-Length", str(len(served.body) - start))
        if served.etag:
            self.send_header("ETag", served.etag)
        if served.location:
            self.send_header("Location", served.location)
        self.end_headers()

    def send_body(self, body: bytes, drip: float) -> None:
        try:
            for start in range(0, len(body), 1024) if drip else ():
                self.wfile.write(body[start : start + 1024])
                self.wfile.flush()
                time.sleep(drip)
            if not drip:
                self.wfile.write(body)
        except OSError:  # the client left
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
