"""Tells what formatting, sentences and typography cost beside an engine of usual size.

    python bench/overhead.py [--paragraphs 60] [--formatted 40] [--scratch DIR]

Drafts made-up Markdown paragraphs with an OPUS-MT-sized package. Two sentences
in five have formatting; in 174 real French articles it was 35 %. Counts the
time that is not spent in the engine's translating: reading inline Markdown,
finding sentences, aligning, placing, setting, judging, writing. Exits with 1 if
that is 15 % or more of the whole. Takes half a minute, after the package is built.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import opus_size

from l10n.alignment import Alignment, Traced
from l10n.engines import Aligner, Package, Pair, Session
from l10n.engines.routing import best
from l10n.pipeline.draft import Outcome
from l10n.pipeline.segments import drafts, question
from l10n.pipeline.sessions import Sessions
from l10n.plugins import engines, formats

MOST = 0.15
SENTENCES = 4  # in a paragraph
MARKS = ("**{}**", "*{}*", "[{}](https://example.org/a)", "{}[^1]", "`{}`", "[*{}*](b.md)")


class Watched:
    """An open package whose time in `translate` and in `align` is counted."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.translating = self.aligning = 0.0

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        begun = time.perf_counter()
        answers = self.session.translate(sentences, careful=careful)
        self.translating += time.perf_counter() - begun
        return answers

    def align(self, traced: Sequence[Traced]) -> Sequence[Alignment | None]:
        begun = time.perf_counter()
        told = self.session.align(traced) if isinstance(self.session, Aligner) else []
        self.aligning += time.perf_counter() - begun
        return told


class Watching(Sessions):
    """Sessions of one package, which is watched."""

    watched: Watched

    def of(self, package: Package) -> Session:
        before = self.count
        session = super().of(package)
        if self.count > before:
            self.watched = Watched(session)
        return self.watched


def marked(sentence: str, chance: random.Random) -> str:
    """Give some words of a sentence formatting."""
    words = sentence.split(" ")
    at = chance.randrange(len(words) - 2)
    end = at + chance.choice((1, 1, 2, 3))
    inside = " ".join(words[at:end]).rstrip(",.;:")
    rest = " ".join(words[at:end])[len(inside) :]
    return " ".join((*words[:at], chance.choice(MARKS).format(inside) + rest, *words[end:]))


def paragraphs(count: int, formatted: int) -> list[str]:
    """Write paragraphs; formatted: the percent of sentences with formatting."""
    chance = random.Random(4)
    written = [
        marked(one, chance) if chance.randrange(100) < formatted else one
        for one in opus_size.sentences(count * SENTENCES, seed=11)
    ]
    return [" ".join(written[at : at + SENTENCES]) for at in range(0, len(written), SENTENCES)]


def measured(texts: Sequence[str]) -> tuple[float, Watched, list[Outcome]]:
    """Draft all texts; give the seconds it took, the package and what came of it."""
    form, argos = formats()["markdown"], engines()["argos"]
    segments = [form.parse(f"{text}\n\n[^1]: x\n").segments[0] for text in texts]
    route = best(Pair("fr", "en"), argos.packages("fr"), {"argos": argos})
    if route is None:
        raise SystemExit("the package was not found where it was built")
    with Watching({"argos": argos}) as sessions:
        sessions.of(route.hops[0]).translate(["Un."])  # what is needed is loaded now
        sessions.watched.translating = 0.0
        begun = time.perf_counter()
        questions = [question(form, segment) for segment in segments]
        wanted = {"en": range(len(questions))}
        found = drafts(questions, wanted, {"en": route}, sessions)
        made = [outcome for _, some in found for outcome in some.values()]
        return time.perf_counter() - begun, sessions.watched, made


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--paragraphs", type=int, default=60)
    parser.add_argument("--formatted", type=int, default=40, help="percent of the sentences")
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "l10n-bench")
    options = parser.parse_args()
    opus_size.build_package(options.scratch, "fr", "en")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ[variable] = str(options.scratch / "home")
    os.environ["ARGOS_PACKAGES_DIR"] = str(options.scratch / "packages")
    texts = paragraphs(options.paragraphs, options.formatted)
    whole, watched, made = measured(texts)
    share = 1 - watched.translating / whole
    count = len(texts) * SENTENCES
    print(f"fr>en, {count} sentences, {options.formatted} % of them with formatting")
    print(f"  whole        {whole:6.1f} s")
    print(f"  translating  {watched.translating:6.1f} s")
    print(f"  aligning     {watched.aligning:6.1f} s")
    print(f"  outside of the engine's translating: {share:.1%}    (wanted: less than {MOST:.0%})")
    print(f"  drafts with doubts: {sum(bool(one.doubts) for one in made)} of {len(made)}", end="")
    print(f", left new: {sum(bool(one.fault) for one in made)}")
    raise SystemExit(0 if share < MOST else 1)


if __name__ == "__main__":
    main()
