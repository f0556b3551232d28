"""Where browsers see elements: a conforming tree, with places in the text."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.formats.html.elements import BLOCKS, CLOSED, CODE
from l10n.formats.html.references import resolved
from l10n.formats.html.syntax import attributes
from l10n.locales import language

if TYPE_CHECKING:
    from turbohtml import Document, Node

SURROGATE = re.compile("[\ud800-\udfff]")
HINT = re.compile("translate|lang|material-", re.IGNORECASE)
NOT_WORDS = re.compile(r"(?:^|\s)(?:notranslate|material-(?:icons|symbols)[\w-]*)(?:\s|$)")
WHOLE = frozenset({"html", "body"})  # a wrong `lang` is common there: the project knows better


# Why nothing in an element is to be translated; 0 if it is.
NOT_TRANSLATED, OTHER_LANGUAGE, OUTSIDE, EXCLUDED = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Scope:
    """What of an article is to be translated: its language, and CSS selectors."""

    language: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(slots=True)
class Element:
    """An element of the tree, in document order.

    parent, last: the indices of its parent (-1: none) and of its last
    descendant; start to inside: its start tag, closing to end: its end tag,
    -1 where the author wrote none; block: the index of the innermost block
    that it is or is in; blocks: how many blocks there are up to it;
    silence: why it is left alone; first: whether its parent is not.
    """

    name: str
    parent: int
    last: int
    start: int
    inside: int
    closing: int
    end: int
    block: int
    blocks: int
    silence: int = 0
    first: bool = False

    @property
    def has_attributes(self) -> bool:
        return self.inside - self.start > len(self.name) + len("<>")


def parseable(text: str) -> str:
    """Give a text of the same length that the parser places as browsers read the original.

    It counts line ends, not characters, takes no lone surrogates, and makes a
    byte order mark a text, before which there is no `<html>`.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = SURROGATE.sub("\ufffd", text)
        if text[:1] == "\ufeff":
            text = " " + text[1:]
    return text


def parsed(text: str) -> "Document":
    """Parse what `parseable` gave."""
    from turbohtml import parse

    return parse(text, source_locations=True, allow_declarative_shadow_roots=False)


def elements(text: str, scope: Scope) -> list[Element]:
    """List the elements of a text that `parseable` gave."""
    document = parsed(text)
    index: dict[Node, int] = {document: -1}
    found: list[Element] = []
    blocks = 0
    for place, node in enumerate(document.iter_elements()):
        index[node] = place
        # What is in a template has a parent of its own, which comes right before.
        parent = index.setdefault(node.parent, place - 1)  # type: ignore[arg-type]
        name = node.tag
        is_block = name in BLOCKS or name in CLOSED
        blocks += is_block
        block = place if is_block or parent < 0 else found[parent].block
        location = node.source_location
        if location is None:
            found.append(Element(name, parent, place, -1, -1, -1, -1, block, blocks))
            continue
        (_, _, start, _, _, inside), closing, _ = location
        ends = (-1, -1) if closing is None else (closing.start_offset, closing.end_offset)
        found.append(Element(name, parent, place, start, inside, *ends, block, blocks))
    for place in range(len(found) - 1, 0, -1):
        element = found[place]
        if element.parent >= 0 and found[element.parent].last < element.last:
            found[element.parent].last = element.last
    if HINT.search(text) or scope.include or scope.exclude:
        silence(found, text, scope, document, index)
    return found


def silence(
    found: list[Element],
    text: str,
    scope: Scope,
    document: "Document",
    index: dict["Node", int],
) -> None:
    """Say of every element whether it is to be left alone, and why."""
    included, excluded = (
        {index[node] for one in selectors for node in document.select(one) if node in index}
        for selectors in (scope.include, scope.exclude)
    )
    whole = OUTSIDE if scope.include else 0
    for place, element in enumerate(found):
        above = found[element.parent].silence if element.parent >= 0 else whole
        now = above
        if place in included:
            now &= ~OUTSIDE
        if place in excluded:
            now |= EXCLUDED
        if element.has_attributes and HINT.search(text, element.start, element.inside):
            now = silence_of(
                text[element.start : element.inside], element.name, now, scope.language
            )
        element.silence = now
        element.first = bool(now) and not above


def silence_of(tag: str, name: str, above: int, spoken: str) -> int:
    """Tell from a start tag why its element is left alone, given why its parent is."""
    now = above
    for attribute in attributes(tag, 0, len(tag)):
        value = resolved(attribute.value_of(tag), attribute=True).strip().lower()
        match attribute.name:
            case "translate" if value in ("", "yes"):
                now &= ~NOT_TRANSLATED
            case "translate" if value == "no":
                now |= NOT_TRANSLATED
            case "class" if NOT_WORDS.search(value):
                now |= NOT_TRANSLATED
            case "lang" | "xml:lang" if spoken and value and name not in WHOLE:
                other = language(value.replace("_", "-")) != language(spoken)
                now = now | OTHER_LANGUAGE if other else now & ~OTHER_LANGUAGE
    return now


def left_alone(tag: str, name: str, spoken: str) -> bool:
    """Tell from its start tag whether an element inside a sentence is left as it is."""
    return name in CODE or bool(HINT.search(tag) and silence_of(tag, name, 0, spoken))
