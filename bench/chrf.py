"""Compares our Apertium drafts with those of the `apertium` program itself, by chrF.

Ours are made by the whole of `l10n.pipeline.draft`, as `l10n translate` makes them;
a draft that is refused counts as empty.

    python bench/chrf.py FOLDER [--lines N]

FOLDER holds sentences by line in files that end in .fr, .es and .ca, such as
those of FLORES dev.
"""

import argparse
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import sacrebleu

from l10n.engines import Package, Pair
from l10n.engines.apertium import ENGINE
from l10n.engines.apertium.stream import plain
from l10n.engines.routing import Route
from l10n.pipeline.draft import draft
from l10n.pipeline.sessions import Sessions

PAIRS = (Pair("fr", "es"), Pair("fr", "ca"))
Draft = Callable[[Package, Sequence[str]], list[str]]


def by_pipeline(package: Package, lines: Sequence[str]) -> list[str]:
    target = package.pair.target
    with Sessions({ENGINE.name: ENGINE}) as sessions:
        made = draft({target: lines}, {target: Route((package,))}, sessions)
        outcomes = dict(made)[target]
    return [outcomes[line].text for line in lines]


def by_session(package: Package, lines: Sequence[str]) -> list[str]:
    with ENGINE.open(package) as session:
        return session.translate(lines)


def by_program(package: Package, lines: Sequence[str]) -> list[str]:
    """Draft with one run of the program; blank lines keep its sentences apart."""
    asked = subprocess.run(
        ["apertium", "-u", package.name],
        input="".join(f"{line}\n\n" for line in lines),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [line.strip() for line in asked.stdout.split("\n\n")[: len(lines)]]
    if len(answers) != len(lines):
        raise SystemExit(f"the program gave {len(answers)} answers to {len(lines)} lines")
    return answers


def by_program_plain(package: Package, lines: Sequence[str]) -> list[str]:
    """As by_program, but with the spaces that the session sends."""
    return by_program(package, [plain(line) for line in lines])


WAYS: dict[str, Draft] = {
    "l10n": by_pipeline,
    "session alone": by_session,
    "apertium -u": by_program,
    "same, plain spaces": by_program_plain,
}


def compare(package: Package, lines: Sequence[str], references: Sequence[str]) -> None:
    """Print a line for every way: chrF, speed, and answers equal to ours."""
    ours: list[str] = []
    for way, drafting in WAYS.items():
        begin = perf_counter()
        drafts = drafting(package, lines)
        speed = len(lines) / (perf_counter() - begin)
        ours = ours or drafts
        equal = sum(one == other for one, other in zip(ours, drafts, strict=True))
        score = sacrebleu.corpus_chrf(drafts, [references]).score
        print(
            f"{package.name:8} {way:20} chrF {score:7.4f}  {speed:5.0f} sentences/s"
            f"  {equal}/{len(lines)} equal to ours"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="sentences by line: *.fr, *.es, *.ca")
    parser.add_argument("--lines", type=int, default=None, help="only the first so many")
    options = parser.parse_args()
    packages = {package.pair: package for package in ENGINE.packages("fr")}
    for pair in PAIRS:
        if pair not in packages:
            print(f"{pair}: not installed; {ENGINE.how_to_get(pair)}")
            continue
        lines, references = (
            next(options.folder.glob(f"*.{tag}")).read_text("utf-8").split("\n")[: options.lines]
            for tag in (pair.source, pair.target)
        )
        if not lines[-1]:
            lines, references = lines[:-1], references[:-1]
        compare(packages[pair], lines, references)


if __name__ == "__main__":
    main()
