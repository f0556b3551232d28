"""The laws of a Format as assertions, for every registered one, and targets to try them with."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from l10n.document import Document, Segment, render
from l10n.engines.pseudo import disguised
from l10n.formats import Format
from l10n.markup.nodes import Marked, NodeKind

Translate = Callable[[str], str]
LETTERS = "abcdeimnorstuéà"
MARKERS = ("-", "–", "*", ">", "#", "1.", "12)", "a)", "…", "...", "---", "&", "A")
IDEOGRAPHS = "言葉海山川人大小中国"
ARABIC = str.maketrans(IDEOGRAPHS, "ابتدرسعلمن")
# What no translator may change, as an engine or the build of a site would run it.
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|[$#@]?\{[^{}]*\}")


def keeps_every_character(form: Format, text: str) -> Document:
    """Assert that a text comes back as it was; give its document."""
    document = form.parse(text)
    assert render(document, {}) == text
    unchanged = {segment: form.embed(segment, segment.source) for segment in document.segments}
    assert render(document, unchanged) == text
    return document


def takes_targets(form: Format, text: str, translate: Translate) -> None:
    """Assert that targets come out as the same segments, in an untouched skeleton."""
    before = keeps_every_character(form, text)
    targets = [translate(segment.source) for segment in before.segments]
    spelled = {
        segment: form.embed(segment, target)
        for segment, target in zip(before.segments, targets, strict=True)
    }
    after = form.parse(render(before, spelled))
    expected = [
        (segment.kind, bare(target))
        for segment, target in zip(before.segments, targets, strict=True)
    ]
    assert [(found.kind, bare(found.source)) for found in after.segments] == expected
    assert after.skeleton == before.skeleton


def takes_marked_targets(form: Format, text: str, translate: Translate) -> None:
    """Assert the same of targets that keep the formatting of their sources, and the outline."""
    before = keeps_every_character(form, text)
    targets = [marked_target(form, segment, translate) for segment in before.segments]
    pairs = list(zip(before.segments, targets, strict=True))
    rebuilt = render(before, {segment: form.embed(segment, target) for segment, target in pairs})
    after = form.parse(rebuilt)
    assert [(found.kind, bare(found.source)) for found in after.segments] == [
        (segment.kind, bare(target)) for segment, target in pairs
    ]
    assert after.skeleton == before.skeleton
    assert form.outline(rebuilt) == form.outline(text)


def marked_target(form: Format, segment: Segment, translate: Translate) -> str:
    """Translate a segment's words between its formatting; assert that spelling loses none of it."""
    marked = form.inline(segment, segment.source)
    assert likeness(form.inline(segment, form.spell(segment, marked))) == likeness(marked)
    return form.spell(segment, retold(marked, translate))


def likeness(marked: Marked) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Give what two ways of writing the same text with the same formatting have in common."""
    nodes = sorted(
        (
            node.name,
            bare(marked.text[node.start : node.end]),
            marked.nodes[node.parent].name if node.parent >= 0 else "",
        )
        for node in marked.nodes
    )
    return marked.text.split(), nodes


def retold(marked: Marked, translate: Translate) -> Marked:
    """Translate the stretches between the places where nodes begin and end.

    ATOMs stay, and so do expressions.
    """
    expressions = [match.span() for match in EXPRESSION.finditer(marked.text)]
    atoms = {node.start: node.end for node in marked.nodes if node.kind is NodeKind.ATOM}
    places = {0, len(marked.text)} | {p for n in marked.nodes for p in (n.start, n.end)}
    places |= {place for span in expressions for place in span}
    moved, whole, length = {}, [], 0
    for start, end in pairwise([*sorted(places), len(marked.text)]):
        piece = marked.text[start:end]
        kept = atoms.get(start) == end or any(a <= start and end <= b for a, b in expressions)
        words = piece if kept else around(piece, translate)
        moved[start] = length
        whole.append(words)
        length += len(words)
    moved[len(marked.text)] = length
    nodes = (replace(n, start=moved[n.start], end=moved[n.end]) for n in marked.nodes)
    return replace(marked, text="".join(whole), nodes=tuple(nodes))


def around(piece: str, translate: Translate) -> str:
    """Translate a piece that has letters, and leave the space and the marks at its ends."""
    places = [at for at, char in enumerate(piece) if char.isalnum()]
    if not any(map(str.isalpha, piece)):
        return piece
    first, last = places[0], places[-1] + 1
    return piece[:first] + translate(piece[first:last]) + piece[last:]


def bare(text: str) -> str:
    """Give a text without white space, which a format may spell in its own way."""
    return "".join(text.split())


def random_words(source: str) -> str:
    """Make words of half to twice the source's number, the first with its initial's case.

    Among them are some that at the start of a line would be a bullet or a number.
    """
    chance = random.Random(source)  # noqa: S311 – the same words at every run
    count = len(source.split())
    words = [
        "".join(chance.choices(LETTERS, k=chance.randint(1, 11)))
        for _ in range(chance.randint(count - count // 2, 2 * count))
    ]
    for place in range(5, len(words), 7):
        words[place] = chance.choice(MARKERS)
    text = " ".join(words)
    return text[:1].upper() + text[1:] if source[:1].isupper() else text


def ideographs(source: str) -> str:
    """Make Chinese characters, a third as many as the source has letters."""
    chance = random.Random(source)  # noqa: S311
    return "".join(chance.choices(IDEOGRAPHS, k=1 + len(source) // 3))


def arabic(source: str) -> str:
    """Make Arabic words, which have no capitals, as many as the source has."""
    return " ".join(bare(ideographs(word)).translate(ARABIC) for word in source.split())


TARGETS: dict[str, Translate] = {
    "pseudo": disguised,
    "words": random_words,
    "ideographs": ideographs,
    "arabic": arabic,
}


def seen(form: Format, text: str) -> list[tuple[str, str]]:
    """Give what a table of cases lists: kind and source of every segment."""
    return [(str(segment.kind), segment.source) for segment in form.parse(text).segments]


def spelling(form: Format, text: str, *targets: str) -> str:
    """Put targets into a text, in order."""
    document = form.parse(text)
    pairs: list[tuple[Segment, str]] = list(zip(document.segments, targets, strict=True))
    return render(document, {segment: form.embed(segment, target) for segment, target in pairs})
