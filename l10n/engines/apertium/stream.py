"""Apertium's stream format: sentences in, answers out, each with its number."""

import re
import unicodedata

SPECIAL = re.compile(r"([\\^$\[\]{}/@<>])")
# Apertium's generators act upon a tilde, so its text filter hides it in brackets.
TILDES = re.compile(r" *~[ ~]*")
ESCAPED = re.compile(r"\\(.)|\[([ ~]+)\]", re.DOTALL)
# Characters that only part words from their dictionary entries: soft hyphens,
# zero-width spaces, direction marks; and controls. Joiners stay: emoji need them.
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u2060\ufeff]")
# A full stop ends a sentence, as Apertium's own text filter writes it; brackets hold
# what no program may change, here the number. The one in front stands for the sentence
# before: without it fra-cat takes a first "Des" for "of the" (13 of 997 FLORES lines).
MARK = ".[][{}]"
ANSWER = re.compile(r"\.\[\]\[(\d+)\]((?:[^\\^$\[\]{}]|\\.|\[[ ~]+\])*?)\.?\[\]\[\1\]", re.DOTALL)

# What stands before a word that has no translation, or no form in the target language.
FAULTS = "*@#"


def plain(sentence: str) -> str:
    """Spell a sentence as Apertium's dictionaries do: plain single spaces, NFC.

    >>> plain("Dou\\u00adcement\\n, «\\u202foui\\u00a0» ")
    'Doucement , « oui »'
    """
    visible = INVISIBLE.sub("", unicodedata.normalize("NFC", sentence))
    return " ".join(visible.split())


def block(line: str, number: int) -> bytes:
    """Write a plain sentence for the stream, without the NUL after it."""
    return framed(escaped(line), number)


def escaped(line: str) -> str:
    return TILDES.sub(r"[\g<0>]", SPECIAL.sub(r"\\\1", line))


def framed(content: str, number: int) -> bytes:
    mark = MARK.format(number)
    return f"{mark}{content}{mark}".encode("utf-8", "replace")


def answer(received: bytes, number: int) -> str | None:
    """Read what came back for a sentence; None if it is not a sound answer to that one.

    >>> answer(rb".[][7]Hola \\[sic\\]..[][7]", 7), answer(b".[][7]Hola.[][7]", 6), answer(b"", 7)
    ('Hola [sic].', None, None)
    """
    try:
        match = ANSWER.fullmatch(received.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if not match or match[1] != str(number):
        return None
    return ESCAPED.sub(r"\1\2", match[2]).strip()


def unmarked(text: str, line: str) -> str:
    """Drop the marks of faulty words from an answer, but none that its sentence had.

    Even `apertium -u` leaves some of them (4 of 997 FLORES lines, fra-cat).

    >>> unmarked("raó #inicial ha#basar# en", "raison initiale")
    'raó inicial ha basar en'
    >>> unmarked("El #llibre", "Le #livre")
    'El #llibre'
    """
    for mark in FAULTS:
        if mark in text and mark not in line:
            text = re.sub(rf"(?<=\w){re.escape(mark)}(?=\w)", " ", text).replace(mark, "")
    return text
