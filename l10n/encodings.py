"""Bytes ⇄ text: which encoding an article is in, told from its bytes, and back without a loss."""

import codecs
import re
from dataclasses import dataclass

from l10n.errors import L10nError

# Longest first: UTF-32's little-endian mark begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 4096  # bytes looked at for UTF-16 without a mark
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")  # none of these is in a text that people write


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding by Python's name, and the byte order mark before the text, if any."""

    name: str
    mark: bytes = b""

    def can_spell(self, text: str) -> bool:
        """Tell whether every character of a text has bytes in this encoding."""
        try:
            text.encode(self.name)
        except UnicodeEncodeError:
            return False
        return True


UTF_8 = Encoding("utf-8")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and how its bytes spelled it."""

    text: str
    encoding: Encoding


def decode(content: bytes, where: str) -> Decoded:
    """Decode an article.

    In this order: the encoding of a byte order mark; UTF-8, if all of it is
    valid; UTF-16, if every other byte of the beginning is mostly zero and no
    control character comes of it; then Windows-1252, or Latin-1 where that has
    no character. Raises L10nError for what is no text, or is damaged. `encode`
    gives the same bytes again.
    """
    encoding = told(content)
    try:
        text = content[len(encoding.mark) :].decode(encoding.name)
    except UnicodeDecodeError as error:
        raise L10nError(
            f"is damaged {encoding.name.upper()} at byte {error.start + len(encoding.mark)}",
            where=where,
            hint="Save it again as UTF-8.",
        ) from error
    if "\x00" in text or encode(text, encoding) != content:
        raise L10nError("is binary, not text", where=where, hint="Articles are text files.")
    return Decoded(text, encoding)


def told(content: bytes) -> Encoding:
    """Tell the encoding of an article from its bytes."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return Encoding(name, mark)
    if b"\x00" not in content and valid(content, "utf-8"):
        return UTF_8
    beginning = content[:SAMPLE]
    for name, zeros in (("utf-16-le", beginning[1::2]), ("utf-16-be", beginning[::2])):
        mostly = len(content) % 2 == 0 and zeros.count(0) * 2 > len(zeros)
        if mostly and not CONTROL.search(beginning.decode(name, "ignore")):
            return Encoding(name)
    return Encoding("cp1252" if valid(content, "cp1252") else "latin-1")


def valid(content: bytes, name: str) -> bool:
    try:
        content.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def encode(text: str, encoding: Encoding) -> bytes:
    """Spell a text in an encoding that can (see `Encoding.can_spell`)."""
    return encoding.mark + text.encode(encoding.name)


def encode_by_references(text: str, encoding: Encoding) -> bytes:
    """Spell a text in an encoding, what it lacks as `&#322;` (HTML 13.1.4)."""
    return encoding.mark + text.encode(encoding.name, "xmlcharrefreplace")
