"""Where a Markdown article can be pointed at, and where it points."""

import re
from collections.abc import Iterator

from l10n.formats import Format, Links
from l10n.formats.markdown.events import LABELLED, article
from l10n.formats.markdown.headings import headings, ids
from l10n.formats.markdown.leaves import Leaf, leaves
from l10n.formats.markdown.templates import masked

ID = re.compile(r"""<[^<>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""")
TARGET = re.compile(r"""<[^<>]*?\s(?:href|src)\s*=\s*["']?([^"'\s>]+)""")


def links(text: str, start: int, slugs: str, html: Format) -> Links:
    """Read an article. start: where its body begins; slugs: whose way of making ids of headings."""
    body = text[start:]
    hidden = masked(body)
    found = leaves(hidden)
    named = set(ids(headings(body, hidden), slugs))
    targets: list[tuple[int, str]] = []
    for leaf in found:
        if leaf.block == "HtmlBlock":
            inside = html.links(body[leaf.start : leaf.end])
            named |= inside.ids
            targets += ((leaf.start, target) for _, target in inside.targets)
        elif leaf.block != "CodeBlock":
            named |= {
                name
                for event in leaf.events
                if event.tag == "InlineHtml"
                for name in ID.findall(f"{event.value}")
            }
            targets += addressed(body, leaf)
    return Links(frozenset(named), tuple(numbered(text, start, targets)))


def addresses(body: str, html: Format) -> Iterator[str]:
    """Give the addresses in the body of an article, and what looks like one in its HTML."""
    for event in article(masked(body).text):
        if event.edge == "+" and event.tag in LABELLED:
            yield event.told("dest_url")
        elif event.tag in ("Html", "InlineHtml"):
            yield from html.addresses(f"{event.value}")


def addressed(text: str, leaf: Leaf) -> Iterator[tuple[int, str]]:
    """List the addresses of a leaf's links and images, and where they stand.

    An address that a template is part of is nobody's to judge here.
    """
    for event in leaf.events:
        if event.edge == "+" and event.tag in ("Link", "Image"):
            address = event.told("dest_url")
            if "X" * 5 not in address or address in text[event.start : event.end]:
                yield event.start, address
        elif event.tag == "InlineHtml":
            yield from ((event.start, one) for one in TARGET.findall(f"{event.value}"))


def numbered(text: str, start: int, found: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Give lines for offsets."""
    line, at = 1, 0
    for offset, target in sorted(found):
        line += text.count("\n", at, start + offset)
        at = start + offset
        yield line, target
