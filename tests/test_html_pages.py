"""HTML: the outline, links, marks of the locale, options; any input in linear time."""

import time

import pytest
from laws import keeps_every_character, seen

from l10n.document import Segment
from l10n.formats import Links
from l10n.formats.html import FORMAT

FRENCH = FORMAT.configured({}, "fr")

PAGE = '<h1 id=a>Titre</h1><p class=x>Un <a href="/b" title="c">mot</a> et <b>un</b> <code>d</code>.</p>'
SAME = {
    "other words": PAGE.replace("mot", "word"),
    "words in attributes": PAGE.replace('title="c"', 'title="other"'),
    "another order": PAGE.replace('<a href="/b" title="c">mot</a> et <b>un</b>', '<b>one</b>, <a title="e" href="/b">x</a>'),
    "quotes": PAGE.replace("id=a", "id='a'"),
    "language": f"<html lang=es dir=rtl><meta property=og:locale content=es>{PAGE}",
}  # fmt: skip
OTHER = {
    "a level": PAGE.replace("h1", "h2"),
    "an id": PAGE.replace("id=a", "id=b"),
    "an address": PAGE.replace("/b", "/c"),
    "a tag lost": PAGE.replace("<b>un</b>", "un"),
    "a tag more": PAGE.replace("un</b>", "un</b><br>"),
    "another tag": PAGE.replace("<b>un</b>", "<i>un</i>"),
    "a tag in another": PAGE.replace("</a> et <b>un</b>", "<b>un</b></a>"),
    "code": PAGE.replace("<code>d", "<code>e"),
    "an attribute lost": PAGE.replace(' title="c"', ""),
    "an attribute more": PAGE.replace("<b>", "<b onclick=x>"),
    "a tag without end": PAGE.replace("</b>", ""),
    "a block in a block": PAGE.replace("<b>un</b>", "<p>un</p>"),
}
LOCALIZED = {
    "a language": ('<html lang="fr">', "es", '<html lang="es">'),
    "in the author's quotes": ("<HTML LANG='fr-FR' xml:lang=fr>", "pt-BR", "<HTML LANG='pt-BR' xml:lang=pt-BR>"),
    "none yet": ("<html class=a>", "es", '<html lang="es" class=a>'),
    "without a value": ("<html lang>", "es", '<html lang="es">'),
    "an empty value": ("<html lang=>", "es", '<html lang="es">'),
    "from right to left": ("<html lang=fr>", "ar", '<html dir="rtl" lang=ar>'),
    "a direction that stays": ('<html dir="ltr" lang=fr>', "es", '<html dir="ltr" lang=es>'),
    "a direction that changes": ("<html dir=ltr lang=fr>", "he", "<html dir=rtl lang=he>"),
    "back from right to left": ('<html dir="rtl" lang="ar">', "fr", '<html dir="ltr" lang="fr">'),
    "Open Graph": ('<meta property="og:locale" content="fr_FR">', "es", '<meta property="og:locale" content="es_ES">'),
    "a territory": ("<meta content=fr_FR property=og:locale>", "pt-BR", "<meta content=pt_BR property=og:locale>"),
    "a header": ('<meta http-equiv="Content-Language" content="fr">', "de", '<meta http-equiv="Content-Language" content="de">'),
    "other locales": ('<meta property="og:locale:alternate" content="fr_FR">', "es", '<meta property="og:locale:alternate" content="fr_FR">'),
    "a fragment": ('<p lang="fr">a</p>', "es", '<p lang="fr">a</p>'),
    "in a comment": ('<!-- <html lang="fr"> --><p>a', "es", '<!-- <html lang="fr"> --><p>a'),
}  # fmt: skip


@pytest.mark.parametrize("case", SAME)
def test_outlines_that_are_the_same(case: str) -> None:
    page = (
        f"<html lang=fr><meta property=og:locale content=fr>{PAGE}" if case == "language" else PAGE
    )
    assert FRENCH.outline(SAME[case]) == FRENCH.outline(page)


@pytest.mark.parametrize("case", OTHER)
def test_outlines_that_differ(case: str) -> None:
    assert FRENCH.outline(OTHER[case]) != FRENCH.outline(PAGE)


@pytest.mark.parametrize("case", LOCALIZED)
def test_marks_of_the_locale(case: str) -> None:
    page, locale, expected = LOCALIZED[case]
    assert FRENCH.adapt(page, page, locale) == expected
    assert FRENCH.adapt(expected, page, locale) == expected


def test_marks_can_be_left_alone() -> None:
    form = FORMAT.configured({"locale-marks": False}, "fr")
    assert form.adapt("<html lang=fr>", "", "es") == "<html lang=fr>"


def test_links() -> None:
    page = '<h1 id="a">b</h1>\n<a name=c href="/d?e=1&amp;f=2#g"></a>\n<img src=h.png><img name=x><a href>'
    targets = ((2, "/d?e=1&f=2#g"), (3, "h.png"), (3, ""))
    assert FRENCH.links(page) == Links(frozenset({"a", "c"}), targets)


def test_more_attributes() -> None:
    form = FORMAT.configured({"attributes": ["data-Caption"]}, "fr")
    assert seen(form, '<div data-caption="Un mot" data-x="b"></div>') == [("label", "Un mot")]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"include": ["article", "title"]}, ["t", "b", "d"]),
        ({"exclude": [".x, h1"]}, ["t", "b", "e"]),
        ({"include": ["article"], "exclude": [".x"]}, ["b"]),
    ],
)
def test_selectors(options: dict[str, object], expected: list[str]) -> None:
    page = "<title>t</title><h1>a</h1><article><p>b</p><p class=x><img alt=d></p></article><p>e</p>"
    assert [source for _, source in seen(FORMAT.configured(options, "fr"), page)] == expected


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"inlcude": []}, "unknown option 'inlcude'. There are: attributes, exclude, include, locale-marks."),
        ({"include": ["p["]}, "include: invalid CSS selector"),
        ({"exclude": "p"}, "exclude: must be a list of texts"),
        ({"attributes": [1]}, "attributes: must be a list of texts"),
        ({"locale-marks": "no"}, "locale-marks: must be true or false"),
    ],
)  # fmt: skip
def test_wrong_options(options: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match="^" + told.replace("[", r"\[")):
        FORMAT.configured(options, "fr")


HOSTILE = {
    "signs": "<",
    "ampersands": "&",
    "spaces": " ",
    "bold": "<b>",
    "bold words": "<b>x",
    "blocks": "<div>x",
    "stray end tags": "x</b>",
    "end tags that cross": "<b>1<i>2</b>3</i>",
    "attributes without end": '<p title="',
    "comments without end": "<!--",
    "references": "&aaaaaaaaa",
    "numbers": "&#1",
    "no-break spaces": "&nbsp;",
    "line breaks": "x<br><br>",
    "links": "<a>x",
    "a menu": "<a>x</a> ",
    "code": "<code>x",
    "drawings": "<svg><p>x",
    "silences": "<span translate=no><span translate=yes>x",
    "headings": "<h1>x<br><br>",
    "cells": "<table><td>x",
    "attributes": "<p a=1 ",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_input_takes_linear_time(case: str) -> None:
    text = HOSTILE[case] * 10_000
    began = time.perf_counter()
    document = keeps_every_character(FRENCH, text)
    FRENCH.outline(text)
    FRENCH.links(text)
    for segment in [*document.segments[:2], Segment("a", "a", 1)]:
        FRENCH.embed(segment, FRENCH.spell(segment, FRENCH.inline(segment, text)))
    assert time.perf_counter() - began < 10  # a quadratic loop takes minutes


def test_lone_surrogates() -> None:
    for lone in ("\ud800", "\udfff"):
        keeps_every_character(FRENCH, f"<p a{lone}=1>Bon{lone}jour <b{lone}>mot</b>")


def test_exclusions_inside_a_sentence() -> None:
    form = FORMAT.configured({"exclude": ["p > .name"]}, "fr")
    segment = form.parse(
        "<p>&eacute;t&eacute; <b class='name'>&eacute;l&eacute;gie</b> ici</p>"
    ).segments[0]
    assert segment.source == "été <b class='name'>&eacute;l&eacute;gie</b> ici"
    assert [str(node.kind) for node in form.inline(segment, segment.source).nodes] == ["atom"]
    target = "<b class='name'>&eacute;é</b> é"
    assert form.embed(segment, target) == "<b class='name'>&eacute;é</b> &eacute;"
    assert form.spell(segment, form.inline(segment, target)) == target
