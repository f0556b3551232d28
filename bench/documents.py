"""Compares extracting and rebuilding articles with po4a, mdpo and the Translate Toolkit.

    python bench/documents.py [--articles 1000] [--rounds 3] [--formats text,markdown,html]

Every tool gets the same made-up articles, in a process of its own, ours before
each peer; medians count. Ours is the whole of what `l10n extract` and `l10n
build` do for one locale: a template and a catalog per article, the structure
gate, links. Rebuilding is timed with translations that differ from their
sources; then every article must come back byte for byte from ones that do not.
Exits with 1 if a peer is quicker at anything, or one of our articles came back
changed. Takes some ten minutes.

Folders are removed only at the end: ext4 is slow to make files right after many were removed.
"""

import argparse
import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

import articles
import peers
from peers import OURS, Tool

from l10n import po
from l10n.plugins import formats

VERBS = ("extract", "rebuild")
TOP = Path(__file__).parents[1]
WORKER = TOP / "bench" / "one_tool.py"
# Words of about the same length as a translation has, wherever markup does not mind.
WORDS = {"la": "las", "le": "el", "un": "uno", "une": "una", "et": "y", "de": "del", "a": "ha"}
SETTINGS = 'name = "bench"\ntargets = ["es"]\n'
IDENTITY = f"{SETTINGS}[html]\nlocale-marks = false\n"  # no lang="es"
WORD = re.compile(rf"<[^>]*>|(?<= )(?:{'|'.join(WORDS)})(?= )")


@dataclass
class Measured:
    """What the runs of one tool on one format came to.

    speeds: articles a second, by verb; identical: how many articles came back as they were.
    """

    tool: Tool
    speeds: dict[str, list[float]] = field(default_factory=lambda: {verb: [] for verb in VERBS})
    peak: float = 0
    identical: int = 0

    def speed(self, verb: str) -> float:
        return median(self.speeds[verb])


def foreign(text: str) -> str:
    """Put other words in the place of some, and leave tags alone.

    >>> foreign("Si la mer et <a title='sur la mer'>le vent</a>")
    "Si las mer y <a title='sur la mer'>el vent</a>"
    """
    return WORD.sub(lambda word: WORDS.get(word[0], word[0]), text)


def fill(folder: Path, translate: Callable[[str], str]) -> None:
    """Give every entry of a tool's catalogs a translation."""
    for path in (folder / "locales/es/LC_MESSAGES").iterdir():
        content = path.read_bytes()
        catalog = po.load(content, str(path))
        units = tuple(replace(u, target=translate(u.source)) for u in catalog.units)
        path.write_bytes(po.dump(replace(catalog, units=units), content))


def run(measured: Measured, form: str, folder: Path, translate: Callable[[str], str]) -> None:
    """Extract, translate and rebuild in a new folder; note how long the tool took."""
    tool = measured.tool
    folder.mkdir(parents=True)
    (folder / "l10n.toml").write_text(IDENTITY if translate is str else SETTINGS, "utf-8")
    (folder / "source").symlink_to(folder.parent / "source")
    count = len(list((folder / "source").iterdir()))
    for verb in VERBS:
        command = [str(tool.python), str(WORKER), tool.key, form, verb, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{tool.name} failed to {verb} {form}:\n{done.stderr[-2000:]}")
        cost = json.loads(done.stdout.splitlines()[-1])
        measured.speeds[verb].append(count / cost["seconds"])
        measured.peak = max(measured.peak, cost["peak"])
        if verb == "extract":
            fill(folder, translate)


def same(folder: Path) -> int:
    """Count the rebuilt articles that are their sources byte for byte."""
    outputs = folder / "localized/es"
    pairs = ((path, outputs / path.name) for path in (folder / "source").iterdir())
    return sum(out.is_file() and out.read_bytes() == path.read_bytes() for path, out in pairs)


def compare(form: str, tools: Sequence[Tool], scratch: Path, rounds: int) -> list[Measured]:
    """Run ours and the peers by turns, then all once for identity."""
    ours, *others = found = [Measured(tool) for tool in tools]
    turns = [turn for other in others for turn in (ours, other)] or [ours]
    for number, measured in enumerate(turns * rounds):
        folder = scratch / f"{number}-{measured.tool.key}"
        run(measured, form, folder, foreign)
        if same(folder):
            raise SystemExit(f"{measured.tool.name} used no translations in {folder}")
    for measured in found:
        folder = scratch / f"identity-{measured.tool.key}"
        once = Measured(measured.tool)
        run(once, form, folder, str)
        measured.identical = same(folder)
    return found


def table(form: str, found: Iterable[Measured]) -> list[str]:
    lines = [f"{form:28} extract/s rebuild/s  peak MiB  identical"]
    for one in found:
        extract, rebuild = map(one.speed, VERBS)
        lines.append(
            f"  {one.tool.name:26}{extract:9.0f} {rebuild:9.0f} {one.peak:9.0f} {one.identical:10}"
        )
    return lines


def ratios(found: Sequence[Measured]) -> dict[str, float]:
    """Compare ours with the best peer, verb by verb."""
    ours, *others = found
    best = {verb: max(other.speed(verb) for other in others) for verb in VERBS if others}
    return {verb: ours.speed(verb) / speed for verb, speed in best.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--formats", default=",".join(articles.SPELLINGS))
    options = parser.parse_args()
    tools = [OURS, *peers.found(TOP / "build" / "peers")]
    reached = True
    with tempfile.TemporaryDirectory(prefix="l10n-bench-") as folder:
        for form in options.formats.split(","):
            if form not in formats():
                print(f"{form} is left out: no such format is registered")
                continue
            scratch = Path(folder, form)
            articles.write(scratch / "source", form, options.articles)
            able = [tool for tool in tools if form in tool.formats]
            found = compare(form, able, scratch, options.rounds)
            quicker = ratios(found)
            print(*table(form, found), sep="\n")
            print(
                "  ours against the best peer", *(f"{r:9.2f}" for r in quicker.values()), flush=True
            )
            reached &= min(quicker.values(), default=1.0) >= 1
            reached &= found[0].identical == options.articles
    raise SystemExit(0 if reached else 1)


if __name__ == "__main__":
    main()
