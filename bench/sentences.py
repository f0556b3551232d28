"""Measures the sentence splitter: F1 on the labelled sets of the tests, and its speed.

    python bench/sentences.py [--megabytes 5]

The text for speed is the French sets over and over: as one text, as paragraphs of a
kilobyte, and, without any stop, as one text again.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from l10n.sentences import boundaries, split

CASES = Path(__file__).parents[1] / "tests" / "cases" / "sentences"
FLORES = Path(__file__).parents[2] / "shared" / "data" / "flores-dev"
TARGET = 1.0  # megabytes a second


def paragraphs(path: Path) -> list[list[str]]:
    return [block.split("\n") for block in path.read_text("utf-8").strip().split("\n\n")]


def in_fives(path: Path) -> list[list[str]]:
    """Join lines in fives; some hold several sentences, so the F1 says less than that of cases."""
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    return [lines[at : at + 5] for at in range(0, len(lines), 5)]


def score(texts: Sequence[Sequence[str]], language: str) -> str:
    """Give the F1 of the breaks between sentences, with what it is made of."""
    right = missing = extra = 0
    for sentences in texts:
        wanted = {len(" ".join(sentences[:count])) for count in range(1, len(sentences))}
        found = {one.end for one in boundaries(" ".join(sentences), language)[:-1]}
        right += len(wanted & found)
        missing += len(wanted - found)
        extra += len(found - wanted)
    f1 = 2 * right / (2 * right + missing + extra)
    count = sum(map(len, texts))
    return f"F1 {f1:.4f}, {count} sentences, {missing} breaks missing, {extra} too many"


def rate(name: str, megabytes: float, job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    reached = megabytes / (time.perf_counter() - began)
    print(f"{name:20} {reached:5.1f} MB/s (wanted: {TARGET})")
    return reached


def news(size: int) -> list[str]:
    """Give paragraphs of a kilobyte, so many bytes together."""
    told = [" ".join(block) for path in sorted(CASES.glob("fr*.txt")) for block in paragraphs(path)]
    kilobytes, some = [], ""
    for one in told:
        some = f"{some} {one}".strip()
        if len(some.encode()) >= 1000:
            kilobytes.append(some)
            some = ""
    return kilobytes * (size // sum(len(one.encode()) for one in kilobytes) + 1)


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--megabytes", type=float, default=5)
    size = int(arguments.parse_args().megabytes * 1e6)
    for path in sorted(CASES.glob("*.txt")):
        print(f"{path.stem:20} {score(paragraphs(path), path.stem.partition('-')[0])}")
    for path in sorted(FLORES.glob("flores-dev.*")):
        print(f"{path.name:20} {score(in_fives(path), path.suffix[1:])}")
    some = news(size)
    whole, megabytes = "\n\n".join(some), sum(len(one.encode()) for one in some) / 1e6
    endless = "un mot sans point " * (size // 18)
    reached = (
        rate("one text", megabytes, lambda: split(whole, "fr")),
        rate("kilobytes", megabytes, lambda: [split(one, "fr") for one in some]),
        rate("without any stop", len(endless) / 1e6, lambda: split(endless, "fr")),
    )
    raise SystemExit(0 if min(reached) >= TARGET else 1)


if __name__ == "__main__":
    main()
