"""Lines of the article: how leaves were broken over them, and what stands before each."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from l10n.document import Wrapping
from l10n.formats.markdown.events import Event
from l10n.formats.markdown.leaves import Leaf
from l10n.wrapping import ENDLESS, columns, told

LINE_END = re.compile(r"\r\n|\r|\n")
QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*")
INDENTED = re.compile(r"[ \t]*")
FOLDED = {
    True: re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?:>[ \t]?)*[ \t]*"),
    False: re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*"),
}
WORD = re.compile(r"\S*")
BREAKS = ("SoftBreak", "HardBreak")
START = attrgetter("start")
STRIDE = 200  # characters of a line that are looked back over at first


def prose(text: str, leaf: Leaf, start: int, end: int) -> str:
    """Give a stretch of a leaf as translators see it: on one line, but for the author's breaks."""
    quoted = leaf.quoted
    whole, at = [], start
    for event in within(leaf.breaks, start, end):
        whole += [text[at : event.start], text[event.start : event.end].rstrip("\r\n"), "\n"]
        at = begun(text, event.end, quoted)
    whole.append(text[at:end])
    return "".join(
        piece if piece == "\n" else FOLDED[quoted].sub(" ", piece) if has_line_end(piece) else piece
        for piece in whole
    )


def has_line_end(text: str) -> bool:
    return "\n" in text or "\r" in text


def begun(text: str, start: int, quoted: bool) -> int:
    """Give where the text of a line begins, after its indentation and quotation marks."""
    match = (QUOTED if quoted else INDENTED).match(text, start)
    return match.end() if match else start


def within(events: Sequence[Event], start: int, end: int) -> Sequence[Event]:
    """Give those of some events, which are in order, that begin in a stretch."""
    first = bisect_left(events, start, key=START)
    return events[first : bisect_left(events, end, first, key=START)]


def line_start(text: str, at: int) -> int:
    """Give where the line of an offset begins, looking no farther back than a few times that."""
    size = STRIDE
    while True:
        low = max(0, at - size)
        found = max(text.rfind("\n", low, at), text.rfind("\r", low, at))
        if found >= 0 or not low:
            return found + 1
        size *= 2


def wrapped_at(text: str, leaves: Iterable[Leaf]) -> int:
    """Tell the width an article was wrapped at; 0 if it was not."""
    return told(continuing(text, leaves))


def continuing(text: str, leaves: Iterable[Leaf]) -> Iterator[tuple[int, int]]:
    """Give the columns of every line that goes on, and those of the next line's first word."""
    for leaf in leaves:
        for event in leaf.events:
            if event.tag == "SoftBreak":
                after = begun(text, event.end, leaf.quoted)
                word = WORD.match(text, after)
                before = text[line_start(text, event.start) : event.start].rstrip()
                yield columns(before), columns(word[0] if word else "")


def layout(text: str, leaf: Leaf, width: int, ending: str) -> Wrapping | None:
    """Tell how a target for a paragraph is to be wrapped; None if it may be of any length.

    ending: the article's line end.
    """
    broken = next((event for event in leaf.events if event.tag in BREAKS), None)
    if not width and not leaf.breaks:
        return None
    prefix = text[line_start(text, leaf.start) : leaf.start]
    if broken is None:
        joint = ending + re.sub(r"[^\s>]", " ", prefix)
    else:
        spelled = text[broken.start : begun(text, broken.end, leaf.quoted)]
        joint = (
            spelled[spelled.rindex(found[0]) :] if (found := LINE_END.search(spelled)) else ending
        )
    return Wrapping(width or ENDLESS, joint, columns(prefix))
