"""The structure gate: what breaks an article is refused, all else gets in."""

import math
import random
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path

import pytest
from boards import Board, catalog
from damage import (
    BROKEN_HTML,
    BROKEN_MARKDOWN,
    HTML,
    MARKDOWN,
    THREATS_HTML,
    THREATS_MARKDOWN,
    Damage,
    pair,
)
from hypothesis import given
from hypothesis import strategies as st
from laws import marked_target
from workbench import SAMPLE

from l10n.catalog import Catalog, Unit
from l10n.document import Kind, Rebuilt, Segment, render
from l10n.encodings import decode
from l10n.engines.pseudo import disguised
from l10n.errors import L10nError
from l10n.formats import Format
from l10n.formats.text import FORMAT as TEXT
from l10n.markup.nodes import Marked, Node, NodeKind
from l10n.pipeline import gate
from l10n.pipeline.gate import MOST, TOO_MANY, Key, Original, fault, original, places, quoted
from l10n.pipeline.localize import Localized, Ship, localize
from l10n.plugins import format_of, formats

ARTICLE = """# Le port

Une [b]grande[/b] ville.
Le [to quai]quai[/to] et la mer.
Jour | Heure
Lundi | neuf
"""


def localized(form: Format, text: str, targets: Mapping[str, str]) -> Localized:
    before = original(form, text, "a.board")
    return localize(before.document, catalog(targets), before, Ship.FINAL)


def faults(form: Format, text: str, targets: Mapping[str, str]) -> dict[str, str]:
    """Give the refused sources with what is wrong."""
    return {unit.source: why for unit, why in localized(form, text, targets).refused}


INLINE = {
    "lost": ("Una gran ciudad.", "lacks `[b]…[/b]`"),
    "doubled": ("Una [b]gran[/b] [b]ciudad[/b].", "has `[b]…[/b]` too often"),
    "other": ("Una [i]gran[/i] ciudad.", "lacks `[b]…[/b]`, has `[i]…[/i]` too often"),
    "never closed": ("Una [b]gran ciudad.", "has a stray `[b]`"),
    "never opened": ("Una [b]gran[/b] ciudad[/b].", "has a stray `[/b]`"),
}


@pytest.mark.parametrize("name", INLINE)
def test_formatting(name: str) -> None:
    target, said = INLINE[name]
    assert faults(Board(), ARTICLE, {"Une [b]grande[/b] ville.": target}) == {
        "Une [b]grande[/b] ville.": said
    }


def test_nesting() -> None:
    (segment,) = Board().parse("a [b]x [i]y[/i][/b] z").segments
    assert fault(Board(), segment, "a [b]x[/b] [i]y[/i] z") == (
        "has `[i]…[/i]` outside of what is around it in the source"
    )
    (segment,) = Board().parse("a [b]x[/b] [i]y[/i] z").segments
    assert fault(Board(), segment, "a [b]x [i]y[/i][/b] z") == (
        "has `[i]…[/i]` inside `[b]…[/b]`, unlike the source"
    )
    assert fault(Board(), segment, "[i]y[/i] a [b]x[/b]") == ""


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("Une ville", "Una ciudad[/b]", "has a stray `[/b]`"),
        ("Une [b]ville", "Una [b]ciudad", ""),
        ("Une [b]ville[/b]", "Una ciudad", "lacks `[b]…[/b]`"),
        ("Une ville", "Una [b]ciudad[/b]", "has `[b]…[/b]` too often"),
        ("Une ville*", "Una ciudad", ""),
    ],
)
def test_formatting_of_one_side(source: str, target: str, said: str) -> None:
    (segment,) = Board().parse(source).segments
    assert fault(Board(), segment, target) == said


def test_long_formatting_is_shown_shortened() -> None:
    assert quoted(f" {'x' * 30}\n{'y' * 29}") == f"`{'x' * 30} {'y' * 29}`"
    assert quoted("x" * 61) == f"`{'x' * 59}…`"


BLOCKS = {
    "a heading": ("# Una gran [b]ciudad[/b].", "has `#`, which would not be read as its text"),
    "two lines": ("Una [b]gran[/b]\nciudad.", "has `ciudad.`, which would not be read as its text"),
    "cells": ("Una [b]gran[/b] | ciudad", "would read as table cell, not as paragraph"),
    "a text below": ("Una [b]gran[/b] ciudad.\nY más.", "has `Y más.`, which would not be read as its text"),
    "no text": ("[b]1[/b]\n", ""),
    "an end of line": ("Una [b]gran[/b] ciudad.\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks(name: str) -> None:
    target, said = BLOCKS[name]
    source = "Une [b]grande[/b] ville."
    made = localized(Board(), ARTICLE, {source: target, "Lundi": "Lunes"})
    assert [(unit.source, why) for unit, why in made.refused] == ([(source, said)] if said else [])
    stands = source if said else target
    assert made.text == ARTICLE.replace("Lundi", "Lunes").replace(source, stands)


OUTLINES = {
    "another cell": ("Lundi", "Lunes | 1", "has `| 1`, which would not be read as its text"),
    "a line without text": ("Lundi", "Lunes\n1", "would read as paragraph, not as table cell"),
    "one more line": ("neuf", "nueve\n!", "has `!`, which would not be read as its text"),
    "a number": ("Une [b]grande[/b] ville.", "1. Una [b]gran[/b] ciudad", "would make `number 0` of `line 0`"),
    "no text": ("Lundi", "1", "would not be read as text"),
    "text in the wrong place": ("neuf", "9 |nueve", "has `9 |`, which would not be read as its text"),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTLINES)
def test_outlines(name: str) -> None:
    source, target, said = OUTLINES[name]
    assert faults(Board(), ARTICLE, {source: target}) == {source: said}


def test_one_target_for_several_places() -> None:
    """A text that stands twice is one unit: what breaks one of its places is refused in both."""
    text = "Lundi\nLundi | un\n"
    made = localized(Board(), text, {"Lundi": "Lunes | sí", "un": "uno"})
    assert made.text == "Lundi\nLundi | uno\n"
    assert len(made.refused) == 1


def test_findings() -> None:
    made = localized(Board(), ARTICLE, {"Le port": "El puerto", "Lundi": "Lunes | 1"})
    assert list(map(str, made.findings("es.po"))) == [
        "es.po:11: error: has `| 1`, which would not be read as its text; the source text stands "
        "in until that is mended: “Lundi” [structure]"
    ]


def test_a_format_that_forgets_is_our_fault() -> None:
    with pytest.raises(L10nError, match=r"a\.board: is not given back .* Please report it"):
        localized(Board(forgets="\n"), ARTICLE, {})


def test_what_a_format_refuses_to_read_is_damage() -> None:
    targets = {"Le port": "¡El puerto!", "Lundi": "Lunes"}
    assert faults(Board(refuses="¡"), ARTICLE, targets) == {
        "Le port": "would make the article unreadable (nobody reads this)"
    }


CHANGES = {
    "nothing": ("one\n1\n", None),
    "a line more": ("one\n1\ntwo\n", "would add `line 0`"),
    "a line less": ("one\n", "would lose `number 0`"),
    "another line": ("one\n# two\n", "would make `heading 0` of `number 0`"),
    "another order": ("1\none\n", "would change the order of the article's parts"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes_of_the_outline(name: str) -> None:
    text, said = CHANGES[name]
    damage = original(Board(), "one\n1\n", "a").change(text)
    assert (damage and damage.message) == said


class Alike(Board):
    """Takes anything as proved to be sound, and cannot spell an exclamation mark."""

    def alike(self, original: str, rebuilt: Rebuilt) -> bool:
        return True

    def embed(self, segment: Segment, target: str) -> str:
        return "" if "!" in target else target


def test_what_is_proved_sound_at_little_cost() -> None:
    proved, asked = original(Alike(), ARTICLE, "a"), original(Board(), ARTICLE, "a")
    first, *_ = proved.document.segments
    assert proved.sound({first: "El puerto"}) == ARTICLE.replace("Le port", "El puerto")
    assert [proved.sound({first: bad}) for bad in ("El\npuerto", " El puerto", "¡El puerto!")] == [
        None, None, None,
    ]  # fmt: skip
    for same in ({}, {first: first.source}):
        assert proved.sound(same) == asked.sound(same) == ARTICLE
    assert asked.sound({first: "El puerto"}) is None


def test_places_are_those_of_what_is_put() -> None:
    document = Board().parse(ARTICLE)
    spelled = {s: f"{number}{s.raw}" for number, s in enumerate(document.segments) if number % 2}
    text = render(document, spelled)
    found = [(text[start:end], segment) for start, end, segment in places(document, spelled)]
    assert found == [(spelled.get(s, s.raw), s) for s in document.segments]


class Atoms(Board):
    """Reads capitals and `(…)` as ATOMs, one inside the other too."""

    def inline(self, segment: Segment, text: str) -> Marked:
        found = [*re.finditer(r"\([^)]*\)", text), *re.finditer("[A-Z]", text)]
        atoms = [Node(NodeKind.ATOM, *match.span(), match[0]) for match in found]
        pair = Node(NodeKind.PAIR, 0, len(text), "[b]", "[/b]")
        return Marked(text, tuple(sorted([pair, *atoms], key=lambda node: node.start)))


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("un deux", "undeux"),
        ("X un", "un"),
        ("un XY deux Z", "undeux"),
        ("un (a B c) deux", "undeux"),
    ],
)
def test_prose_is_the_words_without_what_atoms_stand_for(text: str, prose: str) -> None:
    before = original(Atoms(), "un\n", "a")
    assert before.prose(before.document.segments[0], text) == prose


def test_what_is_read_where_it_was_put() -> None:
    before = original(Board(), "un\n", "a")
    (segment,) = before.document.segments
    heading = replace(segment, kind=Kind.HEADING)
    cell = replace(segment, kind=Kind.CELL)
    said = {
        (3, 5, segment): "",
        (5, 7, segment): "would not be read as text",
        (3, 6, segment): "would run on into what stands after it",
        (3, 5, heading): "",  # by its words, not by its place
        (3, 5, cell): "would read as table cell, not as paragraph",
        (4, 5, segment): "",
    }
    for now, message in said.items():
        assert before.misread((3, 5, segment), now, {}, {}) == message
    assert before.misread((3, 5, segment), None, {}, {}) == "would not be read as text"
    less = (4, 5, replace(segment, source="n"))
    assert before.misread((3, 5, segment), less, {}, {}) == (
        "has `u`, which would not be read as its text"
    )


KEYS: list[Key] = [(None, str(number)) for number in range(40)]


@given(st.data())
def test_the_first_guilty_is_searched_for(data: st.DataObject) -> None:
    """In as many probes as halving takes; in two, where the damage shows at the guilty one."""
    count = data.draw(st.integers(1, len(KEYS)))
    keys = KEYS[:count]
    guilty = data.draw(st.integers(0, count - 1))
    shown = data.draw(st.none() | st.sampled_from(KEYS))
    segment = Segment(shown[1], shown[1], 1) if shown else None
    asked: list[int] = []

    def damage(many: int) -> gate.Damage | None:
        assert 0 < many < count, "what is known was asked for"
        asked.append(many)
        return gate.Damage(f"of {many}") if many > guilty else None

    found, told = gate.searched(damage, keys, gate.Damage("of all", segment))
    assert found == guilty
    assert told.message == (f"of {guilty + 1}" if guilty + 1 < count else "of all")
    assert len(asked) == len(set(asked)) <= 3 + math.log2(count)
    if shown == keys[guilty]:
        assert set(asked) == {at for at in (guilty, guilty + 1) if 0 < at < count}


WORDS = st.text("abcdeé", min_size=1, max_size=5)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
BAD = ("# {}", "{} | {}", "{}\n{}", "[b]{}", "[b]{}[/b]", "{}[/i]", "1", "{} |")


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, dict[str, str], set[str]]:
    """Make an article of distinct texts, targets for all, and tell which of them break it."""
    count = draw(st.integers(1, 30))
    sources = [f"{draw(TEXTS)} {chr(97 + n // 10)}{chr(97 + n % 10)}" for n in range(count)]
    text = "".join(s + draw(st.sampled_from(["\n", "\n\n", " | ", "\n# "])) for s in sources)
    bad = set(draw(st.lists(st.sampled_from(sources), max_size=6)))
    targets = {
        s: draw(st.sampled_from(BAD)).format("mal", "peor") if s in bad else draw(TEXTS)
        for s in sources
    }
    return text, targets, bad


@given(tables())
def test_the_guilty_and_no_others_are_refused(case: tuple[str, dict[str, str], set[str]]) -> None:
    """What is refused stands in the source's words; with the rest, the article is as it was."""
    text, targets, bad = case
    form = Board()
    made = localized(form, text, targets)
    refused = {unit.source for unit, _ in made.refused}
    assert refused <= bad
    before, after = form.parse(text), form.parse(made.text)
    assert [s.source for s in after.segments] == [
        s.source if s.source in refused else targets[s.source].strip() for s in before.segments
    ]
    assert after.skeleton == before.skeleton
    assert form.outline(made.text) == form.outline(text)


@pytest.mark.parametrize("count", [0, 1, 2, 8, MOST])
def test_how_often_an_article_is_read(count: int) -> None:
    """About the number of guilty units, times the logarithm of all."""
    numbers = [f"texte {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(500)]
    chosen = random.Random(count).sample(numbers, count)  # noqa: S311
    form = Board()
    made = localized(
        form, "\n".join(numbers), {s: "# x" if s in chosen else "bien" for s in numbers}
    )
    assert {unit.source for unit, _ in made.refused} == set(chosen)
    assert len(form.readings) <= 2 + count * (1 + math.log2(500))


def test_fifty_are_found_one_by_one() -> None:
    lines = [f"texte {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(52)]
    fifty = dict.fromkeys(lines[:50], "# x") | dict.fromkeys(lines[50:], "bien")
    assert faults(Board(), "\n".join(lines), fifty).keys() == set(lines[:50])
    more = fifty | {lines[50]: "# x"}
    refused = faults(Board(), "\n".join(lines), more)
    assert list(refused.values()) == 50 * [refused[lines[0]]] + 2 * [TOO_MANY]


@pytest.mark.parametrize("at", [0, 1, 250, 498, 499])
def test_damage_that_shows_at_once_costs_few_readings(at: int) -> None:
    """The article, all targets, two probes beside the guilty one, and those without it."""
    lines = [f"texte {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(500)]
    form = Board()
    made = localized(form, "\n".join(lines), dict.fromkeys(lines, "bien") | {lines[at]: "# x"})
    assert [unit.source for unit, _ in made.refused] == [lines[at]]
    assert len(form.readings) <= 5


def test_too_many_to_search() -> None:
    """Hundreds of guilty units cost no hundreds of searches, and the article is sound."""
    numbers = [f"texte {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(500)]
    form = Board()
    made = localized(form, "\n".join(numbers), dict.fromkeys(numbers, "# x"))
    assert len(made.refused) == 500
    assert made.text == "\n".join(numbers)
    assert len(form.readings) < 10 * MOST


def test_prose_is_not_parsed_for_formatting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Board, "inline", lambda *_: pytest.fail("was asked"))
    assert faults(Board(), "Le port : l'été, « oui » (1).\n", {
        "Le port : l'été, « oui » (1).": "El puerto: el verano, «sí» (1)."
    }) == {}  # fmt: skip


def test_text_takes_all_that_is_text() -> None:
    before = original(TEXT.configured({}, "fr"), SAMPLE.read_text("utf-8"), "a.txt")
    targets = {s.source: disguised(s.source) for s in before.document.segments}
    assert localize(before.document, catalog(targets), before, Ship.FINAL).refused == ()


def test_text_refuses_what_is_none() -> None:
    assert faults(TEXT, "Le port\n\nLa mer\n", {"La mer": "2024", "Le port": "El puerto"}) == {
        "La mer": "would not be read as text"
    }


def test_time_is_linear() -> None:
    """Four times the article takes four times the time, with one guilty unit in it too."""

    def seconds(size: int) -> float:
        lines = [f"Une [b]ligne[/b] {'é' * (n % 7)} de texte {n:x}g" for n in range(size)]
        targets = {line: line.replace("Une", "Una") for line in lines}
        targets[lines[size // 2]] += " | 1"
        begin = time.process_time()
        assert len(faults(Board(), "\n".join(lines), targets)) == 1
        return time.process_time() - begin

    small, large = seconds(2_000), seconds(8_000)
    assert large < 10 * small + 0.5


TEMPLATES = {"markdown": MARKDOWN, "html": HTML}
CASES = 50  # damaged targets of each kind


@cache
def article(name: str, seed: int) -> tuple[Original, Mapping[str, str]]:
    """Give a made-up article and correct targets for it."""
    form = formats()[name].configured({}, "fr")
    made = pair(TEMPLATES[name], seed)
    before = original(form, made.source, "a")
    after = form.parse(made.target).segments
    pairs = zip(before.document.segments, after, strict=True)
    return before, {segment.source: target.source for segment, target in pairs}


def damaged(name: str, damage: Damage) -> Iterator[tuple[str, str, Localized, Original]]:
    """Damage one target of an article after the other: give source, damaged target, what is built."""
    for seed in range(CASES):
        before, targets = article(name, seed)
        for source, target in targets.items():
            bad = damage(target)
            if bad != target:
                units = catalog({source: bad})
                yield source, bad, localize(before.document, units, before, Ship.FINAL), before


CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
# Every third, as each takes some time; the laws of the formats go over all of them.
REAL = [*sorted(CORPUS.rglob("*.md")), *sorted(CORPUS.glob("02_html/**/*.htm*"))][::3]


@pytest.mark.skipif(not REAL, reason="the real articles (../shared/corpus) are not here")
def test_correct_targets_of_real_articles_get_in() -> None:
    for path in REAL:
        form = formats()[format_of(path.suffix)].configured({}, "fr")
        before = original(form, decode(path.read_bytes(), path.name).text, path.name)
        units = {
            s.key: Unit(s.source, context=s.context, target=marked_target(form, s, disguised))
            for s in reversed(before.document.segments)
        }
        made = localize(before.document, Catalog(units=tuple(units.values())), before, Ship.FINAL)
        assert made.refused == (), path


def broken(kinds: Mapping[str, Mapping[str, Damage]]) -> pytest.MarkDecorator:
    listed = [(name, kind) for name, own in kinds.items() for kind in own]
    return pytest.mark.parametrize(("name", "kind"), listed)


BROKEN = {"markdown": BROKEN_MARKDOWN, "html": BROKEN_HTML}
THREATS = {"markdown": THREATS_MARKDOWN, "html": THREATS_HTML}


@pytest.mark.parametrize("name", TEMPLATES)
def test_correct_targets_get_in(name: str) -> None:
    for seed in range(CASES):
        before, targets = article(name, seed)
        made = localize(before.document, catalog(targets), before, Ship.FINAL)
        assert (made.text, made.refused) == (pair(TEMPLATES[name], seed).target, ())


@broken(BROKEN)
def test_damage_is_found(name: str, kind: str) -> None:
    """The damaged target is refused, whatever the article."""
    cases = list(islice(damaged(name, BROKEN[name][kind]), CASES))
    assert len(cases) == CASES
    missed = [
        bad for source, bad, made, _ in cases if [u.source for u, _ in made.refused] != [source]
    ]
    assert missed == []


@broken(THREATS)
def test_threats_come_to_nothing(name: str, kind: str) -> None:
    """What would be markup is refused, or written so that it is none."""
    cases = list(islice(damaged(name, THREATS[name][kind]), CASES))
    assert len(cases) == CASES
    missed = [
        bad
        for source, bad, made, before in cases
        if [unit.source for unit, _ in made.refused] != [source]
        and (made.refused or tags(name, made.text) != tags(name, before.text))
    ]
    assert missed == []


def tags(name: str, text: str) -> list[str]:
    """List the tags of a page as another program sees them: Python's own parser."""
    found: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            found.append(tag)

        def handle_endtag(self, tag: str) -> None:
            found.append(f"/{tag}")

    parser = Tags()
    parser.feed(rendered(text) if name == "markdown" else text)
    parser.close()
    return found


def rendered(text: str) -> str:
    """Turn Markdown into HTML, with the extensions that the made-up articles use."""
    from pyromark import Options, html

    wanted = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH
    return html(text, options=wanted)
