"""A quick proof that targets keep an article's structure; most articles need no other.

Browsers read text that has no `<` as text wherever text was read before, and
make the same tree of the rest (HTML Standard, 13.2): only whether it is blank
matters to that. So it is enough to compare what was put in with what it replaced.
"""

import re

from l10n.document import Segment
from l10n.formats.html.elements import CODE, DRAWING
from l10n.formats.html.references import resolved
from l10n.formats.html.runs import LETTER, is_blank, trimmed
from l10n.formats.html.spelling import SOLE_TEXT, VALUE
from l10n.formats.html.tree import HINT

TAG = re.compile(r"</?[A-Za-z](?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*+>")
NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
LEFT_ALONE = CODE | {DRAWING}


def alike(segment: Segment, target: str, spelled: str) -> bool:
    """Tell whether a spelled target certainly reads as its source does, but for the words."""
    if "\0" in spelled:
        return False
    if segment.place == VALUE:
        return quoted_alike(segment.raw, spelled)
    if trimmed(spelled, 0, len(spelled)) != (0, len(spelled)):
        return False
    if segment.place == SOLE_TEXT:
        return "<" not in spelled and LETTER.search(resolved(spelled)) is not None
    if "<" in target or "<" in segment.source:
        return tagged_alike(segment.source, target) and tagged_alike(segment.raw, spelled)
    return "<" not in spelled and words_alike(segment.raw, spelled)


def quoted_alike(before: str, after: str) -> bool:
    """Tell whether an attribute's value stays in the same quotes."""
    quote = before[:1]
    inside = after[1:-1]
    return (
        quote in ("'", '"')
        and len(after) > len("''")
        and after[0] == after[-1] == quote
        and quote not in inside
        and not ("<" in inside or "&lt" in inside.lower() or "&#" in inside)
        and LETTER.search(resolved(inside)) is not None
    )


def tagged_alike(before: str, after: str) -> bool:
    """Tell whether the same tags stand between words, and the same words in what is left alone."""
    tags = TAG.findall(before)
    if tags != TAG.findall(after):
        return False
    pieces = list(zip(TAG.split(before), TAG.split(after), strict=True))
    inside, depth = "", 0
    for tag, (old, new) in zip(["", *tags], pieces, strict=True):
        name = name_of(tag)
        if depth and name == inside:
            depth += -1 if tag.startswith("</") else 1
        elif not depth and not tag.startswith("</") and special(name, tag):
            inside, depth = name, 1
        if "<" in old + new or not (old == new or (not depth and words_alike(old, new))):
            return False
    return True


def name_of(tag: str) -> str:
    match = NAME.match(tag)
    return match[1].lower() if match else ""


def special(name: str, tag: str) -> bool:
    """Tell whether an element may be left alone with its text."""
    return name in LEFT_ALONE or HINT.search(tag) is not None


def words_alike(before: str, after: str) -> bool:
    """Tell whether words stand for words; signs and figures must be the same."""
    if before == after:
        return True
    old, new = resolved(before), resolved(after)
    if LETTER.search(old) and LETTER.search(new):
        return True
    return is_blank(old) and is_blank(new)
