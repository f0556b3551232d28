"""Nothing that a person saves is lost, whatever else saves at the same time."""

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from editors import project, sessions
from workbench import Command, tree

from l10n import po
from l10n.files import Changed, write_bytes
from l10n.leases import Busy, Lease

ES = "locales/es/LC_MESSAGES/a.po"
LEASES = sys.platform == "linux"


def words_of_a_person(workspace: Path) -> bytes:
    """Make three units of the sample's catalog final; give its bytes."""
    catalog = po.load((workspace / ES).read_bytes())
    from dataclasses import replace

    units = [replace(u, target=f"Palabra {n}", flags=()) for n, u in enumerate(catalog.units[:3])]
    content = po.dump(replace(catalog, units=(*units, *catalog.units[3:])))
    (workspace / ES).write_bytes(content)
    return content


@pytest.mark.parametrize("command", ["translate", "extract", "build", "status", "check"])
def test_a_truncated_catalog_is_not_none(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """An editor has emptied the file and not yet written it: its open handle is not orphaned."""
    monkeypatch.setattr("l10n.files.PATIENCE", 0.2)
    l10n("translate")
    content = words_of_a_person(workspace)
    with (workspace / ES).open("wb", buffering=0) as saving:
        result = l10n(command)
        saving.write(content)
    assert (workspace / ES).read_bytes() == content
    assert result.code == 2
    opened = "is open for writing in another program" if LEASES else "is empty: a program may be"
    assert f"{ES}: {opened}" in result.err
    (workspace / ES).write_bytes(b"\n")
    assert f"{ES}: is empty: a program may be saving it" in l10n(command).err


def test_one_truncated_catalog_stops_no_other_article(l10n: Command, workspace: Path) -> None:
    (workspace / "source/b.txt").write_text("Un autre texte.", "utf-8")
    (workspace / ES).parent.mkdir(parents=True)
    (workspace / ES).touch()
    assert l10n("translate").code == 2
    assert (workspace / ES).read_bytes() == b""
    assert (workspace / "localized/es/b.txt").exists()


def test_a_slow_save_is_waited_for(l10n: Command, workspace: Path) -> None:
    l10n("translate")
    content = words_of_a_person(workspace)
    article = workspace / "source/a.txt"
    article.write_bytes(article.read_bytes() + b"\n\nUn paragraphe de plus.")
    emptied = threading.Event()

    def save() -> None:
        with (workspace / ES).open("wb", buffering=0) as saving:
            emptied.set()
            time.sleep(0.3)
            saving.write(content[:200])
            time.sleep(0.3)
            saving.write(content[200:])

    saving = threading.Thread(target=save)
    saving.start()
    emptied.wait()
    result = l10n("translate")
    saving.join()
    assert result.code == 0
    held = {unit.target for unit in po.load((workspace / ES).read_bytes()).units}
    assert {"Palabra 0", "Palabra 1", "Palabra 2"} <= held


@pytest.mark.skipif(not LEASES, reason="the system has no leases")
def test_a_catalog_open_for_writing_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    monkeypatch.setattr("l10n.files.PATIENCE", 0.1)
    with path.open("r+b"), pytest.raises(Exception, match="is open for writing in another program"):
        write_bytes(path, b"new", expected=b"old")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.po"]
    assert write_bytes(path, b"new", expected=b"old")


def at_the_exchange(monkeypatch: pytest.MonkeyPatch, deed: "list[object]") -> None:
    """Let somebody do something between the last look at a file and its exchange."""
    from l10n import replacement

    swapped = replacement.swapped

    def delayed(*arguments: object) -> bool:
        while deed:
            deed.pop(0)()  # type: ignore[operator]
        return swapped(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(replacement, "swapped", delayed)


@pytest.mark.skipif(not LEASES, reason="the system cannot exchange files")
def test_a_save_by_renaming_at_the_last_instant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, beside = tmp_path / "a.po", tmp_path / "b.po"
    path.write_bytes(b"old")
    beside.write_bytes(b"edited")
    at_the_exchange(monkeypatch, [lambda: beside.rename(path)])
    with pytest.raises(Changed):
        write_bytes(path, b"new", expected=b"old")
    assert path.read_bytes() == b"edited"
    assert [p.name for p in tmp_path.iterdir()] == ["a.po"]


@pytest.mark.skipif(not LEASES, reason="the system cannot exchange files")
def test_saves_while_an_old_file_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saved once before the exchange, and again before it is undone: the last save stays."""
    from l10n import replacement

    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    swapped, saves = replacement.swapped, [b"first", b"second"]

    def meanwhile(*arguments: object) -> bool:
        if saves:
            (tmp_path / "b.po").write_bytes(saves.pop(0))
            (tmp_path / "b.po").rename(path)
        return swapped(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(replacement, "swapped", meanwhile)
    with pytest.raises(Changed):
        write_bytes(path, b"new", expected=b"old")
    assert path.read_bytes() == b"second"


@pytest.mark.skipif(not LEASES, reason="the system has no leases")
def test_a_save_in_place_at_the_last_instant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who opens the file during the exchange waits, and then writes where its name is."""
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    begun = threading.Event()
    code = "import sys; print(flush=True); open(sys.argv[1], 'w').write('edited')"
    processes = []

    def save() -> None:
        process = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
        assert process.stdout
        process.stdout.read(1)
        time.sleep(0.2)  # it is in open(2) now, waiting for the lease
        processes.append(process)
        begun.set()

    at_the_exchange(monkeypatch, [save])
    with pytest.raises(Changed):
        write_bytes(path, b"new", expected=b"old")
    assert processes[0].wait(10) == 0
    assert path.read_bytes() == b"edited"


@pytest.mark.skipif(not LEASES, reason="the system has no leases")
def test_a_lease_is_refused_where_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    with path.open("rb") as reading, path.open("ab"), pytest.raises(Busy), Lease(reading.fileno()):
        pass
    with path.open("rb") as reading, Lease(reading.fileno()) as lease:
        assert lease.held
        lease.refuse_writers()


def test_without_leases_a_moment_is_waited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changed just now may be in the middle of being saved."""
    path = tmp_path / "a.po"
    path.write_bytes(b"half")
    waits: list[float] = []

    def save(seconds: float) -> None:
        waits.append(seconds)
        path.write_bytes(b"whole")

    monkeypatch.setattr(Lease, "take", lambda _: None)
    monkeypatch.setattr("time.sleep", save)
    with pytest.raises(Changed):
        write_bytes(path, b"new", expected=b"half")
    assert path.read_bytes() == b"whole"
    assert len(waits) == 1
    assert write_bytes(path, b"ours", expected=b"whole")
    assert write_bytes(path, b"ours, again", expected=b"ours")
    assert len(waits) == 2, "what this process wrote itself is no save of somebody's"


@pytest.mark.slow
def test_saves_at_random_instants(tmp_path: Path) -> None:
    """`make saves` does so ten thousand times."""
    editor = sessions(tmp_path / "project", saves=200, seed=1)
    assert editor.saves == 200
    assert editor.lost == []


def test_a_lock_says_who_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from l10n.confinement import Confines
    from l10n.errors import L10nError
    from l10n.replacement import held

    within = Confines(tmp_path, "locales")
    monkeypatch.setattr("l10n.replacement.LONG", 0.1)
    told = r"another l10n is at work here \(process \d+ on"
    with held(within), pytest.raises(L10nError, match=told), held(within):
        raise AssertionError
    with held(within):
        assert (tmp_path / ".l10n/.gitignore").read_bytes() == b"*\n"


NAMESPACES = ("unshare", "--pid", "--fork", "--mount-proc")


def namespaces_work() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*NAMESPACES, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not namespaces_work(), reason="this system lets nobody make PID namespaces")
def test_two_of_one_number(tmp_path: Path) -> None:
    """Two containers on one folder: both processes have the number 1, or the same small one."""
    project(tmp_path, words=300)
    command = [*NAMESPACES, sys.executable, "-m", "l10n", "translate"]
    for turn in range(2):
        texts = sorted((tmp_path / "source").iterdir())
        for path in texts:
            path.write_text(path.read_text("utf-8") + f"\n\nTour {turn} {path.stem}.", "utf-8")
        both = [
            subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(2)
        ]
        for process in both:
            _, told = process.communicate()
            assert process.returncode == 0, told
        for path in texts:
            catalog = po.load((tmp_path / f"locales/es/LC_MESSAGES/{path.stem}.po").read_bytes())
            own = [u for u in catalog.active if f"document {path.stem[1:]}." in u.source]
            assert len(own) == 300
            assert len(catalog.active) == 301 + turn
    assert not [name for name in tree(tmp_path) if name.endswith(".part")]
