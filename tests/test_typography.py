"""Typography: every convention as a case, and the laws that hold for any text."""

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n.typography import Edit, House, Retyped, retyped
from l10n.typography.edits import applied, composed, settled
from l10n.typography.house import read

FOLDER = Path(__file__).parent / "cases" / "typography"
FILES = sorted(FOLDER.glob("*.txt"))
VISIBLE = str.maketrans("~^", "\u00a0\u202f")
HIDDEN = str.maketrans("\u00a0\u202f", "~^")
Span = tuple[int, int]


def cases(path: Path) -> list[tuple[str, str, str]]:
    rows = []
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            source, draft, expected = line.split(" | ")
            rows.append((source, draft, draft if expected == "=" else expected))
    return rows


def spelled(text: str) -> str:
    return text.translate(VISIBLE)


def shown(text: str) -> str:
    return text.translate(HIDDEN)


def parted(text: str) -> tuple[str, list[Span]]:
    """Take the brackets ⟦ ⟧ away, and say what they held."""
    plain, kept = "", []
    for piece in spelled(text).split("⟦"):
        inside, bracket, rest = piece.partition("⟧")
        if bracket:
            kept.append((len(plain), len(plain) + len(inside)))
        plain += inside + rest
    return plain, kept


def wrong(path: Path) -> list[str]:
    found = []
    for source, draft, expected in cases(path):
        text, kept = parted(draft)
        got = retyped(spelled(source), text, path.stem, kept=kept).text
        if got != parted(expected)[0]:
            found.append(f"{shown(draft)}: {shown(got)}, not {expected}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_case_comes_out_as_its_guide_says(path: Path) -> None:
    assert wrong(path) == []


def test_there_are_cases_enough() -> None:
    assert len(FILES) >= 14
    assert sum(len(cases(path)) for path in FILES) >= 400


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_comes_out_of_a_case_stays(path: Path) -> None:
    for source, _, expected in cases(path):
        text, kept = parted(expected)
        done = retyped(spelled(source), text, path.stem, kept=kept)
        assert (shown(done.text), done.edits) == (shown(text), ())


LOCALES = st.sampled_from(
    [
        "fr",
        "fr-CA",
        "fr-CH",
        "en",
        "en-GB",
        "de",
        "de-CH",
        "de-AT",
        "es",
        "es-MX",
        "it",
        "it-CH",
        "pt",
        "pt-PT",
        "ca",
        "nl",
        "pl",
        "ja",
        "zh",
        "zh-TW",
        "ar",
        "sv",
        "hu",
        "ru",
        "tr",
        "eu",
        "hi",
        "da",
        "fi",
        "oc",
        "br",
        "gl",
        "uk",
        "ur",
        "ug",
        "sr-Latn",
        "lt",
        "xx",
        "x-private",
        "",
        "EN_us",
        "\ud800-\ud800",
        "fr-",
        "pt_BR.UTF-8",
        "nonsense",
    ]
)
PIECES = [
    *"«»‹›“”„‟\"‘’‚'「」『』 \u00a0\u202f\u2009\n;:!?.,%€$…—–-¿¡()hsx01234é字א\ua66e\ud800",
    *(
        "« ",
        " »",
        "''",
        '""',
        "...",
        " !",
        " :",
        "10 000",
        "1 234,5",
        "1,234.5",
        "12,345",
        "10 h 30",
    ),
    *(
        "10h30",
        "1er",
        "2e",
        "1º",
        " %",
        " €",
        "€10",
        "10 €",
        "5-10 €",
        " km",
        "5\u00a0km",
        "p.\u00a01",
    ),
    *(
        "'90s",
        "l'",
        "l’",
        "boys' ",
        "'s ",
        "6'2\"",
        "— ",
        "\n– ",
        "2021",
        "1.2.3",
        "$1",
        "mot ",
        "$ US",
    ),
    *("10 000\u00a0000", "1’234", "12,34,567", " mayo", "1er maggio", "meno ", "نعم", "はい"),
    *("à 10 h 30", "de 9 h 30 à 18 h 15", "12 € 3 ", "’”»", "« “ ‘", " — a — b.", "1.000", "1,000"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)
HOUSES = st.sampled_from(
    [
        House(),
        House(quotes=("“", "”"), inner_quotes=("«", "»"), quote_space="\u202f"),
        House(decimal=",", grouping=" ", grouping_from=5, currency="before", clock="h"),
        House(mark_spaces=((":", " "), ("!", "\u00a0")), ellipsis="...", apostrophe="'"),
        House(ellipsis="…", apostrophe="’", percent_space=" ", currency="after", dialogue="— "),
        House(quotes=('"', '"'), unit_space="", decimal=",", grouping="."),
    ]
)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, str, list[Span]]:
    """Draw a source, a draft that has something of it, and stretches to keep."""
    source, draft = draw(TEXTS), draw(TEXTS)
    if draw(st.booleans()):
        draft = source.translate({0xA0: " ", 0x202F: " "}) + draft
    ends = st.integers(-2, len(draft) + 2)
    return source, draft, draw(st.lists(st.tuples(ends, ends), max_size=3))


@given(drafts(), LOCALES, HOUSES)
@settings(max_examples=1000, deadline=None)
@example(("«\u00a0a\u00a0»", "' « a ' »", []), "en", House())
def test_twice_is_as_once(case: tuple[str, str, list[Span]], locale: str, house: House) -> None:
    source, draft, kept = case
    once = retyped(source, draft, locale, house=house, kept=kept)
    moved = [once.span(max(0, start), min(end, len(draft))) for start, end in kept if start < end]
    twice = retyped(source, once.text, locale, house=house, kept=moved)
    assert (twice.text, twice.edits) == (once.text, ())


@given(drafts(), LOCALES, HOUSES)
@settings(max_examples=600, deadline=None)
def test_what_is_kept_is_as_it_was(
    case: tuple[str, str, list[Span]], locale: str, house: House
) -> None:
    source, draft, kept = case
    done = retyped(source, draft, locale, house=house, kept=kept)
    for start, end in kept:
        low, high = max(0, start), min(end, len(draft))
        if low < high:
            first, last = done.span(low, high)
            assert done.text[first:last] == draft[low:high]


@given(drafts(), LOCALES, LOCALES)
@settings(max_examples=600, deadline=None)
def test_edits_make_the_text_and_places_follow(
    case: tuple[str, str, list[Span]], locale: str, origin: str
) -> None:
    source, draft, kept = case
    done = retyped(source, draft, locale, kept=kept, source_locale=origin)
    assert_consistent(draft, done)


def assert_consistent(text: str, done: Retyped) -> None:
    """Edits are sorted, apart and of use; places never cross, and what no edit touches stays."""
    assert applied(text, done.edits).text == done.text
    for before, after in zip(done.edits, done.edits[1:], strict=False):
        assert before.end <= after.start
    for edit in done.edits:
        assert 0 <= edit.start <= edit.end <= len(text)
        assert text[edit.start : edit.end] != edit.new
    for side in (False, True):
        places = [done.moved(at, after=side) for at in range(len(text) + 1)]
        assert places == sorted(places)
        assert 0 <= places[0] <= places[-1] <= len(done.text)
    touched = {at for edit in done.edits for at in range(edit.start, edit.end)}
    for at, character in enumerate(text):
        if at not in touched:
            first, last = done.span(at, at + 1)
            assert done.text[first:last] == character


FIGURES = st.sampled_from(["3", "12", "1999", "12,50", "9,99", "0,5", "5-10"])
SIGNED = st.tuples(FIGURES, st.sampled_from("€$£%"))
THINGS = st.lists(SIGNED | st.tuples(FIGURES | st.just("mot"), st.just("")), max_size=7)
WAYS = st.sampled_from(["{0}{1}", "{0} {1}", "{0}\u00a0{1}", "{1}{0}"])


def pattern(figures: str, sign: str) -> str:
    """Give what an amount may look like, its sign on either side and at any distance."""
    number = re.sub("[.,]", "[.,]", re.escape(figures))
    mark = re.escape(sign)
    return rf"(?:{number}\s?{mark}|{mark}\s?{number})" if sign else number


@given(THINGS, WAYS, LOCALES, HOUSES)
@settings(max_examples=800, deadline=None)
@example([("12", "€"), ("3", ""), ("mot", "")], "{0} {1}", "es", House())
@example([("12,50", "€"), ("9,99", "€")], "{0} {1}", "en", House())
@example([("12,50", "€"), ("9,99", "€")], "{1}{0}", "es", House())
@example([("10", "%"), ("20", "%")], "{0} {1}", "eu", House())
def test_each_sign_stays_with_its_number(
    things: list[tuple[str, str]], way: str, locale: str, house: House
) -> None:
    source, draft = (
        " ".join(each.format(*thing).strip() for thing in things) for each in ("{0} {1}", way)
    )
    done = retyped(source, draft, locale, house=house).text
    assert re.fullmatch(" ".join(pattern(*thing) for thing in things), done), done


@given(THINGS, TEXTS, LOCALES, HOUSES)
@settings(max_examples=600, deadline=None)
def test_no_figure_or_sign_is_lost_or_doubled(
    things: list[tuple[str, str]], other: str, locale: str, house: House
) -> None:
    text = f"{' '.join(map(' '.join, things))}{other}"
    done = retyped(text, text, locale, house=house).text
    assert re.findall("[0-9]", done) == re.findall("[0-9]", text)
    assert Counter(re.findall("[€$£%‰]", done)) == Counter(re.findall("[€$£%‰]", text))


@st.composite
def edited(draw: st.DrawFn, text: str) -> Retyped:
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends, st.text("xyz", max_size=2)), max_size=5))
    edits = [Edit(start, end, new) for start, end, new in spans if start <= end]
    return applied(text, settled(edits, text))


@given(st.data(), st.text("abc", max_size=8))
def test_two_rounds_of_edits_are_one(data: st.DataObject, text: str) -> None:
    first = data.draw(edited(text))
    second = data.draw(edited(first.text))
    both = composed(text, first, second)
    assert both.text == second.text
    assert_consistent(text, both)


def test_places_of_words_follow() -> None:
    done = retyped("« Oui » : 10 €", "« Yes » : 10 €", "en")
    assert done.text == "“Yes”: €10"
    assert [done.text[slice(*done.span(*span))] for span in ((2, 5), (10, 12))] == ["Yes", "10"]


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "« a » ",
            "«",
            " »",
            "'",
            "l'",
            '"',
            "' '",
            " ",
            "\u00a0",
            "!",
            " !",
            "...",
            "…",
            "a" * 50,
        ),
        *(
            "10 000 ",
            "1 ",
            "1\u00a0",
            "1,",
            "€1.",
            "1 €",
            "5-",
            "10 h 30 ",
            "1er ",
            "字,",
            "字.",
            "— ",
            " — a",
        ),
        *(
            "(",
            ")",
            ") ",
            ".) ",
            "' s",
            "boys' ",
            "$",
            "%",
            "12,3 % ",
            "a b",
            "\n— x",
            "12 € 3 ",
            "€1 ",
            "à 10 h 30 ",
            " — a — b.",
            "« “ ‘",
            "’”»",
        ),
    ],
)
@pytest.mark.parametrize("locale", ["es", "zh", "eu"])
def test_time_grows_with_length_only(piece: str, locale: str) -> None:
    short, long = (min(timed(piece, locale, size) for _ in "12") for size in (2_000, 16_000))
    assert long < 30 * max(short, 0.01)


def timed(piece: str, locale: str, size: int) -> float:
    text = piece * (size // len(piece))
    began = time.process_time()
    retyped(text, text, locale)
    return time.process_time() - began


@pytest.mark.slow
def test_a_megabyte_takes_seconds() -> None:
    source = "« Il a dit “non” », l’an 2020 : 1 234,5 km, 10 000 €, 12 % ; à 10 h 30… — Oui !\n"
    text = source * (1_000_000 // len(source))
    began = time.perf_counter()
    done = retyped(text, text, "es")
    assert time.perf_counter() - began < 60
    assert "«Il a dit “non”», l’an 2020: 1234,5 km, 10.000\u00a0€, 12\u00a0%; à 10:30…" in done.text


@pytest.mark.parametrize(
    ("table", "source", "draft", "expected"),
    [
        (
            {"quotes": ["“", "”"], "inner-quotes": ["‘", "’"]},
            "«~Oui “a”~»",
            "« Sí “a” »",
            "“Sí ‘a’”",
        ),
        ({"quote-space": "\u202f"}, "«~Oui~»", "« Sí »", "«^Sí^»"),
        ({"mark-spaces": {":": "\u00a0"}}, "Oui~: non~!", "Sí : no !", "Sí~: no!"),
        ({"ellipsis": "..."}, "Oui…", "Sí…", "Sí..."),
        ({"ellipsis": "…"}, "Oui...", "Sí...", "Sí…"),
        ({"apostrophe": "’"}, "l'eau", "l'aigua", "l’aigua"),
        ({"apostrophe": "'"}, "l’eau", "l’aigua", "l'aigua"),
        ({"dialogue": "— "}, "— Oui", "- Sí", "— Sí"),
        ({"decimal": ".", "grouping": ","}, "12~345,6", "12 345,6", "12,345.6"),
        ({"grouping": "\u202f", "grouping-from": 4}, "1~234", "1.234", "1^234"),
        ({"grouping": ""}, "12~345", "12.345", "12345"),
        ({"percent-space": ""}, "10~%", "10 %", "10%"),
        ({"unit-space": "\u202f"}, "5~km", "5 km", "5^km"),
        ({"currency": "before"}, "10~€", "10 €", "€10"),
        ({"clock": "."}, "à 10~h~30", "10 h 30", "10.30"),
        ({"decimal": "."}, "12~345,6", "12 345,6", "12,345.6"),
        ({"grouping": ","}, "12~345,6", "12 345,6", "12,345.6"),
    ],
)
def test_a_house_has_its_own_way(
    table: dict[str, object], source: str, draft: str, expected: str
) -> None:
    done = retyped(spelled(source), spelled(draft), "es", house=read(table))
    assert shown(done.text) == expected


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"quote": 1}, "unknown option 'quote'"),
        ({"quotes": "«»"}, "quotes: must be a pair"),
        ({"quotes": ["«", "«"]}, "quotes: must be a pair"),
        ({"quote-space": "  "}, "quote-space: must be one space"),
        ({"mark-spaces": {",": ""}}, "mark-spaces: must be a table"),
        ({"mark-spaces": {":": 3}}, "mark-spaces: must be one space"),
        ({"ellipsis": ".."}, "ellipsis: must be one of"),
        ({"grouping-from": True}, "grouping-from: must be a whole number"),
        ({"dialogue": "-"}, "dialogue: must be a dash"),
        ({"currency": ["before"]}, "currency: must be one of"),
        ({"decimal": ",", "grouping": ","}, "decimal and grouping: must not be the same, ','"),
    ],
)
def test_a_wrong_choice_is_named(table: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(table)


def test_numbers_are_read_as_the_source_language_writes_them() -> None:
    assert retyped("1,234.5 km", "1,234.5 km", "de", source_locale="en").text == "1.234,5 km"
    assert retyped("1.234,5 km", "1.234,5 km", "en", source_locale="de").text == "1,234.5 km"
