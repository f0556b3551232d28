"""Catalogs as PO bytes (gettext manual, "The Format of PO Files").

An entry that nobody changed is written back with the very characters it was
read from.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from l10n.catalog import Catalog, Unit
from l10n.errors import L10nError
from l10n.po_spelling import spell, spell_all
from l10n.po_text import PIECE, entries
from l10n.po_units import unit

QUOTED = rf"(?:\s*+{PIECE})++"
HEADER = re.compile(
    rf"(?m)^[ \t]*+(?P<context>msgctxt{QUOTED}\s*+)?+"
    rf'msgid(?:\s*+"")++\s*+msgstr(?P<fields>{QUOTED})'
)
CONTENT_TYPE = re.compile("content-type:", re.IGNORECASE | re.ASCII)
CHARSET = re.compile(r"charset=([^\s\\\";]+)", re.IGNORECASE | re.ASCII)
# What charsets may not read otherwise than ASCII does, and what the codecs
# idna, punycode, utf-7, hz and raw-unicode-escape would.
SAMPLE = (
    b'\nmsgid "a" ..-b +AOk- ~~ \\u0041 [' + bytes(sorted({*range(0x20, 0x7F)} - {0x5C})) + b"]\n"
)
# Bytes that are no text (PEP 383), on a line that is no comment.
STRAY = re.compile("(?m)^(?!#)[^\udc80-\udcff\n]*+[\udc80-\udcff]")
LONE_CR = re.compile(r"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Source:
    """A PO file as it was read: its text, its catalog, and its units with their spellings."""

    text: str
    catalog: Catalog
    units: tuple[Unit, ...]
    spellings: tuple[str, ...]


def load(content: bytes, where: str = "") -> Catalog:
    """Read PO bytes, in the charset that the header names.

    Raises L10nError with file and line for anything gettext would refuse.
    """
    try:
        source = read(content)
        refuse_doubles(source.units)
    except L10nError as error:
        raise L10nError(error.message, where=f"{where}{error.where}", hint=error.hint) from error
    return source.catalog


@lru_cache(maxsize=2)  # `dump` asks for what was loaded just before
def read(content: bytes) -> Source:
    """Read PO bytes; errors are told with the line alone."""
    text = decoded(content)
    if lone := LONE_CR.search(text):
        raise L10nError(
            "has a carriage return that ends no line",
            where=line_of(text, lone.start()),
            hint="Save it with LF or CRLF line ends; in strings, write \\r.",
        )
    if (nul := text.find("\0")) >= 0:
        raise L10nError(
            "holds a NUL character, where gettext would end the text",
            where=line_of(text, nul),
            hint="Take it out.",
        )
    units, spellings, trailer = [], [], ""
    crlf = "\r" in text and text.count("\r") == text.count("\n")
    body = text.removeprefix("\ufeff")
    for entry in entries(unix(body) if crlf else body):
        if entry.only_comments:
            trailer = unix(entry.text)
        else:
            units.append(unit(entry))
            spellings.append(entry.text.replace("\n", "\r\n") if crlf else entry.text)
    header = next((unit for unit in units if unit.key == (None, "")), Unit(""))
    catalog = Catalog(header, tuple(unit for unit in units if unit is not header), trailer)
    return Source(text, catalog, tuple(units), tuple(spellings))


def dump(catalog: Catalog, like: bytes = b"") -> bytes:
    """Write a catalog as PO bytes.

    like: the file it was read from; units that are still as they were there
    keep their exact spelling, line ends and charset included. New ones get
    the line ends that most lines have.
    """
    trailer = unix(catalog.trailer)
    if not like:
        blocks = [spell(catalog.header), spell_all(catalog.units), trailer]
        return encoded(joined([*filter(None, blocks)], "\n"))
    source = read(like)
    if catalog == source.catalog:
        return like
    text = source.text
    spelled = dict(zip(source.units, source.spellings, strict=True))
    end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    units = (catalog.header, *catalog.units)
    blocks = [spelled.get(unit) or spell(unit).replace("\n", end) for unit in units]
    if trailer:
        blocks.append(trailer.replace("\n", end))
    return encoded(("\ufeff" if text.startswith("\ufeff") else "") + joined(blocks, end))


def joined(blocks: list[str], end: str) -> str:
    """Put blocks one after another with an empty line between."""
    if end == "\n" and not any("\r" in block for block in blocks):
        return "\n\n".join(blocks).rstrip("\n") + "\n"
    text = "".join(block + between(block, end) * 2 for block in blocks)
    return text.rstrip("\r\n") + between(blocks[-1], end)


def between(block: str, end: str) -> str:
    """Give the line end after a block: as inside it, if it has several lines."""
    if "\n" not in block:
        return end
    return "\r\n" if block[: block.rindex("\n")].endswith("\r") else "\n"


def unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def encoded(text: str) -> bytes:
    """Write PO text in the charset of its header; in UTF-8, and saying so, if that falls short."""
    name = charset(text)
    try:
        return text.encode(name, "surrogateescape")
    except UnicodeEncodeError:
        match = header_of(text)
        start, stop = named(match["fields"]) if match else (0, 0)
        if match and stop:
            begin = match.start("fields")
            text = f"{text[: begin + start]}UTF-8{text[begin + stop :]}"
        return text.encode("utf-8", "surrogateescape")


def decoded(content: bytes) -> str:
    """Decode PO bytes; stray bytes pass in comments, as gettext lets them, and nowhere else."""
    name = charset(content.decode("latin-1"))
    if not holds_ascii(name):
        raise L10nError(
            f"its header names an unknown charset, {name}",
            where=":1",
            hint="Write `charset=UTF-8` in its Content-Type field and save it so.",
        )
    with suppress(UnicodeDecodeError):
        return content.decode(name)
    text = content.decode(name, "surrogateescape")
    if stray := STRAY.search(text):
        raise L10nError(
            f"is not {name} text, as its header says",
            where=line_of(text, stray.start()),
            hint="Save it in the charset of its Content-Type field.",
        )
    return text


def line_of(text: str, place: int) -> str:
    """Tell the line of a place, as errors do."""
    return f":{text.count(chr(10), 0, place) + 1}"


@cache
def holds_ascii(name: str) -> bool:
    """Tell whether a charset is known and, as PO needs it, has ASCII's characters as ASCII does."""
    try:
        same = SAMPLE.decode(name) == SAMPLE.decode("ascii")
        return same and SAMPLE.decode("ascii").encode(name) == SAMPLE
    except (LookupError, ValueError):
        return False


def header_of(text: str) -> re.Match[str] | None:
    """Find the strings of the header: the first entry without msgid and context."""
    return next((match for match in HEADER.finditer(text) if not match["context"]), None)


def charset(text: str) -> str:
    match = header_of(text)
    name = match["fields"][slice(*named(match["fields"]))] if match else ""
    return name if name and name.upper() != "CHARSET" else "UTF-8"


@lru_cache(maxsize=16)
def named(fields: str) -> tuple[int, int]:
    """Tell from where to where a header's strings name its charset; (0, 0) if they don't."""
    at = 0
    while field := CONTENT_TYPE.search(fields, at):
        end = fields.find(r"\n", field.end())
        end = end if end >= 0 else len(fields)
        if found := CHARSET.search(fields, field.end(), end):
            return found.span(1)
        at = end
    return 0, 0


def refuse_doubles(units: tuple[Unit, ...]) -> None:
    seen: dict[tuple[str | None, str], Unit] = {}
    for again in units:
        first = seen.setdefault(again.key, again)
        if first is not again:
            raise L10nError(
                f"the message of line {first.line} stands here again",
                where=f":{again.line}",
                hint="Keep one of the two; `msguniq` shows all.",
            )


def template_of(catalog: Catalog) -> Catalog:
    """Give the catalog without targets, as a POT holds it."""
    return replace(catalog, units=tuple(replace(u, target="") for u in catalog.active))
