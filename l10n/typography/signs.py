"""Apostrophes, ellipses and dashes."""

import re
from collections.abc import Iterator

from l10n.typography.conventions import CLIPPED, SPACES
from l10n.typography.draft import KEPT, Draft
from l10n.typography.edits import Edit
from l10n.typography.pairing import quotations

SPACE = f"[{SPACES}]"
LETTER = r"[^\W\d_]"
STRAIGHT = re.compile(rf"{LETTER}'{LETTER}")
CURLY = re.compile(rf"{LETTER}’(?:\w|[«“])")
CAREFUL = re.compile("[«»“”„…—\u00a0\u202f]")  # the author minds such signs
# Between letters, or after one and before a quotation, a figure or something kept.
INNER = re.compile(rf"(?<={LETTER})['’](?=[\w«“\"„{KEPT}])|(?<=[\d{KEPT}])['’](?={LETTER})")
FINAL = re.compile(rf"(?<={LETTER})'(?![\w'])")
UNCLEAR = re.compile(r"(?<![\w’'])'(?=\w)")  # perhaps the beginning of a quotation
DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")
ANY_DOTS = re.compile(r"…+|\.{3,}")
DIALOGUE = re.compile(rf"^[—–]{SPACE}*+(?=\S)", re.MULTILINE)
ANY_DASH = re.compile(rf"^([—–-]{SPACE}*+)(?=[^\W\d_]|[«“„\"¿¡{KEPT}…])", re.MULTILINE)
LINE = re.compile(r".+")
ASIDE = re.compile(r"(?<=\S)( )—(?: |(?=[,.;:!?)]))")
AT_END = re.compile(r"[.!?…][»”\")\s]*$")
GOES_ON = re.compile(rf"[,.;!?)]|{LETTER}")
WORD = re.compile(LETTER)
SENTENCE_END = re.compile(r"[.!?…][»”\")]* ")


def apostrophes(draft: Draft) -> Iterator[Edit]:
    """Write `’` where the source does (New Hart's Rules, 4; Imprimerie nationale).

    A source without any counts as one that does if its author minds other signs.
    """
    text = draft.view
    mark = draft.style.apostrophe or ("’" if curly(draft.source) else "")
    if not mark or ("'" not in text and "’" not in text):
        return
    for match in INNER.finditer(text):
        yield Edit(*match.span(), mark)
    if mark == "’" and "'" in text:
        yield from outer_apostrophes(draft)


def outer_apostrophes(draft: Draft) -> Iterator[Edit]:
    """Find those at a word's end, and at the beginning of the words that have one there."""
    text = draft.view
    for clipped in CLIPPED.get(draft.style.language, ()):
        for match in re.finditer(rf"(?<![\w’'])'(?={clipped}\b)", text):
            yield Edit(*match.span(), "’")
    final = [match.span() for match in FINAL.finditer(text)]
    if final and '"' not in text and not UNCLEAR.search(text):
        marks = {at for pair in quotations(text) for at in pair}
        yield from (Edit(*span, "’") for span in final if span[0] not in marks)


def curly(source: str) -> bool:
    if CURLY.search(source):
        return True
    return not STRAIGHT.search(source) and bool(CAREFUL.search(source))


def ellipses(draft: Draft) -> Iterator[Edit]:
    """Write `…` where the source does: engines know three full stops only."""
    text, style = draft.view, draft.style
    if style.language == "zh" or style.ellipsis:
        dots = style.ellipsis
        yield from (Edit(*match.span(), dots) for match in ANY_DOTS.finditer(text))
    elif "…" in draft.source and not DOTS.search(draft.source):
        yield from (Edit(*match.span(), "…") for match in DOTS.finditer(text))


def dialogue(draft: Draft) -> Iterator[Edit]:
    """Begin lines of dialogue as the locale does, if the source has some."""
    wanted = draft.style.dialogue
    if wanted and DIALOGUE.search(draft.source):
        yield from (Edit(*match.span(1), wanted) for match in ANY_DASH.finditer(draft.view))


def asides(draft: Draft) -> Iterator[Edit]:
    """Draw the dashes around a parenthesis close to it, where that is the rule."""
    if not draft.style.close_dashes or " —" not in draft.view:
        return
    for line in LINE.finditer(draft.view):
        found = list(ASIDE.finditer(draft.view, line.start(), line.end()))
        if len(found) != 2 or line[0][0] in "—–-":
            continue
        first, last = found
        if within_sentence(draft.view, first, last, line):
            yield Edit(first.end() - 1, first.end(), "")
            yield Edit(*last.span(1), "")


def within_sentence(
    text: str, first: re.Match[str], last: re.Match[str], line: re.Match[str]
) -> bool:
    """Tell whether two dashes are around something inside one sentence, and no separators.

    Separators stand between what begins with a capital or a figure, or has a head.
    """
    *_, before = SENTENCE_END.split(text[line.start() : first.start()])
    inside = text[first.end() : last.start()]
    after, *rest = SENTENCE_END.split(text[last.end() : line.end()])
    ended = bool(rest) or AT_END.search(after) is not None
    return (
        first[0].endswith(" ")
        and ended
        and not SENTENCE_END.search(f"{inside} ")
        and ":" not in before + inside + after
        and inside[:1].islower()
        and GOES_ON.match(after) is not None
        and not after[0].isupper()
        and WORD.search(before) is not None
    )
