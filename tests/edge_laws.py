"""What holds of every draft of a segment with formatting, whatever an engine makes of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from edge_cases import UNJUDGED, Align, Answer, Draft, Stub, drafted, route
from edge_tables import SPANISH

from l10n.alignment import Alignment, Link, Traced
from l10n.document import Segment
from l10n.engines import Pair
from l10n.errors import L10nError
from l10n.formats.text import FORMAT as TEXT
from l10n.markup.nodes import Marked, NodeKind
from l10n.pipeline.draft import Outcome, draft
from l10n.pipeline.segments import Question, question
from l10n.pipeline.sessions import Sessions

DESCRIBED = re.compile(r"\bimage\b|\balt\b")  # what holds a text to translate
# Where hardly a word but those of links is left, it reads as a list of links: other segments.
BARE = {
    "HTML": ('<p><a class="c"', '<p>La <a href="a">', '<p>voir <a href="c">', '<p>Voir <a href="x" title'),
    "Markdown": ("Voir [le \\] chat]",),
}  # fmt: skip
EMITTED = "<b> ** ](x) [[/]] y^2 `z`"

# Engines, of which most are not to be trusted

ENGINES: dict[str, Answer] = {
    "identity": str,
    "benign": SPANISH.answer,
    "reversed words": lambda text: " ".join(reversed(text.split(" "))),
    "every other word": lambda text: " ".join(text.split(" ")[::2]),
    "garbage": lambda text: f"zut {len(text)} ¿?! [x] \\ {text[::-2]}",
    "nothing": lambda _: "",
    "more sentences": lambda text: f"{text} Y más. ¡Y más!",
    "more lines": lambda text: f"{text}\nY más.\n\n",
    "formatting": lambda text: f"{EMITTED} {text} {EMITTED}",
    "half of it": lambda text: text[: len(text) // 2],
    "shouted": str.upper,
    "spaced": " ".join,
    "one word": lambda _: "palabra",
    "no spaces": lambda text: "".join(text.split()),
}


def on_words(pair: Callable[[Traced], list[Link]]) -> Align:
    return lambda traced: Alignment(tuple(pair(traced)), 0.9, "test")


def refusing(_: Traced) -> Alignment | None:
    raise L10nError("cannot")


ALIGNMENTS: dict[str, Align] = {
    "none": lambda _: None,
    "refused": refusing,
    "empty": on_words(lambda _: []),
    "ragged": on_words(
        lambda one: [Link((at, at + 99), (9 - at, -at), 0.3 + at) for at in range(-3, 9)]
    ),
    "not numbers": on_words(
        lambda one: [Link((0, len(one.source)), (0, len(one.target)), float("nan"))]
    ),
    "too wide": on_words(lambda one: [Link((0, 10**9), (0, 10**9), 1.0)]),
    "too narrow": on_words(lambda one: [Link((5, 5), (5, 5), 1.0), Link((2, 3), (1, 2), 0.01)]),
    "transposed": on_words(
        lambda one: [Link((at, at + 3), (len(one.target) - at - 3, len(one.target) - at), 1.0)
                     for at in range(0, min(len(one.source), len(one.target)), 3)]
    ),
    "on one word": on_words(lambda one: [Link((0, len(one.source)), (0, 2), 1.0)]),
    "of one word": on_words(lambda one: [Link((0, 2), (0, len(one.target)), 1.0)]),
}  # fmt: skip


# What holds of every draft


def bare(text: str) -> str:
    return "".join(text.split())


def nested(marked: Marked) -> Counter[tuple[str, ...]]:
    """Count the nodes with all that is around them; ATOMs and VOIDs as they are spelled."""
    paths: list[tuple[str, ...]] = []
    for node in marked.nodes:
        around = paths[node.parent] if node.parent >= 0 else ()
        fixed = node.kind is not NodeKind.PAIR and not DESCRIBED.search(node.name)
        paths.append((*around, f"{node.kind} {node.name}", node.open if fixed else ""))
    return Counter(paths)


def said(marked: Marked) -> str:
    """Give the text that is no ATOM's, without spaces."""
    rest, done = [], 0
    for node in marked.nodes:
        if node.kind is NodeKind.ATOM:
            rest.append(marked.text[done : node.start])
            done = node.end
    return bare("".join((*rest, marked.text[done:])))


def has_atoms(marked: Marked) -> bool:
    return any(node.kind is NodeKind.ATOM for node in marked.nodes)


def answered(one: Question, reply: Answer) -> str:
    """Give what an engine makes of a question's text alone."""
    stretches = {one.asked.text: tuple((start, end) for start, end, _ in one.asked.atoms)}
    with Sessions({"stub": Stub(reply, rank=UNJUDGED)}) as sessions:
        texts, routes = {"es": [one.asked.text]}, {"es": route(Pair("fr", "es"))}
        ((_, made),) = draft(texts, routes, sessions, opaque=stretches)
    return bare(made[one.asked.text].text)


def keeps_all(one: Question, outcome: Outcome) -> Marked:
    """Every node once, nested as it was, ATOMs as they were; give what the draft reads as."""
    before, after = one.asked.source, one.form.inline(one.segment, outcome.text)
    assert nested(after) == nested(before)
    assert not Counter(after.loose) - Counter(before.loose)
    return after


def keeps_the_words(one: Question, after: Marked, reply: Answer) -> None:
    """The words are the engine's, but for ATOMs: asked with them, or without."""
    whole = answered(one, reply)
    if not has_atoms(after):
        assert bare(after.text) == whole
        return
    left = iter(whole)
    found = all(character in left for character in said(after))
    assert found or said(after) == answered(one.without_atoms(), reply)


def judged(made: Iterable[Draft], engine: Stub) -> None:
    """Every draft is sound, or there is a reason why there is none."""
    sound = []
    for one in made:
        for key, outcome in one.outcomes.items():
            if outcome.fault:
                assert outcome.text == ""
                continue
            asked = one.questions[key]
            after = keeps_all(asked, outcome)
            if engine.rank == UNJUDGED:
                keeps_the_words(asked, after, engine.reply)
            elif not has_atoms(after):
                sound.append((asked.asked.text, after.text))
    plain = drafted([question(TEXT, Segment(text, text, 1)) for text, _ in sound], engine)
    for (_, text), other in zip(sound, plain, strict=True):
        assert bare(text) == bare(other.text)


def unbroken(name: str, drafts: Iterable[Draft]) -> None:
    """What a draft would make of its article otherwise stays in French, and that is told."""
    for one in drafts:
        text, form = one.localized.text, one.form
        assert form.outline(text) == form.outline(one.article)
        assert len(form.parse(text).segments) == len(one.document.segments)
        assert one.article.startswith(BARE[name]) or one.localized.refused == ()
