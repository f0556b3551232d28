"""A quick proof that a rebuilt article has kept its structure; most articles need no other."""

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter

from l10n.document import Moves
from l10n.formats.markdown.events import Event, article, definitions
from l10n.formats.markdown.templates import Masked, Opaque, resolved

# What in words may look like formatting or an address: proved by a close look only.
SPECIAL = re.compile(r"[*~`_\[\]<|$@{/]")
WEB = "www."
START, END = attrgetter("start"), attrgetter("end")


def alike(before: Masked, after: Masked, moves: Moves) -> bool:
    """Tell whether a rebuilt article certainly differs from its original in words alone.

    Then the parser takes all the same steps, in the same order and places, so
    that segments and outline are the same, too. False means that one has to look closely.
    """
    if not same_templates(before.opaque, after.opaque, moves):
        return False
    if {moves.of(at) for at in before.titles} != after.titles or "](<" in after.text:
        return False
    ours, theirs = list(steps(before)), list(steps(after))
    return (
        len(ours) == len(theirs)
        and all(map(same, ours, theirs))
        and moves.agree(map(START, ours), map(START, theirs))
        and moves.agree(map(END, ours), map(END, theirs))
        and same_definitions(before.text, after.text, moves)
    )


def steps(masked: Masked) -> Iterator[Event]:
    """Give the parser's events; words in a row are one, however they are broken over lines."""
    run: list[Event] = []
    code = False
    for event in article(masked.text):
        tag = event.tag
        if (tag == "Text" and not code) or tag == "SoftBreak":
            run.append(event)
            continue
        if tag == "CodeBlock":
            code = event.edge == "+"
        if run:
            yield said(masked, run)
            run = []
        yield event
    if run:
        yield said(masked, run)


def said(masked: Masked, run: list[Event]) -> Event:
    """Make one of the words in a row; where templates are among them, without those."""
    start, end = run[0].start, run[-1].end
    if masked.opaque and any(True for _ in masked.within(start, end)):
        pieces = [resolved(masked.text[a:b]) for a, b in masked.visible(start, end)]
    elif len(run) == 1 and run[0].value is not None:
        return run[0]
    else:
        pieces = [str(event.value) for event in run]
    return Event("", "Text", start, end, "\n".join(pieces))


def same(ours: Event, theirs: Event) -> bool:
    """Tell whether this is certainly the same formatting, or words where words were."""
    if ours.value != theirs.value:
        return ours.tag == theirs.tag == "Text" and proper(f"{ours.value}", f"{theirs.value}")
    return ours.tag == theirs.tag and ours.edge == theirs.edge


def proper(before: str, after: str) -> bool:
    """Tell whether words are words only, on both sides, or the same."""
    if before == after:
        return True
    if SPECIAL.search(before) or SPECIAL.search(after) or WEB in before or WEB in after:
        return False
    return any(map(str.isalpha, before)) == any(map(str.isalpha, after))


def same_templates(before: Iterable[Opaque], after: Iterable[Opaque], moves: Moves) -> bool:
    """Tell whether templates stand where they stood, all of them outside of what was put in."""
    return [(moves.of(o.start), moves.of(o.end), o.kind) for o in before] == list(after)


def same_definitions(before: str, after: str, moves: Moves) -> bool:
    moved = {
        label: (moves.of(start), moves.of(end), *told)
        for label, (start, end, *told) in definitions(before).items()
    }
    return moved == definitions(after)
