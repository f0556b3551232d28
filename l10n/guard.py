"""Tells a sound draft of one sentence from an engine's accident."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from l10n import numbers
from l10n.engines import Pair
from l10n.locales import language


@dataclass(frozen=True, slots=True)
class Limits:
    """What a draft may still do; every figure says what it was measured on.

    "Dev" is 997 French sentences with human translations in es, ca, de, en, it,
    nl, pl and pt (FLORES dev): no rule that uses these limits objects to any.
    """

    # Repeats in a row of 1 word, and of 2 to 6 words: dev has at most 2 of each.
    word_repeats: int = 4
    phrase_repeats: int = 3
    longest_phrase: int = 6
    # What a source itself repeats may be cut otherwise in a draft.
    times_repeated: float = 1.1
    # Scripts without spaces repeat characters, so a phrase is up to 12 of them.
    longest_stretch: int = 12
    # Of 20 words or more, dev has at least 0.38 different.
    varied_from: int = 20
    varied_share: float = 0.35
    # A copy of 4 lower-case words, not all the same, cannot be a name or a title in capitals.
    copied_words: int = 4
    # Dev has 0.47 to 1.9 times the source's letters, and once 2.7 of only 21.
    times_long: float = 2.2
    letters_more: int = 25
    times_short: float = 0.45
    letters_fewer: int = 5
    # Fewer letters than this say nothing about a script.
    script_letters: int = 4


LIMITS = Limits()

# How many Latin letters one letter stands for. Rough: no corpus was measured, and
# the limits of length leave a factor of two to either side.
WEIGHTS = {"Hani": 3.0, "Kana": 2.0, "Hang": 2.2}
# CLDR's names of scripts, by the first word of Unicode's names of letters.
SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "CJK": "Hani",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "KATAKANA-HIRAGANA": "Kana",
    "HANGUL": "Hang",
    "DEVANAGARI": "Deva",
    "THAI": "Thai",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "BENGALI": "Beng",
    "TAMIL": "Taml",
}
# Scripts that go together in one language.
WRITTEN_WITH = {
    "Jpan": ("Hani", "Kana"),
    "Kore": ("Hang", "Hani"),
    "Hans": ("Hani",),
    "Hant": ("Hani",),
}
SPACELESS = frozenset({"Hani", "Kana", "Thai"})

# What engines leave behind when something went wrong inside them.
ARTEFACTS = (
    ("the unknown-character mark ⁇", re.compile("⁇|\ufffd")),
    ("the unknown-word mark <unk>", re.compile(r"<unk>|<pad>|</?s>", re.IGNORECASE)),
    ("the word-piece mark ▁", re.compile("▁")),
    ("the word-piece mark @@", re.compile("@@")),
    ("Apertium's ^word/analysis$ marks", re.compile(r"\^[^\s^$/]+/[^^$]*\$")),
    ("an unknown-word mark *, # or @", re.compile(r"(?<![\w*#@])[*#@](?=[^\W\d_])")),
    ("a control character", re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")),
)

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
TOKEN = re.compile(r"\w+")
CHARACTER_RUN = re.compile(r"([^\W\d_]{1,6}?)\1{4,}")
GLOSS = re.compile(r"\([^()]{2,60}\)")


def fault(source: str, draft: str, pair: Pair) -> str:
    """Say in plain words what is wrong with the draft of one sentence; "" when it is sound.

    >>> fault("Il compte 244890 habitants.", "Tiene 24,490 habitantes.", Pair("fr", "es"))
    'lost the number 244890'
    >>> fault("Il est tard.", "Es tarde.", Pair("fr", "es"))
    ''
    """
    return next(filter(None, (rule(source, draft, pair) for rule in RULES)), "")


def emptiness(source: str, draft: str, _: Pair) -> str:
    if source.strip() and not draft.strip():
        return "came back empty"
    if letters(source) and not letters(draft):
        return "came back without a word"
    return ""


def artefact(source: str, draft: str, _: Pair) -> str:
    for name, pattern in ARTEFACTS:
        if len(pattern.findall(draft)) > len(pattern.findall(source)):
            return f"contains {name}"
    return ""


def loop(source: str, draft: str, pair: Pair) -> str:
    """Find words, characters or glosses that come again and again, and not in the source."""
    phrase, times = longest_run(tokens(draft))
    own = longest_run(tokens(source))[1]
    if times > LIMITS.times_repeated * own + 1:
        return repeats(phrase, times)
    run = CHARACTER_RUN.search(draft)
    if run and len(run[0]) > 5 and not CHARACTER_RUN.search(source):
        return repeats(run[1], len(run[0]) // len(run[1]))
    glosses = Counter(GLOSS.findall(draft)) - Counter(GLOSS.findall(source))
    for gloss, count in glosses.most_common(1):
        if count > 1:
            return repeats(gloss, count)
    return monotony(source, draft)


def monotony(source: str, draft: str) -> str:
    """Notice a long draft made of few words, whatever their order."""
    own = tokens(source)
    if variety(draft) >= LIMITS.varied_share or len({*own}) < 2 * LIMITS.varied_share * len(own):
        return ""
    [(word, count)] = Counter(tokens(draft)).most_common(1)
    return repeats(word, count)


def repeats(what: str, times: int) -> str:
    return f"repeats “{what}” {times} times"


def variety(text: str) -> float:
    """Give the share of different words in a text; 1 for a short one."""
    words = tokens(text)
    return len(set(words)) / len(words) if len(words) >= LIMITS.varied_from else 1.0


def tokens(text: str) -> list[str]:
    """List the words of a text in lower case; in scripts without spaces, its characters."""
    return [
        token
        for word in WORD.findall(text.casefold())
        for token in (word if script(word[0]) in SPACELESS else (word,))
    ]


def longest_run(words: list[str]) -> tuple[str, int]:
    """Find the phrase that comes most often in a row: itself and how often, or 0 if rarely."""
    spaceless = sum(len(word) == 1 for word in words) > len(words) / 2
    longest = LIMITS.longest_stretch if spaceless else LIMITS.longest_phrase
    found = ("", 0)
    for size in range(1, longest + 1):
        least = LIMITS.word_repeats if size == 1 else LIMITS.phrase_repeats
        end, times = run_of(words, size)
        if times >= least and times > found[1]:
            found = (("" if spaceless else " ").join(words[end - size : end]), times)
    return found


def run_of(words: list[str], size: int) -> tuple[int, int]:
    """Find where the longest run of a phrase of this size ends, and how often it comes."""
    matching, best, best_end = 0, 0, 0
    for at in range(size, len(words)):
        matching = matching + 1 if words[at] == words[at - size] else 0
        if matching > best:
            best, best_end = matching, at + 1
    return best_end - best % size, best // size + 1 if best >= size else 0


def copy(source: str, draft: str, pair: Pair) -> str:
    if language(pair.source) == language(pair.target):
        return ""
    lower_case = [word for word in TOKEN.findall(source) if word.islower() and len(word) > 1]
    told = len(lower_case) >= LIMITS.copied_words and len({*lower_case}) > 1
    same = TOKEN.findall(source.casefold()) == TOKEN.findall(draft.casefold())
    return "copies the source" if same and told else ""


def length(source: str, draft: str, _: Pair) -> str:
    before, after = weight(source), weight(draft)
    if after > LIMITS.times_long * before + LIMITS.letters_more:
        return f"is {after / max(before, 1):.0f} times as long as the source"
    if after < LIMITS.times_short * before - LIMITS.letters_fewer:
        return f"is only {100 * after / before:.0f} % as long as the source"
    return ""


def foreign_script(source: str, draft: str, pair: Pair) -> str:
    """Weigh the letters of words that were not simply kept from the source."""
    expected = expected_scripts(pair.target)
    kept = set(WORD.findall(source.casefold()))
    fresh = Counter(
        script(letter)
        for word in WORD.findall(draft)
        if word.casefold() not in kept
        for letter in word
        if letter.isalpha()
    )
    known = Counter({name: count for name, count in fresh.items() if name})
    foreign = sum(count for name, count in known.items() if name not in expected)
    intruders = sum(count for name, count in known.items() if name not in (*expected, "Latn"))
    mostly = foreign >= LIMITS.script_letters and 2 * foreign > known.total()
    return "is in another script" if mostly or intruders >= LIMITS.script_letters else ""


def lost_number(source: str, draft: str, _: Pair) -> str:
    number = numbers.lost(source, draft)
    return f"lost the number {number}" if number else ""


def letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def weight(text: str) -> float:
    """Count letters and figures as so many Latin ones."""
    return sum(WEIGHTS.get(script(each), 1.0) for each in text if each.isalnum())


@cache
def script(letter: str) -> str:
    """Name the script of a letter as CLDR does; "" for a figure or a rare script."""
    name = unicodedata.name(letter, "").removeprefix("FULLWIDTH ").removeprefix("HALFWIDTH ")
    return SCRIPTS.get(name.split(" ")[0], "")


@cache
def expected_scripts(tag: str) -> tuple[str, ...]:
    """Give the scripts that a language is written in, from CLDR's likely subtags."""
    from babel.core import get_global

    named = next((part for part in tag.split("-") if len(part) == 4 and part.istitle()), "")
    likely = get_global("likely_subtags")
    full = str(likely.get(tag.replace("-", "_")) or likely.get(language(tag)) or "und_Latn")
    name = named or full.split("_")[1]
    return WRITTEN_WITH.get(name, (name,))


Rule = Callable[[str, str, Pair], str]
RULES: tuple[Rule, ...] = (
    emptiness,
    artefact,
    loop,
    copy,
    foreign_script,
    length,
    lost_number,
)
