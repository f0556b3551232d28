"""How HTML is spelled: tags, attributes, comments, as browsers tell them from text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

WS = r"\t\n\f\r "
# HTML Standard, 13.2.5. Possessive throughout: a character is looked at once.
ATTRIBUTES = rf"""
    (?: [{WS}/]++
      | [^{WS}/>] [^{WS}/>=]*+
        (?: [{WS}]*+ = [{WS}]*+ (?: "[^"]*+" | '[^']*+' | (?!["']) [^{WS}>]*+ ) | (?![{WS}]*+=) )
    )*+
"""
MARKUP = re.compile(
    rf"""
    < (?: (?P<close>/?) (?P<name>[A-Za-z][^{WS}/>]*+) (?P<attributes>{ATTRIBUTES}) >
        | !-- (?: -?> | .*?--!?> )
        | !(?!--) [^>]*+ > | \? [^>]*+ > | / (?: [^A-Za-z>] [^>]*+ )?+ >
      )
    """,
    re.VERBOSE | re.DOTALL,
)
ATTRIBUTE = re.compile(
    rf"""
    [{WS}/]*+ (?P<name>[^{WS}/>] [^{WS}/>=]*+)
    (?: [{WS}]*+ = [{WS}]*+ (?P<value> "[^"]*+" | '[^']*+' | [^{WS}>]*+ ) )?+
    """,
    re.VERBOSE,
)
TAG_NAME = re.compile(rf"</?[^{WS}/>]*+")
BEGINS_MARKUP = re.compile(r"<(?=[A-Za-z!?/])")
SPACES = re.compile(rf" *+[\t\n\f\r][{WS}]*+| {{2,}}[{WS}]*+")  # what is to be a single space


class Attribute(NamedTuple):
    """One attribute: its name in lower case and where its value stands, quotes included.

    quote: the one around the value, if there is one; start and end are -1 for
    an attribute without a value; name_end: where its name ends.
    """

    name: str
    start: int
    end: int
    quote: str
    name_end: int

    def value_of(self, text: str) -> str:
        """Give the value as spelled, without its quotes."""
        if self.start < 0:
            return ""
        return text[self.start + len(self.quote) : self.end - len(self.quote)]


def attributes(text: str, start: int, end: int) -> Iterator[Attribute]:
    """List the attributes of the start tag at a place, each name once."""
    found = set()
    tag = TAG_NAME.match(text, start, end)
    for match in ATTRIBUTE.finditer(text, tag.end() if tag else end, end - 1):
        name = match["name"].lower()
        if name in found:
            continue
        found.add(name)
        at, to = match.span("value")
        quote = text[at] if to - at > 1 and text[at] in "\"'" else ""
        yield Attribute(name, at, to, quote, match.end("name"))


def folded(tag: str) -> str:
    """Give a tag, or any markup, on one line as far as line ends mean nothing in it."""
    match = MARKUP.fullmatch(tag)
    if match is None or not match["name"]:
        return tag
    pieces, at = [], match.start("attributes")
    head = tag[:at]
    for found in ATTRIBUTE.finditer(tag, at, match.end("attributes")):
        value = found["value"] or ""
        start = found.start("value")
        kept = value if value[:1] in ("'", '"') else ""
        if kept:
            pieces += [on_one_line(tag[at:start]), kept]
            at = found.end("value")
    return "".join([head, *pieces, on_one_line(tag[at:])])


def on_one_line(text: str) -> str:
    """Make one space of the spaces and line ends that browsers show as one.

    >>> on_one_line("un  mot\\n et un\\u00a0autre")
    'un mot et un\\xa0autre'
    """
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        return SPACES.sub(" ", text)
    return text
