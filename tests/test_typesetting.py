"""Drafts are in their locale's typography, and formatting follows."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import pytest

from l10n.document import Segment
from l10n.engines import Package, Pair
from l10n.engines.routing import Route
from l10n.pipeline.segments import drafts, question
from l10n.pipeline.sessions import Sessions
from l10n.plugins import formats
from l10n.typography import House

PACKAGE = Package("copy", Pair("fr", "es"), "Copy", "1")


@dataclass(frozen=True)
class Upper:
    """An engine that leaves all signs as they are, as Apertium does."""

    name: str = "copy"
    rank: int = 1
    whole: bool = True

    def packages(self, source: str) -> tuple[Package, ...]:
        return (PACKAGE,)

    def open(self, package: Package) -> AbstractContextManager["Upper"]:
        return nullcontext(self)

    def how_to_get(self, pair: Pair) -> str:
        return ""

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        return [sentence.replace("a", "á") for sentence in sentences]


def drafted(name: str, source: str, houses: dict[str, House] | None = None) -> str:
    form = formats()[name]
    segment = Segment(source, source, 1, place=("paragraph",) if name == "markdown" else ())
    asked, wanted, routes = [question(form, segment)], {"es": [0]}, {"es": Route((PACKAGE,))}
    with Sessions({"copy": Upper()}) as sessions:
        found = drafts(asked, wanted, routes, sessions, houses or {})
        (made,) = [some[0] for _, some in found if some]
    return made.text or made.fault


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [
        ("text", "Il dit : « bla bla » !", "Il dit: «blá blá»!"),
        ("markdown", "Il dit : « **bla** bla » !", "Il dit: «**blá** blá»!"),
        ("markdown", "Il dit : « [bla bla](x) » ; *la* fin", "Il dit: «[blá blá](x)»; *lá* fin"),
        ("markdown", "« *bla* »[^1] : `« a : b »`", "«*blá*»[^1]: `« a : b »`"),
        ("markdown", "Voir {a} et %s : bla", "Voir {a} et %s: blá"),
        ("html", "Il dit : « <b>bla</b> bla » !", "Il dit: «<b>blá</b> blá»!"),
        ("html", "<code>« a »</code> : « bla »", "<code>« a »</code>: «blá»"),
        ("html", "Bla <img alt='« La »' src=x> bla", "Blá <img alt='«Lá»' src=x> blá"),
    ],
)
def test_signs_and_formatting(name: str, source: str, target: str) -> None:
    assert drafted(name, source) == target


def test_a_house_of_its_own() -> None:
    houses = {"es": House(quotes=("“", "”"))}
    assert drafted("markdown", "« **bla** »", houses) == "“**blá**”"
