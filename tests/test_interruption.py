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
RESTART = 5  # kills after which all is removed, so that every stage is hit


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
    begun = time.monotonic()
    subprocess.run(command, cwd=workspace, check=True, capture_output=True)
    whole, length = tree(workspace), time.monotonic() - begun
    chance = random.Random(20)  # noqa: S311  # instants, not secrets
    killed = before = 0
    for number in range(KILLS):
        if number % RESTART == 0:
            shutil.rmtree(workspace / "locales", ignore_errors=True)
            shutil.rmtree(workspace / "localized", ignore_errors=True)
            before = 0
        process = subprocess.Popen(
            command, cwd=workspace, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.3, 1) * length)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        now = drafted(workspace)
        assert now >= before, "a kill lost drafts that were saved"
        before = now
        if number % RESTART == RESTART - 1:
            assert refused_by_gettext(workspace) == []
    assert killed >= KILLS // 2, "most runs ended before they were killed: the test tests little"
    assert l10n("translate").code == 0
    assert tree(workspace) == whole


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
