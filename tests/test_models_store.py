"""Installing, listing, verifying and removing packages; their models are fake bytes."""

import io
import json
import os
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from package_server import content, home, metadata, package, zipped

from l10n.engines import Pair
from l10n.engines.argos import archive, installation, lock, store
from l10n.engines.argos.installation import install_file, record_strangers, remove
from l10n.errors import L10nError
from l10n.mutex import alone

FR_EN = Pair("fr", "en")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return home(tmp_path, monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes, name: str = "some.argosmodel") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != installation.MUTEX
    }


def names(folder: Path) -> set[str]:
    """List what is in a package folder and beside it, but for the mutex."""
    found = {*folder.iterdir(), *folder.parent.iterdir()} - {folder}
    return {path.name for path in found} - {installation.MUTEX}


def run(code: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own, in the same home."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        check=False,
    )


def test_installs_lists_and_records(packages: Path, file: Callable[[bytes], Path]) -> None:
    body = package("fr", "en")
    done = install_file(file(body))
    assert done.fresh
    assert store.installed() == (done.package,)
    assert (done.package.pair, done.package.name) == (FR_EN, "translate-fr_en")
    assert tree(packages).keys() - {lock.NAME} == content("fr", "en").keys()
    record = store.recorded()["translate-fr_en-1_9"]
    assert record.archive == lock.fingerprint(file(body))
    assert record.files == lock.scan(done.package.folder)
    assert store.verify() == ()
    assert names(packages) == {"translate-fr_en-1_9", lock.NAME}


def test_installing_again_changes_nothing(packages: Path, file: Callable[[bytes], Path]) -> None:
    first = install_file(file(package("fr", "en")))
    before = first.package.folder.stat()
    again = install_file(file(package("fr", "en")))
    assert not again.fresh
    assert again.package == first.package
    assert first.package.folder.stat() == before


def test_argos_tools_find_what_is_installed(
    packages: Path, file: Callable[[bytes], Path], tmp_path: Path
) -> None:
    install_file(file(package("fr", "en")))
    install_file(file(package("en", "pb")))
    found = run(
        "from argostranslate.package import get_installed_packages as found\n"
        "for p in sorted(found(), key=str): print(p.from_code, p.to_code, p.package_path)",
        tmp_path,
    )
    assert found.stdout.splitlines() == [
        f"en pb {packages / 'translate-en_pb-1_9'}",
        f"fr en {packages / 'translate-fr_en-1_9'}",
    ]
    assert [p.pair.target for p in store.installed()] == ["pt-BR", "en"]


def test_packages_of_argos_tools_are_found_and_can_be_recorded(
    packages: Path, file: Callable[[bytes], Path], tmp_path: Path
) -> None:
    path = file(package("fr", "en"))
    code = f"from argostranslate.package import install_from_path as f; f({str(path)!r})"
    assert run(code, tmp_path).returncode == 0, run(code, tmp_path).stderr
    (found,) = store.installed()
    store.check(found)
    assert ["not in the lock file" in str(fault) for fault in store.verify()] == [True]
    assert record_strangers() == (found,)
    assert store.verify() == ()
    assert store.recorded()[found.folder.name].archive is None


def test_newest_version_wins(packages: Path, file: Callable[[bytes], Path]) -> None:
    for version in ("1.9", "1.10", "1.0"):
        install_file(file(package("fr", "en", version)))
    assert [p.version for p in store.installed()] == ["1.10"]
    assert [p.version for p in store.survey().packages] == ["1.10", "1.9", "1.0"]


def test_a_stray_folder_is_reported_and_breaks_nothing(
    packages: Path, file: Callable[[bytes], Path]
) -> None:
    done = install_file(file(package("fr", "en")))
    (packages / "stray").mkdir()
    (packages / "broken").mkdir()
    (packages / "broken" / "metadata.json").write_text("{")
    (packages / "hollow").mkdir()
    (packages / "hollow" / "metadata.json").write_text(json.dumps(metadata("a", "b")))
    (packages / "splitter").mkdir()
    (packages / "splitter" / "metadata.json").write_text('{"type": "sbd"}')
    survey = store.survey()
    assert survey.packages == (done.package,)
    assert [fault.path.relative_to(packages).parts[0] for fault in survey.strays] == [
        "broken",
        "hollow",
        "stray",
    ]
    assert store.verify() == survey.strays


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda f: (f / "model/model.bin").write_bytes(b"x"), "has 1 bytes, not the"),
        (lambda f: (f / "sentencepiece.model").write_bytes(b"FAKE tokenizer"), "was changed"),
        (lambda f: (f / "model/shared_vocabulary.txt").unlink(), "is missing"),
        (lambda f: (f / "extra.py").write_bytes(b""), "does not belong to the package"),
        (lambda f: (f / "link").symlink_to(f.parent), "does not belong to the package"),
        (lambda f: (f / "metadata.json").unlink(), "is missing"),
        (lambda f: f.rename(f.parent.parent / "elsewhere"), "is in the lock file, but gone"),
    ],
)
def test_verify_finds_what_was_tampered_with(
    packages: Path,
    file: Callable[[bytes], Path],
    spoil: Callable[[Path], object],
    told: str,
) -> None:
    package_ = install_file(file(package("fr", "en"))).package
    install_file(file(package("en", "es")))
    store.check(package_)
    spoil(package_.folder)
    (fault,) = store.verify()
    assert told in fault.message
    assert str(fault).startswith(f"{packages / 'translate-fr_en-1_9'}")
    assert str(fault).endswith("[models]")
    store.check.cache_clear()
    with pytest.raises(L10nError, match="l10n models verify"):
        store.check(package_)


def test_a_damaged_package_is_installed_again(
    packages: Path, file: Callable[[bytes], Path]
) -> None:
    package_ = install_file(file(package("fr", "en"))).package
    (package_.folder / "model/model.bin").write_bytes(b"x")
    assert install_file(file(package("fr", "en"))).fresh
    assert store.verify() == ()


def test_remove_deletes_every_version_and_forgets(
    packages: Path, file: Callable[[bytes], Path]
) -> None:
    for version in ("1.0", "1.9"):
        install_file(file(package("fr", "en", version)))
    kept = install_file(file(package("en", "es"))).package
    assert len(remove(FR_EN)) == 2
    assert store.installed() == (kept,)
    assert store.verify() == ()
    assert names(packages) == {"translate-en_es-1_9", lock.NAME}
    with pytest.raises(L10nError, match="no package translates fr>en"):
        remove(FR_EN)


def test_remove_follows_no_link(
    packages: Path, file: Callable[[bytes], Path], tmp_path: Path
) -> None:
    folder = install_file(file(package("fr", "en"))).package.folder
    folder.rename(tmp_path / "mine")
    folder.symlink_to(tmp_path / "mine")
    remove(FR_EN)
    assert (tmp_path / "mine" / "metadata.json").exists()
    assert not os.path.lexists(folder)


def test_a_wrong_hash_installs_nothing(packages: Path, file: Callable[[bytes], Path]) -> None:
    with pytest.raises(L10nError, match="not the expected 0000"):
        install_file(file(package("fr", "en")), expected_sha256="0" * 64)
    assert names(packages) == set()


TOP = "translate-fr_en-1_9"


def members(**more: bytes) -> dict[str, bytes]:
    return {**content("fr", "en"), **more}


def with_entry(name: str, *, mode: int = 0, data: bytes = b"x") -> bytes:
    """Build a good package with one entry more, of a hostile name or kind."""
    stream = io.BytesIO(package("fr", "en"))
    with zipfile.ZipFile(stream, "a") as opened:
        info = zipfile.ZipInfo("placeholder")
        info.filename = info.orig_filename = name
        info.external_attr = mode << 16
        opened.writestr(info, data)
    return stream.getvalue()


def corrupted(body: bytes) -> bytes:
    at = body.index(b"model.bin") + 1000
    return body[:at] + bytes([body[at] ^ 0xFF]) + body[at + 1 :]


def lying(body: bytes) -> bytes:
    """Say in the table that model.bin has 4 bytes, so that bounds seem kept."""
    at = body.rindex(b"PK\x01\x02", 0, body.rindex(f"{TOP}/model/model.bin".encode()))
    return body[: at + 24] + (4).to_bytes(4, "little") + body[at + 28 :]


HOSTILE: dict[str, tuple[bytes, str]] = {
    "parent": (with_entry("../evil"), "would leave the folder"),
    "inner parent": (with_entry(f"{TOP}/../../evil"), "would leave the folder"),
    "absolute": (with_entry("/evil"), "would leave the folder"),
    "backslash": (with_entry(f"{TOP}\\..\\evil"), "no name for a file"),
    "drive": (with_entry("C:/evil"), "no name for a file"),
    "null": (with_entry(f"{TOP}/a\0b"), "no name for a file"),
    "dot": (with_entry(f"{TOP}/./a"), "no name for a file"),
    "long": (with_entry(f"{TOP}/{'a' * 500}"), "no name for a file"),
    "symlink": (
        with_entry(f"{TOP}/link", mode=stat.S_IFLNK | 0o777, data=b"/etc"),
        "a link or a device",
    ),
    "device": (with_entry(f"{TOP}/pipe", mode=stat.S_IFIFO | 0o666), "a link or a device"),
    "twice": (with_entry(f"{TOP}/METADATA.json"), "is in it twice"),
    "file as folder": (with_entry(f"{TOP}/metadata.json/evil"), "is in it twice"),
    "two folders": (with_entry("other/file"), "a package is one folder"),
    "no folder": (with_entry("file"), "a package is one folder"),
    "bomb": (zipped(members(**{f"{TOP}/zeros": bytes(40 << 20)})), "zip bomb"),
    "hidden": (zipped({f".{k}": v for k, v in content("fr", "en").items()}), "begins with a dot"),
    "odd folder": (
        zipped({k.replace(TOP, "a b"): v for k, v in content("fr", "en").items()}),
        "odd name",
    ),
    "empty": (zipped({}), "it is empty"),
    "no zip": (b"<html>not found</html>", "no whole zip archive"),
    "nothing": (b"", "no whole zip archive"),
    "cut off": (package("fr", "en")[:-100], "no whole zip archive"),
    "bad checksum": (corrupted(package("fr", "en")), "no whole zip archive"),
    "lying size": (lying(package("fr", "en")), "no whole zip archive"),
    "no metadata": (zipped({f"{TOP}/model/model.bin": b"x"}), "has no metadata.json"),
    "broken metadata": (zipped(members(**{f"{TOP}/metadata.json": b"{"})), "cannot be read"),
    "deep metadata": (
        zipped(members(**{f"{TOP}/metadata.json": b"[" * 100_000})),
        "cannot be read",
    ),
    "listed metadata": (zipped(members(**{f"{TOP}/metadata.json": b"[]"})), "no from_code"),
    "other kind": (
        zipped(members(**{f"{TOP}/metadata.json": b'{"type": "sbd"}'})),
        "is no translation package",
    ),
    "no model": (
        zipped({k: v for k, v in content("fr", "en").items() if "model.bin" not in k}),
        "has no model/model.bin",
    ),
    "no tokenizer": (
        zipped({k: v for k, v in content("fr", "en").items() if "piece" not in k}),
        "has no sentencepiece.model",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_refuses_a_hostile_or_broken_archive(
    packages: Path, file: Callable[[bytes], Path], case: str, tmp_path: Path
) -> None:
    kept = install_file(file(package("fr", "en", "1.0"))).package
    before = tree(tmp_path / "data")
    body, told = HOSTILE[case]
    with pytest.raises(L10nError) as caught:
        install_file(file(body))
    assert told in caught.value.message
    assert caught.value.where.endswith("some.argosmodel")
    assert "Nothing was installed" in caught.value.hint
    assert tree(tmp_path / "data") == before
    assert names(packages) == {kept.folder.name, lock.NAME}
    assert not (tmp_path / "evil").exists()


def test_refuses_too_many_files(
    packages: Path, file: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    with pytest.raises(L10nError, match="4 files; 3 are allowed"):
        install_file(file(package("fr", "en")))


def test_a_file_that_is_not_there(packages: Path, tmp_path: Path) -> None:
    with pytest.raises(L10nError, match="cannot be read"):
        install_file(tmp_path / "none.argosmodel")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"format": 2, "packages": {}}',
        '{"format": 1, "packages": {"..": {}}}',
        '{"format": 1, "packages": {"../../x": {}}}',
        '{"format": 1, "packages": {"x": {}}}',
        "[" * 100_000,
    ],
)
def test_a_broken_lock_file_is_an_error_with_advice(packages: Path, text: str) -> None:
    (packages / lock.NAME).write_text(text)
    with pytest.raises(L10nError, match="is no lock file"):
        store.verify()


def test_lock_file_comes_out_the_same(packages: Path, file: Callable[[bytes], Path]) -> None:
    for pair in (("fr", "en"), ("en", "es")):
        install_file(file(package(*pair)))
    before = (packages / lock.NAME).read_bytes()
    lock.save(packages, store.recorded())
    assert (packages / lock.NAME).read_bytes() == before


def test_one_process_at_a_time(tmp_path: Path) -> None:
    with (
        alone(tmp_path / "mutex", patience=0),
        pytest.raises(L10nError, match="another l10n"),
        alone(tmp_path / "mutex", patience=0.1),
    ):
        pass
    with alone(tmp_path / "mutex", patience=0):
        pass


def test_installs_where_only_the_folder_itself_can_be_written(
    packages: Path, file: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a mounted volume: nothing can be renamed into it from beside."""
    replace = Path.replace

    def crossing(path: Path, target: Path) -> Path:
        if Path(path).parent != Path(target).parent:
            raise OSError(18, "Invalid cross-device link")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", crossing)
    assert install_file(file(package("fr", "en"))).fresh
    assert names(packages) == {"translate-fr_en-1_9", lock.NAME}
    assert store.verify() == ()


STEPS = ("fsync", "rename", "replace", "mkdir", "unlink", "rmdir")


def install_and_die(path: Path, steps: int) -> int:
    """Install in another process, killed before the next of the steps on disk; give its end.

    The end is what Popen.returncode would be.
    """
    child = os.fork()
    if not child:
        left = steps

        def counted(call: Callable[..., object]) -> Callable[..., object]:
            def wrapper(*arguments: object, **options: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*arguments, **options)

            return wrapper

        for name in STEPS:
            setattr(os, name, counted(getattr(os, name)))
        try:
            install_file(path)
        except BaseException:  # noqa: BLE001  # nothing of pytest may run in this process
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_kill_at_any_step_leaves_the_old_or_the_new(
    packages: Path, tmp_path: Path, file: Callable[[bytes], Path]
) -> None:
    """Replace a package by another of the same folder, killed before each step in turn."""
    old = zipped(members(**{f"{TOP}/README.md": b"old"}))
    new = zipped(members(**{f"{TOP}/README.md": b"new"}))
    (tmp_path / "new.argosmodel").write_bytes(new)
    seen: set[bytes] = set()
    for steps in range(100):
        install_file(file(old))
        ended = install_and_die(tmp_path / "new.argosmodel", steps)
        listed = [p.folder.name for p in store.installed()]
        assert listed in ([TOP], []), "a staging folder was listed"
        other = install_file(file(package("en", "es"))).package
        assert [p.folder.name for p in store.installed()] == [other.folder.name, TOP]
        assert store.verify() == ()
        seen.add((packages / TOP / "README.md").read_bytes())
        assert names(packages) == {TOP, other.folder.name, lock.NAME}
        remove(other.pair)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    assert ended == 0
    assert steps > 10
    assert seen == {b"old", b"new"}


def test_a_kill_while_unpacking_leaves_nothing(
    packages: Path, tmp_path: Path, file: Callable[[bytes], Path]
) -> None:
    path = file(package("fr", "en"))
    assert install_and_die(path, 12) == -signal.SIGKILL
    assert list(tmp_path.rglob("model.bin"))
    assert store.installed() == ()
    assert store.survey().strays == ()
    assert install_file(path).fresh
    assert store.verify() == ()
