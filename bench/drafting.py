"""Compares drafting with argostranslate's own API, in one run, on the same packages.

    python bench/drafting.py [--articles 20] [--scratch DIR]

Ours is the whole of `l10n.pipeline.draft`: sentences found, decoded, judged and put
together again. Both decode the same made-up articles with the same OPUS-MT-sized package and
beam. Argos is called as its users call it, once per article, with its default
settings; only its sentence splitter is replaced, for its own downloads a model.
Then both go on to two targets behind a pivot. Takes some five minutes.
"""

import argparse
import os
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import opus_size

from l10n.engines import Pair
from l10n.engines.routing import best
from l10n.pipeline.draft import draft
from l10n.pipeline.sessions import Sessions
from l10n.plugins import engines

PER_ARTICLE, PER_PARAGRAPH = 20, 4  # sentences
GAP = re.compile(r"(?<=\.)[ \n]")
PAIRS = (("fr", "en"), ("en", "es"), ("en", "de"))
TARGETS = ("es", "de")
TARGET_RATIO = 8
PIVOT_ARTICLES = 2  # for Argos, which takes a minute for them

Article = list[str]
Call = Callable[[str, str, str], str]
Result = TypeVar("Result")


class Sentencizer:
    """What Argos asks for sentences, without its model."""

    def __init__(self, _: object) -> None: ...

    def split_sentences(self, text: str) -> list[str]:
        return GAP.split(text)


def paragraphs(article: Article) -> str:
    lines = (
        " ".join(article[start : start + PER_PARAGRAPH])
        for start in range(0, len(article), PER_PARAGRAPH)
    )
    return "\n".join(lines)


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def open_argos(folder: Path) -> Call:
    """Import argostranslate so that it sees the packages built here and nothing else."""
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ[variable] = str(folder / "home")
    os.environ["ARGOS_PACKAGES_DIR"] = str(folder / "packages")
    from argostranslate import translate

    translate.MiniSBDSentencizer = Sentencizer
    call: Call = translate.translate
    return call


def by_argos(call: Call, articles: Sequence[Article], target: str) -> list[str]:
    return [
        sentence
        for article in articles
        for sentence in GAP.split(call(paragraphs(article), "fr", target))
    ]


def by_us(articles: Sequence[Article], targets: Sequence[str], sessions: Sessions) -> list[str]:
    """Draft every paragraph of all articles, and give their sentences, target by target."""
    argos = engines()["argos"]
    found = {t: best(Pair("fr", t), argos.packages("fr"), {"argos": argos}) for t in targets}
    routes = {target: route for target, route in found.items() if route}
    texts = [text for article in articles for text in paragraphs(article).split("\n")]
    drafts = dict(draft(dict.fromkeys(targets, texts), routes, sessions))
    faults = [one.fault for made in drafts.values() for one in made.values() if one.fault]
    if faults:
        raise SystemExit(f"{len(faults)} drafts were refused, the first because: {faults[0]}")
    return [s for t in targets for text in texts for s in GAP.split(drafts[t][text].text)]


def direct(articles: Sequence[Article], call: Call) -> bool:
    """Compare one hop: speed, and every sentence; models are loaded beforehand."""
    with Sessions({"argos": engines()["argos"]}) as sessions:
        by_us([["Un."]], ["en"], sessions)
        ours, our_time = timed(lambda: by_us(articles, ["en"], sessions))
    call("Un.", "fr", "en")
    theirs, their_time = timed(lambda: by_argos(call, articles, "en"))
    equal = sum(a.replace("_", " ") == b for a, b in zip(ours, theirs, strict=True))
    ratio = their_time / our_time
    print(f"fr>en, {len(ours)} sentences, {len(articles)} articles")
    print(f"  ours   {our_time:7.1f} s  {len(ours) / our_time:6.1f} a second")
    print(f"  Argos  {their_time:7.1f} s  {len(ours) / their_time:6.1f} a second")
    print(f"  ratio  {ratio:7.1f}    (wanted: {TARGET_RATIO})")
    print(f"  equal  {equal} of {len(ours)}")
    return ratio >= TARGET_RATIO and equal == len(ours)


def behind_pivot(articles: Sequence[Article], call: Call) -> bool:
    """Time two targets behind the pivot; Argos goes through the articles per target."""
    with Sessions({"argos": engines()["argos"]}) as sessions:
        ours, our_time = timed(lambda: by_us(articles, TARGETS, sessions))
        hops = sessions.count
    few = articles[:PIVOT_ARTICLES]
    theirs, their_time = timed(lambda: [s for t in TARGETS for s in by_argos(call, few, t)])
    print(f"fr>en>{','.join(TARGETS)}, loading included: {hops} hops")
    print(f"  ours   {our_time:7.1f} s  {len(ours) / our_time:6.1f} a second")
    print(f"  Argos  {their_time:7.1f} s  {len(theirs) / their_time:6.1f} a second, fewer articles")
    print(f"  ratio  {len(ours) / our_time * their_time / len(theirs):7.1f}")
    return hops == len(TARGETS) + 1


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--articles", type=int, default=20)
    arguments.add_argument(
        "--scratch", type=Path, default=Path(tempfile.gettempdir()) / "l10n-bench"
    )
    options = arguments.parse_args()
    for source, target in PAIRS:
        opus_size.build_package(options.scratch, source, target)
    call = open_argos(options.scratch)
    written = opus_size.sentences(options.articles * PER_ARTICLE, seed=7)
    articles = [written[at : at + PER_ARTICLE] for at in range(0, len(written), PER_ARTICLE)]
    reached = [direct(articles, call), behind_pivot(articles, call)]
    raise SystemExit(0 if all(reached) else 1)


if __name__ == "__main__":
    main()
