"""Downloads from a local server that behaves well, badly or not at all; models are fake bytes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.request import Request

import pytest
from package_server import Served, Server, checksummed, home, metadata, package, running
from workbench import Command

from l10n.caches import cache
from l10n.engines import Pair
from l10n.engines.argos import download, index, lock, store, web
from l10n.engines.argos.download import Fetched, Wanted
from l10n.engines.argos.package import Installed
from l10n.engines.argos.web import Patience, RefusalError
from l10n.errors import L10nError

BODY = package("fr", "en")
HASTE = Patience(stall=0.4, tries=3, pause=0.01)
NAME = "fr_en.argosmodel"


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("l10n.cli.models.PAUSE", 0.01)
    monkeypatch.chdir(tmp_path)
    return home(tmp_path, monkeypatch)


def fetch(*links: str, sha256: str = "", size: int | None = None) -> Fetched:
    return download.fetch(Wanted(NAME, links, sha256, size), patience=HASTE)


def leftovers() -> set[str]:
    """List what is in the cache folder, but for the mutex."""
    folder = cache("downloads")
    return {path.name for path in folder.iterdir() if path.suffix != ".mutex"}


def closed_port() -> str:
    """Give an address where nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/index.json"


def test_whole(server: Server) -> None:
    seen: list[tuple[int, int | None]] = []
    link = server.serve("/a", BODY)
    fetched = download.fetch(
        Wanted(NAME, (link,)), patience=HASTE, progress=lambda *bytes_: seen.append(bytes_)
    )
    assert fetched.path.read_bytes() == BODY
    assert fetched.source == link
    assert seen[-1] == (len(BODY), len(BODY))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    fetched.discard()
    assert leftovers() == set()


@pytest.mark.parametrize("served", [Served(), Served(etag="")])
def test_cut_off_then_resumed(server: Server, served: Served) -> None:
    link = server.serve("/a", BODY, replace(served, cuts=(100_000, 100_000, 1 << 30)))
    assert fetch(link).path.read_bytes() == BODY
    assert [r.headers.get("Range") for r in server.requests] == [
        None,
        "bytes=100000-",
        "bytes=200000-",
    ]
    assert {r.headers.get("If-Range") for r in server.requests} == {None, served.etag or None}


def test_cut_off_for_good_is_an_error_and_resumed_by_the_next_run(server: Server) -> None:
    server.serve("/a", BODY, Served(cuts=(1000, 0)))
    with pytest.raises(L10nError, match=r"broke off \d+ bytes before the end, 3 times in a row"):
        fetch(server.address + "/a")
    assert leftovers() == {f"{NAME}.part", f"{NAME}.part.json"}
    link = server.serve("/a", BODY)
    assert fetch(link).path.read_bytes() == BODY
    assert server.requests[-1].headers["Range"] == "bytes=1000-"


def test_a_file_that_changed_meanwhile_is_started_again(server: Server) -> None:
    server.serve("/a", b"old" * 100_000, Served(cuts=(1000, 0)))
    with pytest.raises(L10nError):
        fetch(server.address + "/a")
    link = server.serve("/a", BODY, Served(etag='"two"'))
    assert fetch(link).path.read_bytes() == BODY


def test_a_file_that_became_shorter_is_started_again(server: Server) -> None:
    server.serve("/a", BODY, Served(cuts=(2000, 0)))
    with pytest.raises(L10nError):
        fetch(server.address + "/a")
    link = server.serve("/a", b"short")
    assert fetch(link).path.read_bytes() == b"short"


@pytest.mark.parametrize(
    "served",
    [Served(ranged=False), Served(shift=7), Served(sized=False), Served(etag="", sized=False)],
)
def test_servers_that_cannot_resume(server: Server, served: Served) -> None:
    server.serve("/a", BODY, replace(served, sized=True, cuts=(1000, 0)))
    with pytest.raises(L10nError):
        fetch(server.address + "/a")
    assert fetch(server.serve("/a", BODY, served)).path.read_bytes() == BODY


def test_a_finished_download_is_not_asked_for_again(server: Server) -> None:
    link = server.serve("/a", BODY)
    fetch(link)
    fetch(link)
    assert len(server.requests) == 1


def test_wrong_hash_is_deleted(server: Server) -> None:
    link = server.serve("/a", BODY)
    with pytest.raises(L10nError, match="not the expected 0000") as caught:
        fetch(link, sha256="0" * 64)
    assert caught.value.where == link
    assert leftovers() == set()


def test_right_hash_and_size(server: Server) -> None:
    link = server.serve("/a", BODY)
    assert fetch(link, sha256=sha256(BODY).hexdigest(), size=len(BODY)).path.exists()


@pytest.mark.parametrize("sized", [True, False])
def test_wrong_size(server: Server, sized: bool) -> None:
    link = server.serve("/a", BODY, Served(sized=sized))
    with pytest.raises(L10nError, match="not the 5 "):
        fetch(link, size=5)
    assert f"{NAME}.part" not in leftovers()


@pytest.mark.parametrize(
    ("status", "requests"), [(404, 1), (403, 1), (204, 1), (503, HASTE.tries), (500, HASTE.tries)]
)
def test_status(server: Server, status: int, requests: int) -> None:
    link = server.serve("/a", b"", Served(status=status))
    with pytest.raises(L10nError, match=f"answers {status} .*models install FILE"):
        fetch(link)
    assert len(server.requests) == requests


@pytest.mark.parametrize("drip", [0.1, 3])
def test_creeping_and_silent(server: Server, drip: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "CREEP", 1 << 20)
    link = server.serve("/a", BODY, Served(drip=drip))
    with pytest.raises(L10nError, match=r"sends less than|stopped sending"):
        fetch(link)
    assert len(server.requests) == HASTE.tries


def test_mirrors_are_tried_in_order(server: Server) -> None:
    bad, good = server.serve("/bad", b"other"), server.serve("/good", BODY)
    expected = sha256(BODY).hexdigest()
    fetched = fetch(closed_port(), server.address + "/none", bad, good, sha256=expected)
    assert (fetched.source, fetched.path.read_bytes()) == (good, BODY)


def test_one_mirror_is_no_part_of_another(server: Server) -> None:
    first = server.serve("/first", b"x" * 5000, Served(cuts=(1000, 0)))
    assert fetch(first, server.serve("/second", BODY)).path.read_bytes() == BODY


def test_redirect_is_followed(server: Server) -> None:
    server.serve("/b", BODY)
    link = server.serve("/a", b"", Served(status=302, location="/b"))
    assert fetch(link).path.read_bytes() == BODY


@pytest.mark.parametrize("location", ["file:///etc/hostname", "ftp://127.0.0.1/a", "/a"])
def test_redirect_elsewhere_or_in_a_circle_is_refused(server: Server, location: str) -> None:
    link = server.serve("/a", b"", Served(status=302, location=location))
    with pytest.raises(L10nError, match="cannot be downloaded"):
        fetch(link)


def test_redirect_from_https_to_http_is_refused() -> None:
    from email.message import Message
    from io import BytesIO

    request = Request("https://example.org/a")
    with pytest.raises(RefusalError, match="not safe"):
        web.Redirects().redirect_request(
            request,
            BytesIO(),
            302,
            "Found",
            Message(),  # type: ignore[arg-type]  # urllib's stub asks for HTTPMessage
            "http://example.org/a",
        )


def test_too_large_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MOST_BYTES", 1000)
    for served in (Served(), Served(sized=False)):
        with pytest.raises(L10nError, match="is too large"):
            fetch(server.serve("/a", BODY, served))


def test_no_network_tells_what_to_do_instead(server: Server) -> None:
    with pytest.raises(L10nError) as caught:
        index.fetch([closed_port(), server.address + "/none"], patience=HASTE)
    assert "gives no answer" in str(caught.value)
    assert "/none answers 404" in str(caught.value)
    assert "l10n models install FILE" in caught.value.hint


def test_a_name_that_does_not_resolve() -> None:
    with pytest.raises(L10nError, match="gives no answer"):
        index.fetch(["http://no-such-host.invalid/index.json"], patience=HASTE)


def test_local_files_are_used_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.argosmodel"
    path.write_bytes(BODY)
    for link in (path.as_uri(), str(path)):
        fetched = fetch(link)
        fetched.discard()
        assert fetched.path.read_bytes() == BODY
    with pytest.raises(L10nError, match="not the expected"):
        fetch(str(path), sha256="0" * 64)
    assert path.exists()


@pytest.mark.parametrize("link", ["ftp://127.0.0.1/a", "ipfs://Qm", "data:,x", "file:///none"])
def test_other_addresses_are_refused(link: str) -> None:
    with pytest.raises(L10nError, match="cannot be downloaded"):
        fetch(link)


# The index


def entries(*pairs: str, version: str = "1.9") -> list[dict[str, object]]:
    return [
        metadata(source, target, version, links=[f"https://example.org/{source}_{target}"])
        for source, target in (pair.split(">") for pair in pairs)
    ]


def parsed(*pairs: str) -> index.Index:
    return index.parse(json.dumps(entries(*pairs)).encode(), "https://example.org/index.json")


def here(*pairs: str, version: str = "1.9") -> list[Installed]:
    return [Installed(Path(p), Pair(*p.split(">")), p, version) for p in pairs]


@pytest.mark.parametrize(
    ("targets", "there", "installed", "needed"),
    [
        ("en", "fr>en en>es", "", "fr>en"),
        ("es", "fr>en en>es", "", "fr>en en>es"),
        ("es de", "fr>en en>es en>de", "", "fr>en en>es en>de"),
        ("es", "fr>en en>es fr>es", "", "fr>es"),
        ("es", "fr>en en>es fr>it it>es", "", "fr>en en>es"),
        ("es", "fr>de de>es fr>en en>es", "fr>de", "de>es"),
        ("es", "fr>en en>es", "fr>en en>es", ""),
        ("es", "en>es", "fr>en", "en>es"),
        ("gl", "fr>en en>es es>gl", "", "fr>en en>es es>gl"),
        ("pt-BR", "fr>en en>pt en>pb", "", "fr>en en>pt-BR"),
        ("es-MX", "fr>en en>es", "", "fr>en en>es"),
        ("zh-Hant", "fr>en en>zh en>zt", "", "fr>en en>zh-Hant"),
    ],
)
def test_plan(targets: str, there: str, installed: str, needed: str) -> None:
    found = index.plan("fr", targets.split(), parsed(*there.split()), here(*installed.split()))
    assert " ".join(str(entry.pair) for entry in found) == needed


def test_plan_takes_newer_versions() -> None:
    found = index.plan("fr", ["es"], parsed("fr>en", "en>es"), here("fr>en", version="1.10"))
    assert [str(entry.pair) for entry in found] == ["en>es"]
    found = index.plan("fr", ["en"], parsed("fr>en"), here("fr>en", version="1.8"))
    assert [str(entry.pair) for entry in found] == ["fr>en"]


def test_plan_without_a_way() -> None:
    with pytest.raises(L10nError, match="no package leads from fr to ja"):
        index.plan("fr", ["ja"], parsed("fr>en"), [])


def test_index_keeps_the_newest_and_passes_over_the_rest() -> None:
    raw: list[object] = [
        *entries("fr>en", version="1.10"),
        *entries("fr>en", version="1.9"),
        *entries("../>en", version="../.."),
        {"type": "sbd", "from_codes": ["fr"]},
        {"from_code": 3},
        "nonsense",
    ]
    found = index.parse(json.dumps(raw).encode(), "https://example.org/index.json")
    assert [(str(e.pair), e.version) for e in found.entries.values()] == [("fr>en", "1.10")]


def test_links_of_a_server_never_point_into_this_machine() -> None:
    links = ["file:///etc/passwd", "/v1/a", "b", "ipfs://Qm", 3]
    raw = json.dumps([metadata("fr", "en", links=links)]).encode()
    (entry,) = index.parse(raw, "https://example.org/i/index.json").entries.values()
    assert entry.wanted.links == ("https://example.org/v1/a", "https://example.org/i/b")
    (entry,) = index.parse(raw, "/mirror/index.json").entries.values()
    assert entry.wanted.links == ("file:///etc/passwd", "/v1/a", "/mirror/b")


@pytest.mark.parametrize("text", ["", "<html>", "[]", "{}", "[" * 100_000, '["a"]'])
def test_what_is_no_index(server: Server, text: str) -> None:
    address = server.serve("/index.json", text.encode())
    with pytest.raises(L10nError, match="is no index of Argos packages"):
        index.fetch([address], patience=HASTE)


def test_a_broken_mirror_of_the_index_is_passed_over(server: Server) -> None:
    server.serve("/broken/index.json", b"<html>")
    server.serve_index(*entries("fr>en"))
    addresses = [server.address + "/broken/", server.address + "/"]
    found = index.fetch(addresses, patience=HASTE)
    assert found.address == server.address + "/index.json"


def test_an_index_that_is_cut_off_is_read_again(server: Server) -> None:
    address = server.serve_index(*entries("fr>en"))
    server.paths["/index.json"] = replace(server.paths["/index.json"], cuts=(10, 1 << 20))
    assert index.fetch([address], patience=HASTE).entries


# The command


def test_command_installs_two_hops_and_is_silent_the_second_time(
    server: Server, l10n: Command, packages: Path
) -> None:
    address = server.serve_index(server.offer("fr", "en"), server.offer("en", "es"))
    done = l10n("models", "install", "fr", "es", "--index", address)
    assert done.code == 0
    assert done.err == ""
    assert done.out.splitlines() == [
        f"{packages / 'translate-fr_en-1_9'}: fr>en 1.9 installed; "
        "the index tells no SHA-256: recorded as it came",
        f"{packages / 'translate-en_es-1_9'}: en>es 1.9 installed; "
        "the index tells no SHA-256: recorded as it came",
    ]
    assert leftovers() == set()
    assert store.recorded()["translate-fr_en-1_9"].source.endswith("/fr_en-1.9.argosmodel")
    again = l10n("models", "install", "fr", "es", "--index", address)
    assert (again.code, again.out) == (0, "All that fr to es needs is already installed.\n")
    assert len(server.asked("argosmodel")) == 2


def test_command_without_a_network(l10n: Command, packages: Path) -> None:
    done = l10n("models", "install", "fr", "en", "--index", closed_port())
    assert (done.code, done.out) == (2, "")
    assert "gives no answer" in done.err
    assert "l10n models install FILE" in done.err
    assert list(packages.iterdir()) == []


@pytest.mark.parametrize(
    "served",
    [
        Served(status=404),
        Served(cuts=(1000, 0)),
        Served(drip=5),
    ],
)
def test_command_when_the_package_does_not_come(
    server: Server, l10n: Command, packages: Path, served: Served
) -> None:
    address = server.serve_index(server.offer("fr", "en", served=served))
    done = l10n("models", "install", "fr", "en", "--index", address, "--timeout", "0.2")
    assert (done.code, done.out) == (2, "")
    assert "cannot be downloaded" in done.err
    assert store.installed() == ()
    assert list(packages.iterdir()) == []


def test_command_checks_the_hash_of_the_index_and_of_the_user(
    server: Server, l10n: Command
) -> None:
    entry = server.offer("fr", "en")
    good, bad = checksummed(entry, BODY), checksummed(entry, b"x" * len(BODY))
    wrong = l10n("models", "install", "fr", "en", "--index", server.serve_index({**bad, "size": 1}))
    assert (wrong.code, store.installed()) == (2, ())
    wrong = l10n(
        "models",
        "install",
        "fr",
        "en",
        "--sha256",
        "0" * 64,
        "--index",
        server.serve_index(good),
    )
    assert wrong.code == 2
    assert "not the expected 000" in wrong.err
    wrong = l10n("models", "install", "fr", "en", "--index", server.serve_index(bad))
    assert wrong.code == 2
    assert "not the expected" in wrong.err
    assert store.installed() == ()
    right = l10n("models", "install", "fr", "en", "--index", server.serve_index(good))
    assert (right.code, right.out.split()[1:]) == (0, ["fr>en", "1.9", "installed"])


def test_command_deletes_a_download_that_is_no_package(
    server: Server, l10n: Command, packages: Path
) -> None:
    entry = server.offer("fr", "en")
    server.serve("/fr_en-1.9.argosmodel", b"<html>sign in</html>")
    done = l10n("models", "install", "fr", "en", "--index", server.serve_index(entry))
    assert done.code == 2
    assert f"{server.address}/fr_en-1.9.argosmodel: is no whole zip archive" in done.err
    assert leftovers() == set()
    assert store.survey() == store.Survey((), ())


def test_command_repairs_only_with_the_recorded_file(server: Server, l10n: Command) -> None:
    address = server.serve_index(server.offer("fr", "en"))
    l10n("models", "install", "fr", "en", "--index", address)
    (package_,) = store.installed()
    (package_.folder / "model/model.bin").write_bytes(b"x")
    server.serve("/fr_en-1.9.argosmodel", BODY + b" ")
    done = l10n("models", "install", "fr", "en", "--index", address)
    assert done.code == 2
    assert "not the expected" in done.err
    server.serve("/fr_en-1.9.argosmodel", BODY)
    assert l10n("models", "install", "fr", "en", "--index", address).code == 0
    assert store.verify() == ()


def test_command_installs_what_the_project_needs(
    server: Server, l10n: Command, tmp_path: Path
) -> None:
    server.serve_index(server.offer("fr", "en"), server.offer("en", "es"), server.offer("en", "de"))
    (tmp_path / "l10n.toml").write_text(
        f'targets = ["es", "de"]\nmodels-index = ["{closed_port()}", "{server.address}/"]\n'
    )
    assert l10n("models", "install").code == 0
    assert [str(p.pair) for p in store.installed()] == ["en>de", "en>es", "fr>en"]


def test_command_with_a_mirror_on_disk_opens_no_socket(
    l10n: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*arguments: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", forbidden)
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "a.argosmodel").write_bytes(BODY)
    (mirror / "index.json").write_text(json.dumps([metadata("fr", "en", links=["a.argosmodel"])]))
    for address in (mirror.as_uri() + "/index.json", str(mirror), "mirror"):
        assert l10n("models", "install", "fr", "en", "--index", address).code == 0
        assert l10n("models", "list").code == 0
        assert l10n("models", "verify").code == 0
        for found in store.installed():
            store.check(found)
        assert l10n("models", "remove", "fr", "en").code == 0
    assert l10n("models", "install", str(mirror / "a.argosmodel")).code == 0
    assert (mirror / "a.argosmodel").exists()


def test_command_list(server: Server, l10n: Command, packages: Path) -> None:
    address = server.serve_index(server.offer("fr", "en"), server.offer("en", "es"))
    empty = l10n("models", "list")
    assert (empty.code, empty.out) == (0, "")
    assert "l10n models install" in empty.err
    l10n("models", "install", "fr", "en", "--index", address)
    folder = packages / "translate-fr_en-1_9"
    assert (
        l10n("models", "list").out == f"fr>en  translate-fr_en  1.9  0.3 MB  verified  {folder}\n"
    )
    (row,) = json.loads(l10n("models", "list", "--json").out)
    assert (row["pair"], row["state"]) == ("fr>en", "verified")
    (folder / "model" / "model.bin").write_bytes(b"")
    assert "  changed  " in l10n("models", "list").out
    there = l10n("models", "list", "--available", "--index", address).out.splitlines()
    assert there[0].split() == [
        "en>es",
        "translate-en_es",
        "1.9",
        "-",
        "-",
        f"{server.address}/en_es-1.9.argosmodel",
    ]
    assert "1.9 installed" in there[1]


def test_command_verify(l10n: Command, tmp_path: Path, packages: Path) -> None:
    path = tmp_path / "a.argosmodel"
    path.write_bytes(BODY)
    assert l10n("models", "install", str(path)).code == 0
    assert l10n("models", "install", str(path)).out.endswith("already installed\n")
    assert l10n("models", "verify").code == 0
    (packages / lock.NAME).unlink()
    done = l10n("models", "verify")
    folder = packages / "translate-fr_en-1_9"
    assert done.code == 1
    assert done.out.startswith(f"{folder}: error: is not in the lock file")
    assert done.out.endswith(" [models]\n")
    assert l10n("models", "verify", "--record").code == 0
    (folder / "sentencepiece.model").write_bytes(b"")
    for arguments in (("verify",), ("verify", "--record")):
        done = l10n("models", *arguments)
        assert done.code == 1
        assert f"{folder / 'sentencepiece.model'}: error: has 0 bytes" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("install",),
        ("install", "fr"),
        ("install", "fr", "en", "es"),
        ("install", "fr", "en", "--to", "es"),
        ("install", "fr", "en", "--sha256", "12"),
        ("install", "a.argosmodel", "b.argosmodel", "--sha256", "0" * 64),
        ("install", "none.argosmodel"),
        ("install", "fr", "qqq"),
        ("remove", "fr", "en"),
    ],
)
def test_wrong_use(l10n: Command, arguments: tuple[str, ...]) -> None:
    done = l10n("models", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_a_killed_download_goes_on_where_it_stopped(
    server: Server, l10n: Command, tmp_path: Path, packages: Path
) -> None:
    address = server.serve_index(server.offer("fr", "en", served=Served(drip=0.005)))
    arguments = ["models", "install", "fr", "en", "--index", address]
    killed = subprocess.Popen(
        [sys.executable, "-c", "from l10n.cli import run; run()", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=tmp_path,
    )
    part = cache("downloads") / "translate-fr_en-1_9.argosmodel.part"
    end = time.monotonic() + 20
    while not (part.exists() and part.stat().st_size > 20_000):
        assert time.monotonic() < end
        assert killed.poll() is None
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    came = part.stat().st_size
    assert 20_000 < came < len(BODY)
    assert list(packages.iterdir()) == []
    server.offer("fr", "en")
    assert l10n(*arguments).code == 0
    assert server.requests[-1].headers["Range"] == f"bytes={came}-"
    assert store.verify() == ()
    assert leftovers() == set()
