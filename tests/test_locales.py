"""Tags of people, names of folders, and what CLDR knows of them."""

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import L10nError
from l10n.locales import GERMANIC, canonical, gettext_name, plural_forms

LANGUAGES = ("fr", "es", "sr", "uz", "zh", "ca", "de", "pt", "tlh", "mul")
SCRIPTS = ("", "Latn", "Cyrl", "Arab", "Deva", "Hant")
TERRITORIES = ("", "RS", "UZ", "BR", "419")
VARIANTS = ("", "valencia", "1996", "ekavsk", "1606nict")


@given(st.tuples(*map(st.sampled_from, (LANGUAGES, SCRIPTS, TERRITORIES, VARIANTS))))
def test_gettext_names_are_read_back(parts: tuple[str, ...]) -> None:
    tag = "-".join(filter(None, parts))
    assert canonical(tag) == tag
    assert canonical(gettext_name(tag)) == tag


def test_every_locale_of_cldr_is_read_back_and_has_plurals() -> None:
    tags = {canonical(name) for name in locale_identifiers()}
    assert len(tags) > 500
    assert [tag for tag in tags if canonical(gettext_name(tag)) != tag] == []
    assert [tag for tag in tags if not plural_forms(tag).startswith("nplurals=")] == []


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("sr_RS@latin", "sr-Latn-RS"),
        ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
        ("sr_RS.UTF-8@latin", "sr-Latn-RS"),
        ("es_ES.UTF-8", "es-ES"),
        ("de_DE.ISO8859-1", "de-DE"),
        ("ca_ES@valencia", "ca-ES-valencia"),
    ],
)
def test_names_of_systems(name: str, tag: str) -> None:
    assert canonical(name) == tag


@pytest.mark.parametrize("name", ["sr_Cyrl@latin", "es.", ".UTF-8", "@latin", "", "es_ES.UTF 8"])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(L10nError, match="is not a language tag"):
        canonical(name)


@pytest.mark.parametrize(
    ("tag", "like"),
    [("en-XA", "en"), ("pl-XA", "pl"), ("sr-Latn-ekavsk", "sr"), ("ca-valencia", "ca")],
)
def test_plurals_of_the_language(tag: str, like: str) -> None:
    assert plural_forms(tag) == plural_forms(like)


@pytest.mark.parametrize("tag", ["tlh", "mul", "tlh-Latn"])
def test_plurals_nobody_knows(tag: str) -> None:
    assert plural_forms(tag) == GERMANIC
