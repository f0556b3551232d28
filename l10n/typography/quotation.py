"""Quotation marks: CLDR `delimiters`, the outer and the inner pair in turn."""

import re
from collections.abc import Iterator

from l10n.typography.conventions import SPACES, UNBREAKABLE
from l10n.typography.draft import KEPT, Draft
from l10n.typography.edits import Edit
from l10n.typography.pairing import MARK, SINGLES, Quotation, levels, quotations

TYPOGRAPHIC = re.compile("[«»‹›“”„‟「」『』]")
SINGLE_QUOTE = re.compile(r"‘(?=\w)|(?<![\w’'])'(?=\w)")
STRAIGHT = ('"', "'")
GUILLEMETS = "«»‹›"
SPACE = f"[{SPACES}]"
INWARD = re.compile(f"{SPACE}+")
LONE = re.compile(rf"«{SPACE}++(?=[^\s»])|(?<=[^\s«]){SPACE}++»(?=[\s.,;:!?…){KEPT}]|$)")


def requoted(draft: Draft) -> Iterator[Edit]:
    """Give every quotation the marks of its level, and the space inside them.

    Straight marks stay where the author writes straight ones; so do single
    marks that are not inside others, unless the source has double ones there.
    """
    text, style = draft.view, draft.style
    if not MARK.search(text):
        return
    apostrophe_opens = any(opening == "’" for opening, _ in style.levels)
    pairs = quotations(text, apostrophe_opens)
    plain = not TYPOGRAPHIC.search(draft.source)
    alone = plain or bool(SINGLE_QUOTE.search(draft.source))
    ours = [pair for pair in pairs if not (plain and text[pair.start] in STRAIGHT)]
    outer = [pair for pair, level in levels(ours) if level == 0]
    left = {pair for pair in outer if alone and text[pair.start] in SINGLES}
    for pair, level in levels([pair for pair in ours if pair not in left]):
        yield from remarked(draft, pair, level)
    yield from lone(draft, {at for pair in pairs for at in pair})


def remarked(draft: Draft, pair: Quotation, level: int) -> Iterator[Edit]:
    text, style = draft.view, draft.style
    opening, closing = style.levels[level % len(style.levels)]
    if accepted(draft, pair, level):
        opening, closing = text[pair.start], text[pair.end]
    space = style.quote_space if opening in GUILLEMETS else ""
    yield Edit(pair.start, pair.start + 1, opening)
    inner = run_after(text, pair.start + 1)
    yield from spaced(text, pair.start + 1, inner, space)
    yield from spaced(text, run_before(text, pair.end), pair.end, space)
    yield Edit(pair.end, pair.end + 1, closing)


def accepted(draft: Draft, pair: Quotation, level: int) -> bool:
    """Tell whether marks are right in the language although CLDR has others first."""
    also = ALSO.get(draft.style.language, ())
    return level == 0 and text_of(draft.view, pair) in also


# Taaladvies.net, "Aanhalingstekens": single or double.
ALSO = {"nl": ("“”",)}


def text_of(text: str, pair: Quotation) -> str:
    return text[pair.start] + text[pair.end]


def spaced(text: str, start: int, end: int, space: str) -> Iterator[Edit]:
    """Make the spaces between two offsets the one wanted; any that does not break will do."""
    if not (space and end - start == 1 and text[start] in UNBREAKABLE):
        yield Edit(start, end, space)


def run_after(text: str, at: int) -> int:
    match = INWARD.match(text, at)
    return match.end() if match else at


def run_before(text: str, at: int) -> int:
    while at and text[at - 1] in SPACES:
        at -= 1
    return at


def lone(draft: Draft, paired: set[int]) -> Iterator[Edit]:
    """Space guillemets whose partner is in another segment, if they are the locale's."""
    opening, closing = draft.style.levels[0]
    if (opening, closing) != ("«", "»"):
        return
    for match in LONE.finditer(draft.view):
        first = match[0][0] == "«"
        at = match.start() if first else match.end() - 1
        if at not in paired:
            start, end = (at + 1, match.end()) if first else (match.start(), at)
            yield from spaced(draft.view, start, end, draft.style.quote_space)
