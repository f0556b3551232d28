"""Nothing outside a project is read or written, through whatever link."""

import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench import Command, tree

from l10n.confinement import Confines
from l10n.errors import L10nError
from l10n.files import read_bytes, write_bytes

ES = "locales/es/LC_MESSAGES/a.po"
SECRET = b"a secret of somebody's own\n"


@dataclass(frozen=True)
class Planted:
    """A link in the project, and what it leads to outside."""

    link: str
    where: str


@pytest.fixture
def outside(workspace: Path) -> Path:
    folder = workspace.parent / "home"
    folder.mkdir()
    for name in (".profile", "a.txt", "a.po", "a.pot"):
        (folder / name).write_bytes(SECRET)
    return folder


LINKS = (
    Planted("localized/es/a.txt", ".profile"),
    Planted("localized/es", ""),
    Planted("localized", ""),
    Planted(ES, "a.po"),
    Planted("locales/es/LC_MESSAGES", ""),
    Planted("locales/es", ""),
    Planted("locales/a.pot", "a.pot"),
    Planted("locales", ""),
    Planted("source/b.txt", "a.txt"),
    Planted("localized/es/a.txt", "new.txt"),
    Planted(ES, "new.po"),
    Planted("locales/es", "none"),
)


@pytest.mark.parametrize("planted", LINKS, ids=lambda planted: planted.link)
@pytest.mark.parametrize("command", ["translate", "extract", "build"])
def test_no_link_leads_out(
    l10n: Command, workspace: Path, outside: Path, planted: Planted, command: str
) -> None:
    path = workspace / planted.link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(os.path.relpath(outside / planted.where, path.parent))
    before = tree(outside)
    result = l10n(command)
    assert tree(outside) == before
    real = [
        p for p in workspace.rglob("*") if p.is_file() and p.resolve().is_relative_to(workspace)
    ]
    assert not [path for path in real if SECRET.strip() in path.read_bytes()]
    if not (command == "build" and "localized" not in planted.link) or result.code:
        assert result.code == 2 or (command == "extract" and planted.link.startswith("localized"))
        assert "Traceback" not in result.err
    if result.code == 2:
        assert "leads through a link to" in result.err
        assert "linked-folders" in result.err


@pytest.mark.parametrize("command", ["status", "check"])
@pytest.mark.parametrize("planted", [Planted(ES, "a.po"), Planted("source/b.txt", "a.txt")])
def test_nothing_outside_is_read(
    l10n: Command, workspace: Path, outside: Path, planted: Planted, command: str
) -> None:
    path = workspace / planted.link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside / planted.where)
    result = l10n(command)
    assert result.code
    assert SECRET.decode().strip() not in result.out + result.err


def test_a_configured_folder_may_be_linked(l10n: Command, workspace: Path) -> None:
    shared = workspace.parent / "shared"
    shared.mkdir()
    (workspace / "source/a.txt").rename(shared / "a.txt")
    (workspace / "source").rmdir()
    (workspace / "source").symlink_to("../shared")
    refused = l10n("translate")
    assert (refused.code, "leads through a link" in refused.err) == (2, True)
    with (workspace / "l10n.toml").open("a") as settings_file:
        settings_file.write('linked-folders = ["../shared"]\n')
    assert l10n("translate").code == 0
    assert (workspace / "localized/es/a.txt").exists()


def test_links_inside_their_own_folder_are_followed(l10n: Command, workspace: Path) -> None:
    (workspace / "locales/es_ES").mkdir(parents=True)
    (workspace / "locales/es").symlink_to("es_ES")
    assert l10n("translate").code == 0
    assert (workspace / "locales/es_ES/LC_MESSAGES/a.po").exists()
    assert (workspace / "locales/es").is_symlink()


def test_init_writes_through_no_link(l10n: Command, workspace: Path, outside: Path) -> None:
    (workspace / "l10n.toml").unlink()
    (workspace / "l10n.toml").symlink_to(outside / "new.toml")
    assert l10n("init").code == 2
    assert not (outside / "new.toml").exists()


def test_planted_names_and_state_folder(l10n: Command, workspace: Path, outside: Path) -> None:
    """A project that brings its own state folder as a link gets no file made behind it."""
    (workspace / ".l10n").symlink_to(outside)
    before = tree(outside)
    l10n("translate")
    assert tree(outside) == before


@pytest.mark.parametrize("kind", ["article", "catalog", "template", "settings"])
def test_a_pipe_is_no_file(l10n: Command, workspace: Path, kind: str) -> None:
    """Reading one would wait for ever."""
    places = {"article": "source/b.txt", "catalog": ES, "template": "locales/a.pot"}
    path = workspace / places.get(kind, "l10n.toml")
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    result = l10n("translate", "--to", "es", "--engine", "pseudo")
    if kind in ("catalog", "template"):
        assert result.code == 2
        assert "not a regular file" in result.err


def swapper(path: Path, outside: Path, stop: threading.Event) -> None:
    """Turn a folder into a link that leads out and back again, as fast as one can."""
    kept, link = path.with_name("kept"), path.with_name("link")
    link.symlink_to(outside)
    while not stop.is_set():
        with suppress(OSError):
            path.rename(kept)
            link.rename(path)
            path.rename(link)
            kept.rename(path)


def test_a_folder_swapped_for_a_link_meanwhile(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "home"
    (project / "localized/es").mkdir(parents=True)
    outside.mkdir()
    (outside / "a.txt").write_bytes(SECRET)
    before, confines = tree(outside), Confines(project, "localized")
    stop = threading.Event()
    swapping = threading.Thread(target=swapper, args=(project / "localized/es", outside, stop))
    swapping.start()
    written = 0
    try:
        for number in range(800):
            with suppress(L10nError):
                content = f"{number}".encode()
                written += write_bytes(
                    project / "localized/es/a.txt", content, lasting=False, within=confines
                )
            with suppress(L10nError):
                assert read_bytes(project / "localized/es/a.txt", confines) != SECRET
    finally:
        stop.set()
        swapping.join()
    assert tree(outside) == before
    assert written, "no write came through: the test tests nothing"


NAMES = st.sampled_from(["a", "b", "c"])


@settings(max_examples=60)
@given(
    links=st.lists(
        st.tuples(NAMES, NAMES, st.sampled_from(["in", "out", "up", "loop"])), max_size=4
    ),
    paths=st.lists(st.lists(NAMES, min_size=1, max_size=3), min_size=1, max_size=4),
)
def test_whatever_links_there_are(
    tmp_path_factory: pytest.TempPathFactory,
    links: list[tuple[str, str, str]],
    paths: list[list[str]],
) -> None:
    """Law: a write goes where a real path below the folder is, or nothing is written at all."""
    top = tmp_path_factory.mktemp("links")
    folder, outside = top / "project/localized", top / "outside"
    folder.mkdir(parents=True)
    (outside / "a").mkdir(parents=True)
    for name, other, kind in links:
        leads = {"in": folder / other, "out": outside / other, "up": top, "loop": folder / name}
        with suppress(FileExistsError):
            (folder / name).symlink_to(leads[kind])
    before = tree(outside)
    confines = Confines(top / "project", "localized")
    for path in paths:
        with suppress(L10nError):
            write_bytes(folder.joinpath(*path, "x.txt"), b"x", lasting=False, within=confines)
    assert tree(outside) == before
    assert set(os.listdir(top)) == {"project", "outside"}  # noqa: PTH208
    assert set(os.listdir(top / "project")) == {"localized"}  # noqa: PTH208
