"""Compares drafting with argostranslate's own API, in one run, on the same packages.

    python bench/drafting.py [--articles 20] [--scratch DIR]

Both decode the same made-up articles with the same OPUS-MT-sized package and
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

from l10n.engines.argos.decoding import open_decoder

PER_ARTICLE, PER_PARAGRAPH = 20, 4  # sentences
GAP = re.compile(r"(?<=\.)[ \n]")
PAIRS = (("fr", "en"), ("en", "es"), ("en", "de"))
TARGETS = ("es", "de")
TARGET_RATIO = 8
PIVOT_ARTICLES = 2  # for Argos, which takes a minute for them

Article = list[str]
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


def open_argos(folder: Path) -> Callable[[str, str, str], str]:
    """Import argostranslate so that it sees the packages built here and nothing else."""
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ[variable] = str(folder / "home")
    os.environ["ARGOS_PACKAGES_DIR"] = str(folder / "packages")
    from argostranslate import translate

    translate.MiniSBDSentencizer = Sentencizer
    call: Callable[[str, str, str], str] = translate.translate
    return call


def by_argos(
    call: Callable[[str, str, str], str], articles: Sequence[Article], target: str
) -> list[str]:
    return [
        sentence
        for article in articles
        for sentence in GAP.split(call(paragraphs(article), "fr", target))
    ]


def direct(folder: Path, articles: Sequence[Article], call: Callable[[str, str, str], str]) -> bool:
    """Compare one hop: speed, and every sentence."""
    sentences = [sentence for article in articles for sentence in article]
    with open_decoder(folder / "packages" / "translate-fr_en-1_0", "fr", "en") as decoder:
        decoder.translate(sentences[:1])
        ours, our_time = timed(lambda: decoder.translate(sentences))
    call("Un.", "fr", "en")
    theirs, their_time = timed(lambda: by_argos(call, articles, "en"))
    equal = sum(a.replace("_", " ") == b for a, b in zip(ours, theirs, strict=True))
    ratio = their_time / our_time
    print(f"fr>en, {len(sentences)} sentences, {len(articles)} articles")
    print(f"  ours   {our_time:7.1f} s  {len(sentences) / our_time:6.1f} a second")
    print(f"  Argos  {their_time:7.1f} s  {len(sentences) / their_time:6.1f} a second")
    print(f"  ratio  {ratio:7.1f}    (wanted: {TARGET_RATIO})")
    print(f"  equal  {equal} of {len(sentences)}")
    return ratio >= TARGET_RATIO and equal == len(sentences)


def pivoted(folder: Path, sentences: list[str]) -> tuple[int, list[str]]:
    """Translate into the pivot once, and from there to each target; give the hops run."""
    drafts: list[str] = []
    with open_decoder(folder / "packages" / "translate-fr_en-1_0", "fr", "en") as decoder:
        between, hops = decoder.translate(sentences), 1
    for target in TARGETS:
        with open_decoder(
            folder / "packages" / f"translate-en_{target}-1_0", "en", target
        ) as decoder:
            drafts += decoder.translate(between)
            hops += 1
    return hops, drafts


def behind_pivot(
    folder: Path, articles: Sequence[Article], call: Callable[[str, str, str], str]
) -> None:
    """Time two targets behind the pivot; Argos goes through the articles per target."""
    sentences = [sentence for article in articles for sentence in article]
    (hops, ours), our_time = timed(lambda: pivoted(folder, sentences))
    few = articles[:PIVOT_ARTICLES]
    theirs, their_time = timed(lambda: [s for t in TARGETS for s in by_argos(call, few, t)])
    print(f"fr>en>{','.join(TARGETS)}, loading included: {hops} hops")
    print(f"  ours   {our_time:7.1f} s  {len(ours) / our_time:6.1f} a second")
    print(f"  Argos  {their_time:7.1f} s  {len(theirs) / their_time:6.1f} a second, fewer articles")
    print(f"  ratio  {len(ours) / our_time * their_time / len(theirs):7.1f}")


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
    reached = direct(options.scratch, articles, call)
    behind_pivot(options.scratch, articles, call)
    raise SystemExit(0 if reached else 1)


if __name__ == "__main__":
    main()
