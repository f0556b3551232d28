"""The lexicon of the toy languages' grammar: words with the forms that a sentence needs."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ACCENTS = str.maketrans("áéíóú", "aeiou")
SPANISH_ENDINGS = {"ar": ("a", "an", "ó", "aron", "ado")}
SPANISH_ENDINGS |= {
    "er": ("e", "en", "ió", "ieron", "ido"),
    "ir": ("e", "en", "ió", "ieron", "ido"),
}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun; forms are (singular, plural); genders those of French and Spanish."""

    kind: str
    fr: tuple[str, str]
    en: tuple[str, str]
    es: tuple[str, str]
    genders: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective; forms are (ms, fs, mp, fp), but one in English."""

    fr: tuple[str, str, str, str]
    en: str
    es: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that takes an object.

    fr: infinitive, third person singular and plural, participle; en: base, past,
    participle; es: infinitive, present and past third persons, participle.
    """

    fr: tuple[str, ...]
    en: tuple[str, ...]
    es: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name or an adverb of time; forms are gender and number, as in `ms`."""

    fr: str
    en: str
    es: str
    forms: tuple[str, str]


def rows(name: str) -> list[list[str]]:
    """Read a tab-separated file, but for its lines of comment."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("# ")]


def french_plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return word[:-1] + "ux"
    return word + ("x" if word.endswith("eau") else "s")


def english_plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def spanish_plural(word: str) -> str:
    if word[-1] in "aeiouáéó":
        return word + "s"
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word[-2] in "áéíóú" and word[-1] in "ns":
        return word[:-2] + word[-2].translate(ACCENTS) + word[-1] + "es"
    return word + "es"


def noun(row: list[str]) -> Noun:
    kind, fr, french_gender, en, es, spanish_gender = row
    return Noun(
        kind,
        (fr.split("/")[0], fr.split("/")[1] if "/" in fr else french_plural(fr)),
        (en.split("/")[0], en.split("/")[1] if "/" in en else english_plural(en)),
        (es.split("/")[0], es.split("/")[1] if "/" in es else spanish_plural(es)),
        (french_gender, spanish_gender),
    )


def adjective(row: list[str]) -> Adjective:
    fr, en, es = (cell.split("/") for cell in row)
    if len(fr) == 1:
        fr.append(fr[0] if fr[0].endswith("e") else fr[0] + "e")
    if len(es) == 1:
        es.append(es[0][:-1] + "a" if es[0].endswith("o") else es[0])
    if len(fr) == 2:
        fr += [french_plural(form) for form in fr]
    if len(es) == 2:
        es += [spanish_plural(form) for form in es]
    return Adjective((fr[0], fr[1], fr[2], fr[3]), en[0], (es[0], es[1], es[2], es[3]))


def verb(row: list[str]) -> Verb:
    fr, en, es = (cell.split("/") for cell in row)
    if len(fr) < 4:
        participle = fr[0][:-2] + "é"
        fr = [*(fr if len(fr) == 3 else (fr[0], fr[0][:-1], fr[0][:-1] + "nt")), participle]
    if len(en) == 1:
        past = english_past(en[0])
        en += [past, past]
    endings = [es[0][:-2] + ending for ending in SPANISH_ENDINGS[es[0][-2:]]]
    return Verb(tuple(fr), tuple(en), tuple(es + endings[len(es) - 1 :]))


def english_past(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ied"
    return word + ("d" if word.endswith("e") else "ed")


NOUNS = [noun(row) for row in rows("nouns.tsv")]
ADJECTIVES = [adjective(row) for row in rows("adjectives.tsv")]
VERBS = [verb(row) for row in rows("verbs.tsv")]
NAMES = {
    kind: [Name(r[1], r[3], r[4], (r[2], r[5])) for r in rows("names.tsv") if r[0] == kind]
    for kind in ("country", "city", "time", "month", "first", "last")
}
TRIPLES = [(fr, en, es) for fr, en, es in rows("sentences.tsv")]
