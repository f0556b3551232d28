"""Attributes that people read: image descriptions, tooltips, labels, what search engines show."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from l10n.document import Kind
from l10n.formats.html.references import (
    plain,
    readable,
    resolved,
    respelled,
    spellings,
)
from l10n.formats.html.runs import LETTER
from l10n.formats.html.syntax import TAG_NAME, Attribute, attributes, on_one_line

ANYWHERE = {
    "alt": Kind.DESCRIPTION,
    "title": Kind.TOOLTIP,
    "aria-label": Kind.LABEL,
    "aria-description": Kind.LABEL,
    "aria-roledescription": Kind.LABEL,
    "aria-placeholder": Kind.LABEL,
    "aria-valuetext": Kind.LABEL,
    "placeholder": Kind.LABEL,
}
SOMEWHERE = {
    ("option", "label"): Kind.LABEL,
    ("optgroup", "label"): Kind.LABEL,
    ("track", "label"): Kind.LABEL,
    ("th", "abbr"): Kind.CELL,
    ("table", "summary"): Kind.LABEL,
    ("input", "value"): Kind.LABEL,
    ("meta", "content"): Kind.METADATA,
}
NOWHERE = frozenset({"link", "meta", "script", "style", "template"})  # their titles are not shown
ESCAPES = {'"': "&quot;", "'": "&#39;"}
DEPENDENT = frozenset({"input", "meta"})
BUTTONS = frozenset({"submit", "button", "reset"})
METADATA = frozenset(
    str.split("""
    abstract dc.description dc.subject dc.title dcterms.description dcterms.subject dcterms.title
    description headline keywords og:description og:image:alt og:site_name og:title
    twitter:data1 twitter:data2 twitter:description twitter:image:alt twitter:label1
    twitter:label2 twitter:title
    """)
)
MENTION = re.compile(
    r"alt|title|aria-|placeholder|label|abbr|summary|value|content|$^", re.IGNORECASE
)
NO_TEXT = re.compile(
    r"\s*(?:[\w+.-]+://\S+|\S+\.(?:avif|gif|jpe?g|png|svg|webp))\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Offer:
    """An attribute with a text for people, and what that is."""

    attribute: Attribute
    kind: Kind


def offered(
    text: str, start: int, end: int, extra: frozenset[str] = frozenset()
) -> Iterator[Offer]:
    """List the attributes of a start tag that have words for people.

    extra: names of attributes that a project wants besides.
    """
    if not extra and not MENTION.search(text, start, end):
        return
    name = name_of(text, start)
    found = list(attributes(text, start, end))
    values = values_of(found, text) if name in DEPENDENT else {}
    for attribute in found:
        kind = kind_of(name, attribute.name, values, extra)
        if kind is None:
            continue
        value = resolved(attribute.value_of(text), attribute=True)
        if LETTER.search(value) and not NO_TEXT.fullmatch(value):
            yield Offer(attribute, kind)


def values_of(found: Iterable[Attribute], text: str) -> dict[str, str]:
    return {one.name: resolved(one.value_of(text), attribute=True) for one in found}


def name_of(text: str, start: int) -> str:
    """Name the tag at a place, in lower case, without its slash."""
    match = TAG_NAME.match(text, start)
    return match[0].lstrip("</").lower() if match else ""


def kind_of(
    name: str, attribute: str, values: Mapping[str, str], extra: frozenset[str] = frozenset()
) -> Kind | None:
    """Tell what an element's attribute is to a reader; None if it is not for people.

    values: of all attributes of the element, where it is one of the `DEPENDENT`.
    """
    if attribute in extra:
        return Kind.LABEL
    if attribute in ANYWHERE:
        return None if name in NOWHERE else ANYWHERE[attribute]
    kind = SOMEWHERE.get((name, attribute))
    return kind if kind and (name not in DEPENDENT or shown(name, values)) else None


def shown(name: str, values: Mapping[str, str]) -> bool:
    """Tell whether what a meta or an input holds is for people: by its other attributes."""
    if name == "input":
        return values.get("type", "").strip().lower() in BUTTONS
    names = (values.get(key, "").strip().lower() for key in ("name", "property", "itemprop"))
    return any(one in METADATA for one in names)


def source_of(raw: str) -> str:
    """Give the source of a value as spelled, quotes included."""
    quote = quote_of(raw)
    value = raw[1:-1] if quote else raw
    return on_one_line(readable(value, attribute=True)).strip()


def quote_of(raw: str) -> str:
    return raw[0] if len(raw) > 1 and raw[0] in "\"'" and raw[-1] == raw[0] else ""


def embedded(raw: str, target: str) -> str:
    """Spell a target as a value in the quotes that the author used, or in some."""
    author = quote_of(raw)
    value = raw[1:-1] if author else raw
    quote = author or '"'
    spelled = spellings(value)
    spelled.setdefault(ord(quote), ESCAPES[quote])
    before = value[: len(value) - len(value.lstrip())]
    after = value[len(value.rstrip()) :]
    words = respelled(on_one_line(target.strip()), spelled)
    return f"{quote}{before}{words}{after}{quote}"


def quoted(text: str, quote: str) -> str:
    """Escape a text, which is no source but what a reader sees, for a value between quotes."""
    escaped = re.sub(r"&(?=[#\w])", "&amp;", text)
    return escaped.replace(quote, ESCAPES[quote])


def seen(raw: str) -> str:
    """Give what a reader sees of a value as spelled, quotes included.

    >>> seen('"L&#39;&eacute;t&eacute;"')
    "L'été"
    """
    return plain(source_of(raw))
