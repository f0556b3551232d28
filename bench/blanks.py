"""Where Apertium itself says that words went, by its word-bound blanks: a gold nobody wrote."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from l10n.markup.nodes import Marked, Node, NodeKind
from l10n.markup.plan import Plan

SPECIAL = re.compile(r"([\\^$\[\]{}/@<>])")
MARK = ".[][{}]"
ANSWER = re.compile(r"\.\[\]\[(\d+)\](.*?)\.?\[\]\[\1\]", re.DOTALL)
RUN = re.compile(r"\[\[(/|[\d; ]+)\]\]|\\(.)|(.)", re.DOTALL)


def gold(plans: Sequence[Plan], mode: str) -> list[Marked | None]:
    """Translate, and place the PAIRs where the blanks are; None for what did not come back."""
    lines = (f"{MARK.format(at)}{blanked(one)}{MARK.format(at)}" for at, one in enumerate(plans))
    answers = {
        int(match[1]): match[2] for match in ANSWER.finditer(asked(mode, "none", "\n".join(lines)))
    }
    return [read(one, answers[at]) if at in answers else None for at, one in enumerate(plans)]


def asked(mode: str, form: str, text: str) -> str:
    done = subprocess.run(
        ["apertium", "-u", "-f", form, mode], input=text, capture_output=True, text=True, check=True
    )
    return done.stdout


def blanked(one: Plan) -> str:
    """Write what is asked with blanks around the words of every PAIR."""
    marks = sorted({0, len(one.text), *(spot for span in inner(one).values() for spot in span)})
    pieces = []
    for start, end in pairwise(marks):
        ids = [str(at) for at, (a, b) in inner(one).items() if a <= start and end <= b]
        run = one.text[start:end]
        words = SPECIAL.sub(r"\\\1", run.strip())
        lead, tail = run[: len(run) - len(run.lstrip())], run[len(run.rstrip()) :]
        wrapped = f"[[{'; '.join(ids)}]]{words}[[/]]" if ids and words else words
        pieces.append(f"{lead}{wrapped}{tail}" if words else run)
    return "".join(pieces)


def inner(one: Plan) -> dict[int, tuple[int, int]]:
    return {
        at: span
        for at, (node, span) in enumerate(zip(one.source.nodes, one.spans, strict=True))
        if node.kind is NodeKind.PAIR
    }


def read(one: Plan, answer: str) -> Marked:
    """Take the blanks out of an answer; each PAIR has the stretch around all of its runs."""
    text: list[str] = []
    found: dict[int, tuple[int, int]] = {}
    ids: list[int] = []
    for blank, escaped, character in RUN.findall(answer):
        if blank:
            ids = [] if blank == "/" else [int(number) for number in blank.split("; ")]
            continue
        for at in ids:
            found[at] = (found.get(at, (len(text), 0))[0], len(text) + 1)
        text.append(escaped or character)
    nodes = tuple(
        replace(node, start=found[at][0], end=found[at][1], parent=-1)
        for at, node in enumerate(one.source.nodes)
        if at in found
    )
    return stripped(Marked("".join(text), nodes))


def stripped(one: Marked) -> Marked:
    lead = len(one.text) - len(one.text.lstrip())
    return Marked(one.text.strip(), tuple(moved(one.nodes, -lead)))


def moved(nodes: Sequence[Node], by: int) -> Iterator[Node]:
    return (replace(node, start=node.start + by, end=node.end + by) for node in nodes)
