"""Several processes do what one would, and end with the one that started them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from workbench import Command, tree

from l10n import crew
from l10n.errors import L10nError

several = pytest.mark.skipif(crew.processes() < 2, reason="one process is all there may be here")
SLEEPERS = r"""
import os, sys, time
from l10n import crew
crew.processes = lambda: 2

def work(share):
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(60 if len(sys.argv) > 1 else 0.2)

list(crew.spread(work, range(1000)))
"""


def doubled(share: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), [2 * number for number in share]


@pytest.mark.parametrize("count", [0, 1, crew.FEW - 1, crew.FEW, 333])
def test_order(count: int) -> None:
    answers = list(crew.spread(doubled, range(count)))
    assert [number for _, some in answers for number in some] == [2 * n for n in range(count)]


@several
def test_many_things_take_several_processes() -> None:
    workers = {worker for worker, _ in crew.spread(doubled, range(crew.FEW))}
    assert len(workers) > 1
    assert os.getpid() not in workers


def failing(share: Sequence[int]) -> int:
    if 140 in share:
        raise L10nError("is bad", where="140", hint="Leave it out.")
    return len(share)


@pytest.mark.parametrize("count", [141, 1000])
def test_what_the_work_raises(count: int) -> None:
    done: list[int] = []
    with pytest.raises(L10nError, match=r"140: is bad\. Leave it out\."):
        done.extend(crew.spread(failing, range(count)))
    assert sum(done) == 140


def killing(share: Sequence[int]) -> int:
    if 999 in share:
        os.kill(os.getpid(), signal.SIGKILL)
    return len(share)


@several
def test_a_killed_process() -> None:
    with pytest.raises(L10nError, match="was killed"):
        list(crew.spread(killing, range(1000)))


def alive(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"
    return False


@several
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_processes_end_with_the_first(sent: signal.Signals) -> None:
    """Those of a killed one when they next have an answer to give."""
    long = [] if sent is signal.SIGKILL else ["long"]
    command = [sys.executable, "-c", SLEEPERS, *long]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout
        workers = [int(run.stdout.readline()) for _ in range(2)]
        run.send_signal(sent)
        run.wait(10)
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers))


ARTICLE = "# Article {n}\n\nLa mer *{n}* et [le port]({other:02}.md#article-{other}).\n"


def test_many_articles(l10n: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files and the messages are the same, however many processes write them."""
    (workspace / "l10n.toml").write_text('targets = ["es", "ca"]\nengine = "pseudo"\n', "utf-8")
    (workspace / "source/a.txt").unlink()
    for n in range(crew.FEW + 10):
        text = ARTICLE.format(n=n, other=n + 1)
        (workspace / f"source/{n:02}.md").write_text(text, "utf-8")
    (workspace / "source/07.md").write_bytes(b"\xff\xfe\x00")
    found = []
    for count in (1, 2):
        monkeypatch.setattr(crew, "processes", lambda count=count: count)
        for folder in ("locales", "localized"):
            for path in (workspace / folder).rglob("*.*"):
                path.unlink()
        extracted = l10n("extract")
        drafted = l10n("translate")
        for path in (workspace / "localized").rglob("*.md"):
            path.unlink()
        built = l10n("build")
        runs = (extracted, drafted, built)
        assert [run.code for run in runs] == [2, 2, 2]
        found.append((tree(workspace), [(run.out, run.err) for run in runs]))
    assert found[0] == found[1]
    assert "lead nowhere in the articles themselves: 1 " in found[0][1][2][1]  # the last one
