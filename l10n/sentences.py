"""Offset-keeping sentence boundaries: sentencex underneath, newspaper French on top."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from l10n.abbreviations import HABITS, Habits


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a text: character offsets, without the spaces around it."""

    start: int
    end: int


# No sentence ends inside of these: code, addresses, placeholders, a cut in a quotation.
OPAQUE = re.compile(
    r"`[^`]{1,300}`"
    r"|(?:https?://|ftp://|www\.|mailto:)[^\s<>«»“”\"]*[\w/#=&~-]"
    r"|\{[^{}]{0,300}\}"
    r"|%(?:\d+\$)?[sdif]\b"
    r"|\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\)"
)
# Nor in a parenthesis that follows a word; past 300 characters it is an author's slip.
ASIDE = re.compile(r"(?<=[\w,;:»”’\"]\s)\([^()]{1,300}\)")
# Nor in a title in quotes amid a sentence, such as le film « Attention ! Danger » sort.
TITLE = re.compile(
    r"(?<=[a-zà-ÿœ]\s)(?:«[^«»]{1,80}»|“[^“”]{1,80}”)(?=(?:\s?,)?\s(?:[a-zà-ÿœ]|\())"
)
INNER_STOP = re.compile(r"[!?…]|\.(?!\)\Z)|(?<!etc|ecc|usw|enz)\.")  # but for that of `etc.)`
STOP = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…؟۔।॥።‼⁇⁈⁉]++(?:\s?[!?…]++){0,4}+)"
    r"(?P<closing>(?:[)\]}»«›‹”“’‘\"']|\s?[»›](?=[\s.,;:!?)\[¹²³⁰⁴-⁹])){0,6}+[.!?…]*+)"
    r"(?:\s?\[\^?\d{1,3}\]|[¹²³⁰⁴-⁹]){0,9}+(?P<gap>\s++)"
    r"|[。！？｡]++(?:(?![」』”’）】》])|[」』”’）】》]++(?=\s))(?P<wide>\s*+)"
)
# The last word, and what is before it: what is greedy finds it from the right.
LAST_WORD = re.compile(
    r"((?:.*[\s«»“”„\"()\[\]/,;:!?…])?)([^\s«»“”„\"()\[\]/,;:!?…]++)\Z", re.DOTALL
)
ELISION = re.compile(r"(?:[^\W\d_]|[Qq]u)['’](?=\w)")
AHEAD = re.compile(r"[\s«»“”„‘’‚\"'(\[—–‒*_•¿¡-]*+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OPENING_ARTICLE = re.compile(
    r"(?:[^\W\d_]{1,2}['’]|(?:L[eao]s?|Els?|Il?|Gli|[OA]s?|De[lr]|Das|Die)\s)[a-zà-ÿœ]"
)
# A small letter that may begin a sentence: iPhone, b) The rent, ’t Is.
SMALL_START = re.compile(r"[a-z]{1,2}[A-Z]|[a-z]\)\s+[A-ZÀ-Þ]|(?<=['’])[nst]\s[A-Z]")
INITIALS = re.compile(r"(?:[^\W\d_]+[-‐‑])?(?:[A-ZÀ-Þ]\.[-‐‑]?)*[A-ZÀ-Þ]")
NUMBERED = re.compile(r"\d|[A-ZÀ-Þ]\.|[A-Z]\b(?!['’])|[IVXLC]+\b(?!['’])")
ENUMERATOR = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-z])[.)]+")
SUBSTANCE = re.compile(r"[^\W_]")
HIDDEN = re.compile(r"[\s`«»‹›“”„‘’‚\"'()\[\]{}「」『』（）]")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Too long for an abbreviation that is in none of our tables, or an institution's name.
WHOLE_WORD = re.compile(r"(?=.{5})[^\W\d_]+(?:[-'’][^\W\d_]+)*|[B-HJ-UWYZ][A-Z]{2,}")
CONTINUING = re.compile(r"[,;:](?:\s|\Z)")
LIST_BEGINS = re.compile(r":\s+\Z")  # as in « Il faut : 1. Lire. 2. Écrire. »
SMALL_FIGURE = re.compile(r"\d{1,2}")
WINDOW = 60  # characters; room for an abbreviation and the word before it


def boundaries(text: str, language: str) -> tuple[Sentence, ...]:
    """Find the sentences of a text, in order; between them is only whitespace.

    A line end counts as a space. language: a BCP 47 tag; any is accepted.

    >>> boundaries("Voici M. Dupont. Ça va ?", "fr")
    (Sentence(start=0, end=16), Sentence(start=17, end=24))
    """
    start, last = len(text) - len(text.lstrip()), len(text.rstrip())
    found = []
    for end, following in stops(masked(text[:last]), start, language.partition("-")[0].lower()):
        found.append(Sentence(start, end))
        start = following
    return (*found, Sentence(start, last)) if start < last else ()


def split(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Cut a text into sentences, each with the whitespace after it.

    All of it joined is the text; leading whitespace comes as the gap after an
    empty sentence.

    >>> split("Bonjour.  Ça va ?", "fr")
    (('Bonjour.', '  '), ('Ça va ?', ''))
    """
    found = boundaries(text, language)
    starts = [*(sentence.start for sentence in found), len(text)]
    lead = (("", text[: starts[0]]),) if starts[0] else ()
    return lead + tuple(
        (text[sentence.start : sentence.end], text[sentence.end : following])
        for sentence, following in zip(found, starts[1:], strict=True)
    )


def masked(text: str) -> str:
    """Hide what no sentence ends inside of, without moving a character."""
    text = OPAQUE.sub(lambda match: "X" * len(match[0]), text)
    for unbroken in (ASIDE, TITLE):
        text = unbroken.sub(lambda match: INNER_STOP.sub(",", match[0]), text)
    return text


def stops(text: str, start: int, language: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence but the last ends, and where the next one begins."""
    known = library_ends(text, language)
    habits = HABITS.get(language, Habits())
    substance = first_substance(text, start)
    final = last_substance(text)
    for match in STOP.finditer(text, start):
        end = match.start("gap") if match["mark"] else match.start("wide")
        if match.end() > final or substance >= end or is_enumerator(text, start, end):
            continue
        if match["mark"] and not closes(text, match, habits, match.end("mark") in known):
            continue
        yield end, match.end()
        start = match.end()
        substance = first_substance(text, start)


def first_substance(text: str, start: int) -> int:
    """Find the first letter or figure at or after a place."""
    match = SUBSTANCE.search(text, start)
    return match.start() if match else len(text)


def last_substance(text: str) -> int:
    """Find the last letter or figure: nothing after it is a sentence."""
    return next((at for at in range(len(text) - 1, -1, -1) if SUBSTANCE.match(text, at)), -1)


def is_enumerator(text: str, start: int, end: int) -> bool:
    """Tell whether a would-be sentence is only `1.` or `A.`, unless it answers a question."""
    answer = "?" in text[max(0, start - 4) : start]
    return not answer and end - start < 16 and bool(ENUMERATOR.fullmatch(text, start, end))


def library_ends(text: str, language: str) -> frozenset[int]:
    """Ask sentencex where sentences end, with quotes and brackets out of its way."""
    from sentencex import get_sentence_boundaries

    plain = LONE_SURROGATE.sub("x", HIDDEN.sub(" ", text))
    found = get_sentence_boundaries(language or "en", plain)
    return frozenset(each["start_index"] + len(each["text"].rstrip()) for each in found)


def closes(text: str, stop: re.Match[str], habits: Habits, known: bool) -> bool:
    """Decide whether a stop ends its sentence."""
    ahead = AHEAD.match(text, stop.end())
    following = ahead.end() if ahead else stop.end()
    first = text[following : following + 1]
    if first in ".!?…" or CONTINUING.match(text, following):
        return False
    if first.islower() and not SMALL_START.match(text, following):
        return False
    mark = str(stop["mark"])
    if mark != ".":
        return not (first.isdigit() and mark.endswith(("…", "..")))
    return after_word(text, stop.start(), following, habits, known)


def after_word(text: str, stop: int, following: int, habits: Habits, known: bool) -> bool:
    """Decide by the word before a full stop and the word after it."""
    behind = text[max(0, stop - WINDOW) : stop]
    last = LAST_WORD.match(behind)
    if not last:  # a quote or a bracket closes before the stop
        return True
    word = ELISION.sub("", last[2], count=1) if len(last[2]) > 2 else last[2]
    opens = opens_sentence(text, following, habits)
    figure_ahead = text[following : following + 1].isdigit()
    verdicts = (
        (habits.titles, False),
        (habits.numbered, not NUMBERED.match(text, following)),
        (habits.inner, opens),
        (habits.hours, not (figure_ahead or ahead_in(text, following, habits.days))),
        (habits.final, not figure_ahead),
    )
    if word == "1" and LIST_BEGINS.search(last[1]):
        return False
    for form in (word, "#" if SMALL_FIGURE.fullmatch(word) else word.lower()):
        for words, verdict in verdicts:
            if form in words:
                return verdict
        if INITIALS.fullmatch(word):
            return opens or is_institution(word, last[2], last[1], habits)
    return known or opens or WHOLE_WORD.fullmatch(word) is not None


def is_institution(initials: str, word: str, before: str, habits: Habits) -> bool:
    """Tell by an article that initials name no person; one alone does, as in le P. Martin.

    word: with its elided article, if any; before: the text before that.
    """
    article = before.split()[-1:] if before[-1:].isspace() else []
    named = initials != word or (article and article[0].lower() in habits.articles)
    return bool(named) and "." in initials


def ahead_in(text: str, at: int, words: frozenset[str]) -> bool:
    """Tell whether the word here is one of some."""
    word = WORD.match(text, at)
    return word is not None and word[0] in words


def opens_sentence(text: str, at: int, habits: Habits) -> bool:
    """Tell whether the word here opens sentences and is no part of a name."""
    return bool(OPENING_ARTICLE.match(text, at)) or ahead_in(text, at, habits.openings)
