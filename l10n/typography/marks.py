"""Spaces before `; : ! ?`, after `¿ ¡`, and the marks of scripts that have their own."""

import re
from collections.abc import Iterator
from functools import cache

from l10n.typography.conventions import SPACES, UNBREAKABLE
from l10n.typography.draft import KEPT, Draft
from l10n.typography.edits import Edit

SPACE = f"[{SPACES}]"
ENDS = r"$|[\s»”“’‘\"›」』…]"  # what follows a mark that ends something
# Not a space after an opening bracket or a dash, nor one before a smiley: `:)` or `;-)`.
BEFORE = re.compile(
    rf"(?<![\s(\[{{«„‹¿¡—–-])(?<!\s[“‘])(?<!^)({SPACE}*+)(?:([!?])(?={ENDS}|[!?;:,.)\]])"
    rf"|([;:])(?={ENDS})|(?<={SPACE})([;:!?])(?={KEPT}))"  # the mark of a note
)
FIRST = re.compile(rf"[^\W_]|[)\]}}»”“’‘\"'›%°€$£#|+*/§&」』«‹]|[.!?…{KEPT}]")
INVERTED = re.compile(rf"([¿¡])({SPACE}++)(?=[\w{KEPT}«“‘\"¿¡])")
CLOSING = "»”“’‘\"'›)]」』"
SCRIPTS = {
    "zh": "\u3400-\u9fff\u3005\U00020000-\U0003ffff",
    "ja": "\u3040-\u30ff\u3400-\u9fff\u3005",
    "ar": "\u0620-\u064a\u0671-\u06d3",
    "fa": "\u0620-\u064a\u0671-\u06d3",
    "ur": "\u0620-\u064a\u0671-\u06d3",
}


def spaced_marks(draft: Draft) -> Iterator[Edit]:
    """Put the locale's space before each mark: none, a no-break or a narrow one."""
    text, marks = draft.view, draft.style.marks
    for match in BEFORE.finditer(text):
        mark = match[2] or match[3] or match[4]
        start, end = match.span(1)
        wanted = marks.get(mark)
        if wanted is None or not FIRST.match(text, start - 1):
            continue
        if start == end and (not wanted or text[start - 1] in ".!?…;:"):
            continue
        if not (wanted and end - start == 1 and text[start] in UNBREAKABLE):
            yield Edit(start, end, wanted)


def closed_inverted(draft: Draft) -> Iterator[Edit]:
    """Close the space after `¿` and `¡` (RAE, Ortografía 2010, III)."""
    if "¿" in draft.view or "¡" in draft.view:
        for match in INVERTED.finditer(draft.view):
            yield Edit(*match.span(2), "")


def native_marks(draft: Draft) -> Iterator[Edit]:
    """Give the marks of a script where a letter of it stands before them."""
    native = draft.style.native
    if not native:
        return
    for match in latin_marks(draft.style.language).finditer(draft.view):
        yield Edit(*match.span(1), "")
        yield Edit(*match.span(2), native[match[2]])
        if draft.style.language in WIDE:
            yield Edit(*match.span(3), "")


# Their marks hold the space after them (JLReq 3.1.2; GB/T 15834-2011, 5.1).
WIDE = ("zh", "ja")


@cache
def latin_marks(language: str) -> re.Pattern[str]:
    """Build what finds Latin marks after a script's letters; a full stop only at the end."""
    letters = SCRIPTS[language]
    stops = rf"|\.(?=[\s{KEPT}]*+$|[」』”’])" if language in WIDE else ""
    marks = "[,;:!?]" if language in WIDE else "[,;?]"
    after = rf"(?:(?<=[{letters}])|(?<=[{letters}][{CLOSING}]))"
    return re.compile(rf"{after}({SPACE}*+)({marks}{stops})({SPACE}*+)")
