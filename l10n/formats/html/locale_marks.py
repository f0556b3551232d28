"""What tells browsers the locale of a page: `lang`, `dir`, `og:locale`, `content-language`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from l10n.formats.html.attributes import values_of
from l10n.formats.html.syntax import Attribute, attributes
from l10n.formats.html.tree import Element, Scope, elements, parseable

if TYPE_CHECKING:
    from babel import Locale

Edit = tuple[int, int, str]


def localized(text: str, locale: str) -> str:
    """Give an article the marks of its locale, where it has such marks or an `<html>` tag."""
    looked_at = parseable(text)
    edits = sorted(set(changes(text, elements(looked_at, Scope()), locale)))
    whole, end = [], 0
    for start, stop, words in edits:
        whole += [text[end:start], words]
        end = stop
    return "".join([*whole, text[end:]])


def changes(text: str, found: list[Element], locale: str) -> Iterator[Edit]:
    for element in found:
        if element.start < 0:
            continue
        if element.name == "html":
            yield from of_page(text, element, locale)
        elif element.name == "meta":
            yield from of_meta(text, element, locale)


def of_page(text: str, element: Element, locale: str) -> Iterator[Edit]:
    """Change the language and the direction that the `<html>` tag says, or add them."""
    there = {one.name: one for one in attributes(text, element.start, element.inside)}
    direction = direction_of(locale)
    for name in ("lang", "xml:lang"):
        if name in there:
            yield changed(text, there[name], locale)
    added = "" if "lang" in there or "xml:lang" in there else f' lang="{locale}"'
    if "dir" in there:
        if there["dir"].value_of(text).strip().lower() != direction:
            yield changed(text, there["dir"], direction)
    elif direction == "rtl":
        added += ' dir="rtl"'
    after_name = element.start + len("<html")
    yield after_name, after_name, added


def of_meta(text: str, element: Element, locale: str) -> Iterator[Edit]:
    there = {one.name: one for one in attributes(text, element.start, element.inside)}
    values = values_of(there.values(), text)
    if "content" not in there:
        return
    if values.get("property", "").strip().lower() == "og:locale":
        yield changed(text, there["content"], with_territory(locale))
    elif values.get("http-equiv", "").strip().lower() == "content-language":
        yield changed(text, there["content"], locale)


def changed(text: str, attribute: Attribute, value: str) -> Edit:
    """Put a value in the place of an attribute's, in the author's quotes."""
    if attribute.start < 0:
        return attribute.name_end, attribute.name_end, f'="{value}"'
    quote = attribute.quote
    start, end = attribute.start + len(quote), attribute.end - len(quote)
    return start, end, value if quote or end > start else f'"{value}"'


def direction_of(locale: str) -> str:
    """Tell in which direction a locale is written.

    >>> direction_of("ar"), direction_of("es"), direction_of("xx")
    ('rtl', 'ltr', 'ltr')
    """
    found = parsed(locale)
    return "rtl" if found and found.character_order == "right-to-left" else "ltr"


def with_territory(locale: str) -> str:
    """Give a locale as Open Graph wants it: with its likely territory.

    >>> with_territory("es"), with_territory("pt-BR"), with_territory("zh-Hant")
    ('es_ES', 'pt_BR', 'zh_TW')
    """
    found = parsed(locale)
    if found is None:
        return locale.replace("-", "_")
    likely = found if found.territory else parsed(likely_subtags(found)) or found
    return f"{found.language}_{likely.territory}" if likely.territory else found.language


def likely_subtags(found: "Locale") -> str:
    from babel.core import get_global

    known = get_global("likely_subtags")
    whole = f"{found.language}_{found.script}" if found.script else found.language
    return str(known.get(whole, known.get(found.language, whole)))


def parsed(tag: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
