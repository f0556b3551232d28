"""Plain text: the laws over made-up, hand-made and real texts; every rule as a table of cases."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import TARGETS, keeps_every_character, seen, spelling, takes_targets
from workbench import SAMPLE

from l10n.encodings import decode, encode
from l10n.formats.text import FORMAT
from l10n.plugins import formats
from l10n.roles import assign
from l10n.wrapping import columns

CASES = sorted((Path(__file__).parent / "cases" / "text").iterdir())
REAL = Path(__file__).parents[2] / "shared" / "corpus" / "03_text" / "real"
REAL_TEXTS = sorted(REAL.iterdir()) if REAL.is_dir() else []

each_target = pytest.mark.parametrize("target", TARGETS)
each_format = pytest.mark.parametrize("name", formats())

# Made-up texts: words such that no bullet, rule or column comes of them by accident.
WORD = st.text("abcdefilmnorstuéàç", min_size=2, max_size=10)
FIRST = WORD.map(str.capitalize)
PROSE = st.tuples(FIRST, st.lists(WORD, min_size=25, max_size=50)).map(
    lambda words: " ".join([words[0], *words[1]]) + "."
)
SHORT = st.tuples(FIRST, st.lists(WORD, max_size=8)).map(lambda ws: " ".join([ws[0], *ws[1]]))
MARKERS = ("", "    ", "• ", "  - ", "12. ", "a) ", "- [ ] ", "> ", "## ", "\t", "\u00a0 ")
ODD = st.text(
    st.sampled_from("aéÀ1 .-–•>#*_=\t\n\r\u00a0\u202f\x00\x0b\x0c\x1c\x1f\x85\u2028言ع😀")
)


def filled(text: str, width: int, prefix: str) -> list[str]:
    """Wrap prose by hand, as an author's editor does, its further lines under the first."""
    lines = [prefix]
    hanging = "".join(" " if char not in ">\t" else char for char in prefix)
    for word in text.split():
        full = columns(lines[-1]) + 1 + columns(word) > width
        gap = " " if lines[-1].strip() and lines[-1][-1:].isalpha() else ""
        if full and gap:
            lines.append(hanging + word)
        else:
            lines[-1] += gap + word
    return lines


@st.composite
def wrapped_texts(draw: st.DrawFn) -> str:
    """Several wrapped paragraphs and short lines, with or without blank lines between."""
    width = draw(st.integers(50, 100))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    blocks = [
        filled(draw(PROSE), width, draw(st.sampled_from(MARKERS)))
        if draw(st.integers(0, 2))
        else [draw(st.sampled_from(MARKERS)) + draw(SHORT)]
        for _ in range(draw(st.integers(3, 6)))
    ]
    between = st.sampled_from([end + end, end, end])
    text = end.join(blocks[0])
    for block in blocks[1:]:
        text += draw(between) + end.join(block)
    return text + draw(st.sampled_from(["", end, end + end]))


@st.composite
def plain_texts(draw: st.DrawFn) -> str:
    """Lines of any kind in any order, in an article that is not wrapped."""
    line = st.one_of(
        st.tuples(st.sampled_from(MARKERS), st.one_of(SHORT, PROSE)).map("".join),
        st.lists(SHORT, min_size=2, max_size=4).map("\t".join),
        st.lists(SHORT, min_size=2, max_size=4).map("     ".join),
        st.sampled_from(["", "   ", "====", "* * *", "12 500", "• "]),
    )
    end = st.sampled_from(["\n", "\r\n", "\n\n", " \n", "\x0c", "\u2028"])
    return "".join(draw(line) + draw(end) for _ in range(draw(st.integers(1, 12))))


@each_format
@given(text=st.one_of(st.text(), ODD))
def test_any_text_comes_back(name: str, text: str) -> None:
    keeps_every_character(formats()[name], text)


@each_target
@given(text=wrapped_texts())
def test_wrapped_texts_take_targets(target: str, text: str) -> None:
    takes_targets(FORMAT, text, TARGETS[target])


@each_target
@given(text=plain_texts())
def test_plain_texts_take_targets(target: str, text: str) -> None:
    takes_targets(FORMAT, text, TARGETS[target])


@each_target
@given(text=ODD)
def test_odd_texts_take_targets(target: str, text: str) -> None:
    takes_targets(FORMAT, text, TARGETS[target])


@each_target
@pytest.mark.parametrize("path", [*CASES, SAMPLE], ids=lambda path: path.stem)
def test_cases_take_targets(path: Path, target: str) -> None:
    content = path.read_bytes()
    decoded = decode(content, path.name)
    takes_targets(FORMAT, decoded.text, TARGETS[target])
    assert encode(decoded.text, decoded.encoding) == content


@each_target
@pytest.mark.skipif(not REAL_TEXTS, reason="the real texts (../shared/corpus) are not here")
@pytest.mark.parametrize("path", REAL_TEXTS or [REAL], ids=lambda path: path.stem)
def test_real_texts_take_targets(path: Path, target: str) -> None:
    takes_targets(FORMAT, decode(path.read_bytes(), path.name).text, TARGETS[target])


P, L, C = "paragraph", "list item", "table cell"
WIDE = "Une ligne de prose assez longue pour que l'on voie bien qu'elle a été\n"
STRUCTURE = {
    "nothing": ("", []),
    "white space alone": (" \t\n\u00a0\n", []),
    "two separate lines": ("Un titre\nUne ligne dessous\n", [(P, "Un titre"), (P, "Une ligne dessous")]),
    "a line with a small letter below a short one": ("un\ndeux\n", [(P, "un"), (P, "deux")]),
    "a wrapped paragraph": (WIDE + "pliée à la main.\n", [(P, WIDE.strip() + " pliée à la main.")]),
    "its first line indented": ("  " + WIDE + "pliée.\n", [(P, WIDE.strip() + " pliée.")]),
    "Windows line ends": (WIDE.replace("\n", "\r\n") + "pliée.\r\n", [(P, WIDE.strip() + " pliée.")]),
    "a blank line ends it": (WIDE + "pliée.\n\nFin.", [(P, WIDE.strip() + " pliée."), (P, "Fin.")]),
    "a full line before a capital": (WIDE + "pliée ici.\n\n" + WIDE + "Paris aussi.", [(P, WIDE.strip() + " pliée ici."), (P, WIDE.strip() + " Paris aussi.")]),
    "a short line ends it": (WIDE + "pliée.\nAutre ligne.\n", [(P, WIDE.strip() + " pliée."), (P, "Autre ligne.")]),
    "another indentation ends it": (WIDE + WIDE.lower() + "   Une autre.\n", [(P, WIDE.strip() + " " + WIDE.strip().lower()), (P, "Une autre.")]),
    "a tab at its end keeps a line apart": (WIDE.strip() + "\t\npliée.\n", [(P, WIDE.strip()), (P, "pliée.")]),
    "a page break keeps a line apart": (WIDE.strip() + "\x0cpliée.\n", [(P, WIDE.strip()), (P, "pliée.")]),
    "a hyphen at a line's end": (WIDE.replace("été", "arc-") + "en-ciel.", [(P, WIDE.strip().replace("été", "arc-en-ciel."))]),
    "a dash at a line's end": (WIDE.replace("été", "été –") + "enfin.", [(P, WIDE.strip() + " – enfin.")]),
    "a long address below a short line": (WIDE + "pliée.\n\nVoir ici :\nhttps://example.org/" + "x" * 60, [(P, WIDE.strip() + " pliée."), (P, "Voir ici : https://example.org/" + "x" * 60)]),
    "two addresses": (WIDE + "pliée.\n\nhttps://example.org/abc\nhttps://example.org/" + "x" * 60, [(P, WIDE.strip() + " pliée."), (P, "https://example.org/abc"), (P, "https://example.org/" + "x" * 60)]),
    "a hanging list": ("- " + WIDE + "  pliée ;\n- courte.\n", [(L, WIDE.strip() + " pliée ;"), (L, "courte.")]),
    "a quotation": ("> " + WIDE + "> pliée.\n>> Réponse\n", [(P, WIDE.strip() + " pliée."), (P, "Réponse")]),
    "a quotation does not go on outside": ("> " + WIDE + "pliée.\n", [(P, WIDE.strip()), (P, "pliée.")]),
    "a line of underscores below": (WIDE + "pliée.\n\nTitre\n" + "_" * 70, [(P, WIDE.strip() + " pliée."), (P, "Titre")]),
    "bullets": ("• un\n  - deux\n– trois\n-quatre\n", [(L, "un"), (L, "deux"), (L, "trois"), (P, "-quatre")]),
    "numbers": ("1. un\n2) deux\n(3) trois\n1.2 quatre\nb) cinq\n1984 six\n", [(L, "un"), (L, "deux"), (L, "trois"), (L, "quatre"), (L, "cinq"), (P, "1984 six")]),
    "check boxes": ("- [ ] à faire\n- [x] fait\n", [(L, "à faire"), (L, "fait")]),
    "dialogue": ("— Oui.\n— Non.\n", [(L, "Oui."), (L, "Non.")]),
    "hashes": ("# Titre\n#mot\n", [(P, "Titre"), (P, "#mot")]),
    "lines without letters": ("12 500\n* * *\n?!\n", []),
    "an underlined heading": ("Titre\n=====\nTexte\n", [(P, "Titre"), (P, "Texte")]),
    "columns by tabs": ("Jour\tHeure\nLundi\t9\n", [(C, "Jour"), (C, "Heure"), (C, "Lundi")]),
    "columns by spaces": ("Jour   Heure\n", [(C, "Jour"), (C, "Heure")]),
    "two spaces make no column": ("Fin.  Début.\n", [(P, "Fin.  Début.")]),
    "a poem": ("La mer\n  qui dort,\nle vent\n", [(P, "La mer"), (P, "qui dort,"), (P, "le vent")]),
    "no-break spaces": ("«\u00a0Oui\u202f!\u00a0»\n", [(P, "«\u00a0Oui\u202f!\u00a0»")]),
    "Unicode's own line ends": ("un\u2028deux\u2029trois\x85quatre", [(P, "un"), (P, "deux"), (P, "trois"), (P, "quatre")]),
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCTURE)
def test_structure(name: str) -> None:
    text, expected = STRUCTURE[name]
    assert seen(FORMAT, text) == expected


EMBEDDED = {
    "wrapped at the same width": (
        WIDE + "pliée.\n",
        "lines " * 15 + "end.",
        "lines " * 10 + "lines\nlines lines lines lines end.\n",
    ),
    "on one line where capitals alone would begin its lines": (
        WIDE + "pliée.\n",
        "Zeile " * 15 + "Ende.",
        "Zeile " * 15 + "Ende.\n",
    ),
    "with the same line ends": (
        WIDE.replace("\n", "\r\n") + "pliée.\r\n\r\nFin.",
        ("ligne " * 15 + "longue.", "mot " * 20 + "fin."),
        "ligne " * 10 + "ligne\r\nligne ligne ligne ligne longue.\r\n\r\n" + "mot " * 16 + "mot\r\nmot mot mot fin.",
    ),
    "under a bullet": (
        WIDE + "pliée.\n\n  - Court.\n",
        ("Court.", "mot " * 20 + "fin."),
        "Court.\n\n  - " + "mot " * 15 + "mot\n    mot mot mot mot fin.\n",
    ),
    "not at a number": (
        WIDE + "pliée.\n",
        "mot " * 16 + "mots 1. mot mot mot.",
        "mot " * 16 + "\nmots 1. mot mot mot.\n",
    ),
    "no line end of a target's own": ("Un.\nDeux.\n", ("A\nb", "C \r\n d"), "A b\nC d\n"),
    "no column of a target's own": ("Un.\n", "A\tb   c", "A b c\n"),
    "Chinese on one line": (WIDE + "pliée.\n", "言葉" * 50, "言葉" * 50 + "\n"),
    "apart from the line below": (
        WIDE + "pliée.\n\nTitre\nDessous\n",
        ("Court.", "mot " * 15 + "mot", "Unten"),
        "Court.\n\n" + "mot " * 15 + "mot\t\nUnten\n",
    ),
    "apart where nothing is wrapped": (
        "titre\ndessous\n",
        ("mot " * 15 + "mot", "unten"),
        "mot " * 15 + "mot\t\nunten\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EMBEDDED)
def test_embedding(name: str) -> None:
    text, targets, expected = EMBEDDED[name]
    given_targets = (targets,) if isinstance(targets, str) else targets
    assert spelling(FORMAT, text, *given_targets) == expected.replace(" \n", "\n")


def test_the_sample_article() -> None:
    document = assign(FORMAT.parse(SAMPLE.read_text("utf-8")), "fr")
    assert [str(segment.kind) for segment in document.segments] == [
        "heading", "title", "title", "credit", "heading", "list item", "list item", "list item",
        "paragraph", "paragraph", "heading", "paragraph", "heading", "paragraph", "paragraph",
        "call to action", "heading",
    ]  # fmt: skip


def test_what_the_format_claims() -> None:
    assert FORMAT.suffixes == (".txt", ".text")


# What made patterns go back and forth, or lists be copied, would take minutes here.
WORST: dict[str, Callable[[int], str]] = {
    "no spaces": lambda n: "a" * n,
    "one line": lambda n: "mot " * (n // 4),
    "empty lines": lambda n: "\n" * (n * 3 // 10),
    "short lines": lambda n: "a\n" * (n // 10),
    "one paragraph": lambda n: "encore un mot de plus pour une ligne assez longue\n" * (n // 50),
    "bullets": lambda n: "- " * (n // 2),
    "bullets, then a word": lambda n: "- " * (n // 2) + "mot",
    "quote marks": lambda n: "> " * (n // 2),
    "numbers": lambda n: "1." * (n // 2),
    "long numbers": lambda n: "111." * (n // 4) + "x",
    "spaces": lambda n: " " * n,
    "spaces between": lambda n: f"a{' ' * n}b",
    "tabs between": lambda n: f"a{chr(9) * n}b",
    "pairs of spaces": lambda n: "a  " * (n // 3),
    "no-break spaces": lambda n: "a\u00a0" * (n // 2),
    "cells": lambda n: "a\tb\t" * (n // 20),
    "a rule, nearly": lambda n: "= " * (n // 2) + "x",
    "hashes": lambda n: "#" * n,
    "ideographs": lambda n: "言葉" * (n // 2),
}


def seconds(text: str) -> float:
    """Measure the processor time of reading a text, and of wrapping it as a target."""
    begin = time.process_time()
    keeps_every_character(FORMAT, text)
    spelling(FORMAT, WIDE + "pliée.\n", f"mot {text} mot")
    return time.process_time() - begin


@pytest.mark.parametrize("name", WORST)
def test_time_is_linear(name: str) -> None:
    """Four times the text takes four times the time; sixteen times if it were quadratic."""
    small, large = (seconds(WORST[name](size)) for size in (250_000, 1_000_000))
    assert large < 10 * small + 1


@each_target
def test_a_line_of_a_hundred_thousand_characters(target: str) -> None:
    takes_targets(FORMAT, "mot " * 25_000 + "fin.\n\nSuite\n", TARGETS[target])
