"""Routes: direct before pivot, the closest locale, neural before rule-based, always the same."""

from itertools import pairwise, permutations

import pytest

from l10n.engines import Package, Pair
from l10n.engines.routing import best
from l10n.plugins import engines


def package(engine: str, source: str, target: str, version: str = "1.0") -> Package:
    return Package(engine, Pair(source, target), f"{source}-{target}", version)


ARGOS = [package("argos", *pair) for pair in (("fr", "en"), ("en", "es"), ("en", "pt-BR"))]
APERTIUM = [package("apertium", *pair) for pair in (("fr", "es"), ("es", "pt"), ("fr", "en"))]


def route(target: str, packages: list[Package], source: str = "fr") -> str:
    found = best(Pair(source, target), packages, engines())
    return f"{found} by {found.hops[-1].engine}" if found else ""


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("es", "fr>es by apertium"),
        ("en", "fr>en by argos"),
        ("es-MX", "fr>es by apertium"),
        ("pt-BR", "fr>en>pt-BR by argos"),
        ("pt", "fr>es>pt by apertium"),
        ("pt-PT", "fr>es>pt by apertium"),
        ("de", ""),
    ],
)
def test_the_best_route(target: str, expected: str) -> None:
    assert route(target, ARGOS + APERTIUM) == expected


def test_order_of_discovery_does_not_matter() -> None:
    some = [*ARGOS[:2], APERTIUM[0], package("argos", "fr", "en", "2.0")]
    assert len({route("es", list(order)) for order in permutations(some)}) == 1
    assert len({str(best(Pair("fr", "en"), list(o), engines())) for o in permutations(some)}) == 1


def test_a_regional_source_uses_its_language() -> None:
    assert route("es", APERTIUM, "fr-CA") == "fr>es by apertium"


def test_no_route_goes_in_circles() -> None:
    loop = [package("argos", "fr", "en"), package("argos", "en", "fr")]
    assert route("de", loop) == ""


def test_at_most_three_hops() -> None:
    chain = ["fr", "en", "de", "pl", "cs"]
    packages = [package("argos", a, b) for a, b in pairwise(chain)]
    assert route("pl", packages) == "fr>en>de>pl by argos"
    assert route("cs", packages) == ""


def test_traditional_characters_are_not_served_by_simplified_ones() -> None:
    assert route("zh-TW", [package("argos", "fr", "zh")]) == ""
    assert route("zh-TW", [package("argos", "fr", "zh-Hant")]) == "fr>zh-Hant by argos"
    assert route("zh-Hans", [package("argos", "fr", "zh")]) == "fr>zh by argos"
