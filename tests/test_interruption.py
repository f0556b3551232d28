"""Killed at any instant, a run leaves whole catalogs, and the next one finishes the work."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from workbench import Command, tree

from l10n import po
from l10n.catalog import State

KILLS = 100
ARTICLES = 12
RESTART = 4  # runs after which all is removed, so that every stage is hit


def make_articles(folder: Path) -> None:
    """Write articles of which several make a round, with texts that some share."""
    for number in range(ARTICLES):
        lines = [f"Le paragraphe {n} de l’article {number} parle de la mer.\n" for n in range(40)]
        (folder / f"{number:02}.txt").write_text("\n".join([*lines, "Fin\n"]), "utf-8")


def drafted(workspace: Path) -> int:
    """Count the drafts in the catalogs, every one of which must be sound PO."""
    count = 0
    for path in workspace.glob("locales/*/LC_MESSAGES/*.po"):
        catalog = po.load(path.read_bytes(), path.name)
        count += sum(unit.state is State.DRAFT for unit in catalog.units)
    return count


def refused_by_gettext(workspace: Path) -> list[str]:
    catalogs = [str(path) for path in workspace.glob("locales/*/LC_MESSAGES/*.po")]
    if not shutil.which("msgfmt"):
        return []
    checks = (["msgfmt", "-c", "-o", "/dev/null", path] for path in catalogs)
    return [c[-1] for c in checks if subprocess.run(c, capture_output=True, check=False).returncode]


@pytest.mark.slow
def test_killed_at_random_instants(l10n: Command, workspace: Path) -> None:
    (workspace / "source/a.txt").unlink()
    make_articles(workspace / "source")
    (workspace / "l10n.toml").write_text('targets = ["es", "ca"]\nengine = "pseudo"\n', "utf-8")
    command = [sys.executable, "-m", "l10n", "translate"]
    length, _ = watched(command, workspace, None)
    whole = tree(workspace)
    chance = random.Random(20)  # noqa: S311  # instants, not secrets
    killed = before = 0
    for tried in range(4 * KILLS):
        if killed == KILLS:
            break
        if tried % RESTART == 0:
            assert refused_by_gettext(workspace) == []
            shutil.rmtree(workspace / "locales", ignore_errors=True)
            shutil.rmtree(workspace / "localized", ignore_errors=True)
            before = 0
        lived, died = watched(command, workspace, chance.uniform(0.2, 1) * length)
        killed += died
        if not died:
            length = lived  # it was quicker this time: kill earlier
        now = drafted(workspace)
        assert now >= before, "a kill lost drafts that were saved"
        before = now
    assert killed == KILLS, "most runs ended before they were killed: the test tests little"
    assert l10n("translate").code == 0
    assert tree(workspace) == whole


def watched(command: list[str], folder: Path, moment: float | None) -> tuple[float, bool]:
    """Run a command, killed at a moment; give the seconds it lived and whether that killed it."""
    begun = time.monotonic()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.kill()
        status = process.wait()
    return time.monotonic() - begun, status == -signal.SIGKILL


def test_ctrl_c_keeps_what_is_finished(
    l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_articles(workspace / "source")
    from l10n.run import Run

    saved = Run.save_drafts
    rounds = iter(range(99))

    def interrupted(self: Run, *arguments: object) -> None:
        if next(rounds) == 2:
            raise KeyboardInterrupt
        saved(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Run, "save_drafts", interrupted)
    stopped = l10n("translate")
    assert stopped.code == 130
    assert "run it again to go on" in stopped.err
    kept = drafted(workspace)
    assert kept > 0
    monkeypatch.undo()
    monkeypatch.chdir(workspace)
    assert l10n("translate").code == 0
    assert drafted(workspace) > kept
