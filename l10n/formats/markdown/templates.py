"""What site generators put into Markdown that is none: shortcodes, Liquid, containers, components.

The parser must neither read it as text nor trip over it, so it is masked:
every character is replaced by one that the parser takes for a word or for
nothing, and all offsets stay.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

LONGEST = 4000  # characters; a shortcode that goes on for longer is none
# One of these is in every text with anything to mask.
MARKS = ("{", "<%", ":::", "!!!", "???", "===", "import", "export")
MARKED = re.compile(r"</?[A-Z]|\[_?[Tt][Oo][Cc]")
FENCE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}|~{3,})(?P<rest>.*)$", re.M
)
ATTRIBUTE = r"""(?:[.#][^\s{}"'=]+|[\w:-]+=(?:"[^"\n{}]*"|'[^'\n{}]*'|[^\s{}"']+)|-)"""
ATTRIBUTES = re.compile(rf"\{{:?[ \t]*{ATTRIBUTE}(?:[ \t]+{ATTRIBUTE})*[ \t]*\}}|\{{:[^{{}}\n]*\}}")
VALUE = re.compile(r"(?:(?<!\\)\$)?\{\{(?![<%])")
OPENER = re.compile(
    VALUE.pattern + r"|\{\{[<%]|\{%|\{#|<%|\{/\*|\{(?=[:.#\w-])|<(?=/?[A-Za-z][\w.]*[\s{/>])"
)
CLOSERS = {
    "{{<": ">}}",
    "{{%": "%}}",
    "{{": "}}",
    "${{": "}}",
    "{%": "%}",
    "{#": "#}",
    "<%": "%>",
    "{/*": "*/}",
}
# Blocks whose inside is code or thrown away.
VERBATIM = re.compile(
    r"^[ \t]*(?:\{%-?\s*(?P<liquid>highlight|raw|comment|mermaid|katex)\b[^\n]*?-?%\}"
    r"|\{\{[<%]\s*(?P<hugo>highlight|mermaid|math|katex|code|gist)\b[^\n]*?[>%]\}\})",
    re.MULTILINE,
)
CONTAINER = re.compile(
    r"^(?P<lead>[ \t>]*):{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]*)[ \t]*"
    r"(?:\[(?P<boxed>[^\]\n]*)\]|(?P<title>[^\s:{\[][^\n{]{0,2000}?)?)"
    r"[ \t]*(?:\{[^{}\n]*\})?[ \t]*:*[ \t]*$",
    re.MULTILINE,
)
ADMONITION = re.compile(
    r"^(?P<lead>[ \t>]*)(?:(?:!!!|\?\?\?\+?)[ \t]+[\w -]{0,80}|===[+!]?[ \t]+(?=\"))"
    r"(?:\"(?P<title>[^\"\n]*)\")?[ \t]*$",
    re.MULTILINE,
)
MODULE = re.compile(
    r"^(?:import[ \t](?:[^\n]*\bfrom[ \t]*)?['\"][^'\"\n]*['\"]"
    r"|export[ \t]+(?:default|const|let|var|function|class)\b[^\n]*);?[ \t]*$",
    re.MULTILINE,
)
CONTENTS = re.compile(
    r"^[ \t>]*(?:\[\[_?toc_?\]\]|\[toc\]|\$\{toc\})[ \t]*$", re.MULTILINE | re.IGNORECASE
)
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
COMPONENT = re.compile(r"</?[A-Z]\w*[a-z][\w.]*")
PLAIN_TAG = re.compile(r"<[^<>{}\"']*>")
BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
LINE_REST = re.compile(r"[ \t]*(?=[\r\n]|\Z)")


class Opaque(NamedTuple):
    """A stretch that is no Markdown.

    kind: `value` stands for words (`{{ site.name }}`), `tag` for none, `lines`
    are whole lines.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as the parser may see it.

    text: as long as the original; opaque: what was masked, in order; titles:
    where a heading was made of a container's title.
    """

    text: str
    opaque: tuple[Opaque, ...] = ()
    titles: frozenset[int] = frozenset()

    def within(self, start: int, end: int) -> Iterator[Opaque]:
        """List what was masked between two offsets, or reaches over the first."""
        at = bisect_left(self.opaque, (start, 0, ""))
        at -= at > 0 and self.opaque[at - 1].end > start
        while at < len(self.opaque) and self.opaque[at].start < end:
            yield self.opaque[at]
            at += 1

    def visible(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """List the stretches between two offsets that were not masked."""
        for one in self.within(start, end):
            if one.start > start:
                yield start, one.start
            start = one.end
        if start < end:
            yield start, end


@lru_cache(maxsize=4)
def masked(text: str) -> Masked:
    """Mask all that site generators understand and Markdown does not.

    >>> masked("Un {{< ref a >}} mot").text
    'Un XXXXXXXXXXXXX mot'
    """
    if not may_hold_any(text):
        return Masked(text)
    code = list(fenced(text))
    found = sorted(set(candidates(text)), key=lambda one: (one.start, -one.end))
    kept, end, at = [], 0, 0
    for one in found:
        while at < len(code) and code[at][1] <= one.start:
            at += 1
        inside = at < len(code) and code[at][0] <= one.start
        if one.start >= end and not inside:
            kept.append(one)
            end = one.end
    return written(text, kept)


def masked_inline(text: str) -> Masked:
    """Mask what stands among the words of one segment."""
    if not may_hold_any(text):
        return Masked(text)
    found = (one._replace(kind=one.kind.replace("lines", "tag")) for one in inline(text))
    return written(text, list(found))


def may_hold_any(text: str) -> bool:
    """Tell quickly whether there may be anything to mask."""
    return any(mark in text for mark in MARKS) or MARKED.search(text) is not None


def written(text: str, found: list[Opaque]) -> Masked:
    """Write the masks into a text."""
    pieces, opaque, titles, end = [], [], set(), 0
    for one in found:
        pieces += [text[end : one.start], mask_of(text, one)]
        end = one.end
        if one.kind in MADE:
            titles.add(one.start + len(pieces[-1]) - len(pieces[-1].lstrip(" \t>-")))
        else:
            opaque.append(one)
    pieces.append(text[end:])
    return Masked("".join(pieces), tuple(opaque), frozenset(titles))


def mask_of(text: str, one: Opaque) -> str:
    """Give what stands for a stretch: as long, with the same line ends."""
    spelled = text[one.start : one.end]
    if one.kind in MADE:
        match = MADE[one.kind].match(text, one.start)
        return heading(match, spelled) if match else spelled
    letter = " " if one.kind == "lines" else "X"
    return re.sub(r"[^\r\n]", letter, spelled)


def heading(match: re.Match[str], spelled: str) -> str:
    """Make a heading of a container's first line, so that its title is a block of its own."""
    lead, groups = match["lead"], match.groupdict()
    name = next((name for name in ("title", "boxed") if groups.get(name)), "")
    start, end = match.span(name) if name else (match.end(), match.end())
    start, end = start - match.start(), end - match.start()
    marker = "- #" if match.re is ADMONITION else "#"
    before = (lead + marker).ljust(start)
    return (before + spelled[start:end]).ljust(len(spelled))


MADE = {"container": CONTAINER, "admonition": ADMONITION}


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """Give where code fences begin and end: what looks like a template there is code."""
    begin, fence = 0, ""
    for match in FENCE.finditer(text):
        mark = match["fence"]
        if not fence and not (mark[0] == "`" and "`" in match["rest"]):
            begin, fence = match.start(), mark
        elif fence and mark.startswith(fence) and not match["rest"].strip():
            yield begin, match.end()
            fence = ""
    if fence:
        yield begin, len(text)


def candidates(text: str) -> Iterator[Opaque]:
    """List what could be masked; some of it may lie inside other parts of it, or inside code."""
    for pattern in (MODULE, CONTENTS):
        for match in pattern.finditer(text):
            yield Opaque(match.start(), match.end(), "lines")
    for match in CONTAINER.finditer(text):
        titled = (match["title"] or match["boxed"] or "").strip()
        yield Opaque(match.start(), match.end(), "container" if titled else "lines")
    for match in ADMONITION.finditer(text):
        yield Opaque(match.start(), match.end(), "admonition")
    yield from verbatim(text)
    yield from inline(text)


def verbatim(text: str) -> Iterator[Opaque]:
    """List the blocks whose inside is none of our business, with their ends."""
    missing: set[str] = set()
    for match in VERBATIM.finditer(text):
        name = match["liquid"] or match["hugo"]
        pattern = (
            rf"\{{%-?\s*end{name}\s*-?%\}}"
            if match["liquid"]
            else rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}"
        )
        closing = None if pattern in missing else re.compile(pattern).search(text, match.end())
        if closing is None:
            missing.add(pattern)
            continue
        yield Opaque(
            match.start(),
            closing.end(),
            "lines" if alone(text, match.start(), closing.end()) else "tag",
        )


def inline(text: str) -> Iterator[Opaque]:
    """List shortcodes, Liquid, attribute lists and components, each with its kind."""
    end = stuck = 0
    for match in OPENER.finditer(text):
        start = match.start()
        if start < end or (match[0] == "<" and start < stuck):
            continue
        stop = end_of(text, start, match[0])
        if stop > 0:
            end = stop
            yield Opaque(start, stop, kind_of(text, start, stop))
        elif stop < 0:
            stuck = start + LONGEST


def end_of(text: str, start: int, opener: str) -> int:
    """Give where what begins here ends; 0 if it is nothing to mask, -1 if it has no end."""
    if opener == "<":
        plain = PLAIN_TAG.match(text, start)
        end = plain.end() if plain else braced_end(text, start)
        whole = end > 0 and COMPONENT.match(text, start) and alone(text, start, end)
        return end if end < 0 or whole or "{" in text[start:end] else 0
    closer = CLOSERS.get(opener, "")
    found = text.find(closer, start + len(opener), start + LONGEST) if closer else -1
    if found >= 0 and BLANK_LINE.search(text, start, found):
        found = -1
    match = ATTRIBUTES.match(text, start) if found < 0 else None
    return match.end() if match else found + len(closer) if found >= 0 else 0


def braced_end(text: str, start: int) -> int:
    """Give where a tag ends that may hold braces with anything in them; -1 if it does not."""
    depth, quote = 0, ""
    for at in range(start + 1, min(start + LONGEST, len(text))):
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and depth == 0:
            quote = char
        elif char in "{}":
            depth += 1 if char == "{" else -1
        elif char == "<" and depth == 0:
            return 0
        elif char == ">" and depth <= 0:
            return at + 1
    return -1


def kind_of(text: str, start: int, end: int) -> str:
    if alone(text, start, end):
        return "lines"
    return "value" if VALUE.match(text, start) else "tag"


def resolved(text: str) -> str:
    """Give a text with its character references resolved (CommonMark 2.5)."""
    return REFERENCE.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def alone(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch has its lines for itself."""
    while start > 0 and text[start - 1] in " \t>":
        start -= 1
    return (start == 0 or text[start - 1] in "\r\n") and LINE_REST.match(text, end) is not None
