"""Roles: what place and wording say that a line is."""

import re

import pytest
from workbench import SAMPLE

from l10n.document import Document, Segment, render
from l10n.formats.text import FORMAT
from l10n.pipeline.exclude import exclude
from l10n.roles import assign

LONG = "Un texte dont la première phrase est longue. Une autre phrase la suit, puis une dernière."


def kinds(text: str, language: str = "fr") -> list[str]:
    return [str(segment.kind) for segment in assign(FORMAT.parse(text), language).segments]


KINDS = {
    "a title and a paragraph": ("Le port de la ville\n\n" + LONG, ["title", "paragraph"]),
    "a title of one word, for want of another": ("Accueil\n\n" + LONG, ["title", "paragraph"]),
    "a title below a menu": (f"Menu\n\nLe port de la ville\n\n{LONG}", ["heading", "title", "paragraph"]),
    "a title twice": ("Le port de la ville\n\nLe port de la ville\n", ["title", "title"]),
    "no title": (LONG, ["paragraph"]),
    "headings": (f"Le port de la ville\n\n{LONG}\n\nLa nuit\n\n{LONG}", ["title", "paragraph", "heading", "paragraph"]),
    "a line in the middle is no heading": (f"Le port de la ville\n\n{LONG}\nLa nuit\n", ["title", "paragraph", "paragraph"]),
    "a sentence is no heading": ("Le port de la ville\n\nIl dort.\n", ["title", "paragraph"]),
    "a long line is no heading": ("Le port de la ville\n\n" + "mot " * 40, ["title", "paragraph"]),
    "items and cells stay": ("Le port de la ville\n\n- un\n\nA\tB\n", ["title", "list item", "table cell", "table cell"]),
    "credits": ("Le port de la ville\nPhoto : Anne Martin\n\nImage de Paul par Agence\n\n© Anne", ["title", "credit", "credit", "credit"]),
    "a name": ("Le port de la ville\n\nPar Anne Martin\n", ["title", "credit"]),
    "no credit": (f"Le port de la ville\n\nImages du soir\n\n{LONG}", ["title", "heading", "paragraph"]),
    "calls": ("Le port de la ville\n\nAbonnez-vous ici !\n\nLire aussi : la mer\n\nCliquez !", ["title", "call to action", "call to action", "call to action"]),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_kinds(name: str) -> None:
    text, expected = KINDS[name]
    assert kinds(text) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_makes_headings(end: str) -> None:
    text = f"Le port de la ville\n\n{LONG}\n\nLa nuit\n\n{LONG}\n".replace("\n", end)
    assert kinds(text) == ["title", "paragraph", "heading", "paragraph"]


def test_words_of_another_language() -> None:
    text = "A walk along the harbour\n\nPhoto by Anne Martin\n\nSubscribe now!"
    assert kinds(text, "en") == ["title", "credit", "call to action"]
    assert kinds(text, "en-GB") == ["title", "credit", "call to action"]
    assert kinds(text, "fi") == ["title", "heading", "heading"]


def test_trails() -> None:
    text = (
        f"Menu\n\nLe port de la ville\n\n{LONG}\n\nLa nuit\n\n{LONG}\n- un\n\nLe jour\n\n{LONG}\n"
    )
    document = assign(FORMAT.parse(text), "fr")
    title = "Le port de la ville"
    assert [segment.trail for segment in document.segments] == [
        (), (), (title,), (title,), (title, "La nuit"), (title, "La nuit"), (title,), (title, "Le jour"),
    ]  # fmt: skip


def test_nothing_but_kinds_and_trails_changes() -> None:
    text = SAMPLE.read_text("utf-8")
    document = FORMAT.parse(text)
    assigned = assign(document, "fr")
    assert render(assigned, {}) == text
    assert assigned.skeleton == document.skeleton
    assert [s.source for s in assigned.segments] == [s.source for s in document.segments]
    assert len(assigned.segments) == 17


def test_exclude() -> None:
    text = "Menu\n\nLe port\n\nMenu du jour\n"
    document = exclude(FORMAT.parse(text), [re.compile("Menu"), re.compile("[0-9]+")])
    assert [segment.source for segment in document.segments] == ["Le port", "Menu du jour"]
    assert render(document, {}) == text


def test_exclude_nothing() -> None:
    document = Document((Segment("Menu", "Menu", 1),))
    assert exclude(document, []) is document
    assert exclude(document, [re.compile("Men")]) == document
