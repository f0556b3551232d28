"""Pseudo-translation: accented, longer, bracketed French, to see what is and is not translated."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from l10n.alignment import Alignment, Link, Traced
from l10n.engines import Package, Pair, Session

ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇĎËƑĞĤÏĴĶĹṀŇÖṖǪŘŠŢÜṼŴẊŸŽåƀçďëƒğĥïĵķĺṁňöṗǫřšţüṽŵẋÿž",
)
# Doubled to make a text longer, as translations mostly are.
VOWELS = frozenset("aeiouyAEIOUYéèêëàâîïôöùûüÉÈÊËÀÂÎÏÔÖÙÛÜ")
SHORT = 50  # letters; what is longer grows less, as real translations do
# Linear in the text's length, whatever it holds: a stretch is tried from its beginning
# only, or has a longest length, and is never tried again with less.
PLACEABLE = re.compile(
    r"""
    `[^`]++`                                  # code
  | </?[A-Za-z][^<>]*+> | &\#?\w++;           # tags and entities
  | \$?\{\{?[^{}]*+\}?\}                      # {x} {{x}} ${x}
  | %\(\w++\)[-+0\#]*+\d*+(?:\.\d++)?[a-zA-Z] # %(name)s
  | %(?:\d++\$)?[-+0\#]*+\d*+(?:\.\d++)?[diouxXeEfFgGcrsa]\b | %%
  | (?<![\w:]):[A-Za-z_]\w*+:                 # :name:
  | (?:[a-z][a-z\d+.-]{0,30}+://|www\.)[^\s<>«»"]*[^\s<>«»".,;:!?)\]]
  | (?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++ # e-mail addresses
  | (?:(?<!\w)[^\W\d]*+)?\d(?:[\w.,/]*\w)?   # numbers, and names such as A320
    """,
    re.VERBOSE,
)
# What a disguise has as many of as its sentence: words and marks, or at least what spaces part.
WORDS = (re.compile(r"\w+|[^\w\s]"), re.compile(r"\S+"))
# CLDR's identifiers of languages, with or without a script.
LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?")
PSEUDO_LOCALE = "en-XA"  # accented English, by CLDR's convention


@dataclass(frozen=True, slots=True)
class Disguise:
    """A Session and an Aligner: placeables stay, and sentences keep their words and order."""

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        return [disguised(sentence) for sentence in sentences]

    def align(self, traced: Sequence[Traced]) -> list[Alignment | None]:
        """Pair the words of sentences with those of their disguises; None for any other text."""
        return [aligned(one) for one in traced]


class Pseudo:
    """Goes from any language to any that CLDR knows, and to `en-XA`."""

    name = "pseudo"
    rank = 100
    whole = False

    def packages(self, source: str) -> tuple[Package, ...]:
        pairs = (Pair(source, target) for target in targets() if target != source)
        return tuple(Package(self.name, pair, "accents", "1") for pair in pairs)

    @contextmanager
    def open(self, package: Package) -> Iterator[Session]:
        yield Disguise()

    def how_to_get(self, pair: Pair) -> str:
        """Give an empty string: there is nothing to get."""
        return ""


def targets() -> list[str]:
    """List every language tag that CLDR has a name or facts for, and the pseudo-locale."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    names = {*Locale("en").languages, *locale_identifiers()}
    tags = {name.replace("_", "-") for name in names if LANGUAGE.fullmatch(name)}
    return sorted(tags | {PSEUDO_LOCALE})


def disguised(sentence: str) -> str:
    """Disguise a sentence.

    >>> disguised("Le chat de {name} : 3 souris.")
    '⟦Ĺë çĥååţ ďëë {name} : 3 šööüüřïïš.⟧'
    """
    if not sentence.strip():
        return ""
    doubled = spread(PLACEABLE.sub("", sentence))
    pieces: list[str] = []
    end = 0
    for match in PLACEABLE.finditer(sentence):
        pieces += (changed(sentence[end : match.start()], doubled), match[0])
        end = match.end()
    return f"⟦{''.join(pieces)}{changed(sentence[end:], doubled)}⟧"


def aligned(traced: Traced) -> Alignment | None:
    if traced.target != disguised(traced.source):
        return None
    for word in WORDS:
        ours = [match.span() for match in word.finditer(traced.source)]
        theirs = [match.span() for match in word.finditer(traced.target, 1, len(traced.target) - 1)]
        if ours and len(ours) == len(theirs):
            links = (Link(one, other, 1.0) for one, other in zip(ours, theirs, strict=True))
            return Alignment(tuple(links), 1.0, "order")
    return None


def changed(text: str, doubled: Iterator[bool]) -> str:
    """Accent a stretch of text and make it longer; takes one answer for every vowel."""
    longer = (char * 2 if char in VOWELS and next(doubled) else char for char in text)
    return "".join(longer).translate(ACCENTS)


def spread(words: str) -> Iterator[bool]:
    """Say for one vowel after the other whether to double it: evenly over the sentence."""
    vowels = sum(char in VOWELS for char in words)
    more = min(growth(sum(map(str.isalpha, words))), vowels)
    return ((place + 1) * more // vowels > place * more // vowels for place in range(vowels))


def growth(letters: int) -> int:
    """Give how many letters a text should gain: a third, less for what is long.

    >>> growth(3), growth(50), growth(250)
    (1, 18, 48)
    """
    return round(0.35 * min(letters, SHORT) + 0.15 * max(0, letters - SHORT))


ENGINE = Pseudo()
