"""Catalogs as PO bytes (gettext manual, "The Format of PO Files"), written by polib.

An entry that nobody changed is written back with the very characters it was
read from.
"""

import re
from dataclasses import replace

import polib

from l10n.catalog import Catalog, Unit
from l10n.errors import L10nError
from l10n.po_text import REFERENCE, entries, occurrence, unit

QUOTED = r'(?:\s*"(?:[^"\\\n]|\\.)*")+'
HEADER = re.compile(
    rf'(?m)^[ \t]*(?P<context>msgctxt{QUOTED}\s*)?msgid(?:\s*"")+\s*msgstr(?P<fields>{QUOTED})'
)
CHARSET = re.compile(
    r"(Content-Type:(?:(?!\\n).)*?charset=)([^\s\\\";]+)", re.IGNORECASE | re.DOTALL
)
# What charsets may not read otherwise than ASCII does, and what the codecs
# idna, punycode, utf-7, hz and raw-unicode-escape would.
SAMPLE = (
    b'\nmsgid "a" ..-b +AOk- ~~ \\u0041 [' + bytes(sorted({*range(0x20, 0x7F)} - {0x5C})) + b"]\n"
)
PAGE = 79  # bytes
REFERENCES = re.compile(r"(?m)^#: (.*)$")
STRAY = re.compile("[\udc80-\udcff]")  # bytes that are no text (PEP 383)
LONE_CR = re.compile(r"\r(?!\n)")


def load(content: bytes, where: str = "") -> Catalog:
    """Read PO bytes, in the charset that the header names.

    Raises L10nError with file and line for anything gettext would refuse.
    """
    units, trailer = parsed(decoded(content, where), where)
    refuse_doubles(units, where)
    return assembled(units, trailer)


def assembled(units: tuple[Unit, ...], trailer: str) -> Catalog:
    header = next((unit for unit in units if unit.key == (None, "")), Unit(""))
    return Catalog(header, tuple(unit for unit in units if unit is not header), trailer)


def dump(catalog: Catalog, like: bytes = b"") -> bytes:
    """Write a catalog as PO bytes.

    like: the file it was read from; units that are still as they were there
    keep their exact spelling, line ends and charset included. New ones get
    the line ends that most lines have.
    """
    text = decoded(like, "")
    units, trailer = parsed(text, "")
    if like and catalog == assembled(units, trailer):
        return like
    cut = entries(text.removeprefix("\ufeff"), "")
    spelled = {unit: entry.text for unit, entry in zip(units, cut, strict=False)}
    end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    blocks = [
        spelled.get(unit) or spell(unit).replace("\n", end)
        for unit in (catalog.header, *catalog.units)
    ]
    if catalog.trailer:
        blocks.append(catalog.trailer.replace("\r\n", "\n").replace("\n", end))
    joined = "".join(block + between(block, end) * 2 for block in blocks)
    joined = joined.rstrip("\r\n") + between(blocks[-1], end)
    return encoded("\ufeff" + joined if text.startswith("\ufeff") else joined)


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
        at = match.span("fields") if match else (0, 0)
        fields = CHARSET.sub(r"\g<1>UTF-8", text[slice(*at)], count=1)
        return (text[: at[0]] + fields + text[at[1] :]).encode("utf-8", "surrogateescape")


def decoded(content: bytes, where: str) -> str:
    """Decode PO bytes; stray bytes pass in comments, as gettext lets them, and nowhere else."""
    name = charset(content.decode("latin-1"))
    if not holds_ascii(name):
        raise L10nError(
            f"its header names an unknown charset, {name}",
            where=f"{where}:1",
            hint="Write `charset=UTF-8` in its Content-Type field and save it so.",
        )
    text = content.decode(name, "surrogateescape")
    for number, line in enumerate(text.split("\n") if STRAY.search(text) else (), 1):
        if STRAY.search(line) and not line.startswith("#"):
            raise L10nError(
                f"is not {name} text, as its header says",
                where=f"{where}:{number}",
                hint="Save it in the charset of its Content-Type field.",
            )
    return text


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
    found = CHARSET.search(match["fields"]) if match else None
    return found[2] if found and found[2].upper() != "CHARSET" else "UTF-8"


def refuse_doubles(units: tuple[Unit, ...], where: str) -> None:
    seen: dict[tuple[str | None, str], Unit] = {}
    for again in units:
        first = seen.setdefault(again.key, again)
        if first is not again:
            raise L10nError(
                f"the message of line {first.line} stands here again",
                where=f"{where}:{again.line}",
                hint="Keep one of the two; `msguniq` shows all.",
            )


def parsed(text: str, where: str) -> tuple[tuple[Unit, ...], str]:
    """Give the units of PO text, and the comments after the last one."""
    if lone := LONE_CR.search(text):
        raise L10nError(
            "has a carriage return that ends no line",
            where=f"{where}:{text.count(chr(10), 0, lone.start()) + 1}",
            hint="Save it with LF or CRLF line ends; in strings, write \\r.",
        )
    cut = list(entries(text.removeprefix("\ufeff"), where))
    trailer = unix(cut.pop().text) if cut and cut[-1].only_comments else ""
    return tuple(unit(entry, where) for entry in cut), trailer


def spell(unit: Unit) -> str:
    """Write one entry as `msgcat --no-wrap` does."""
    entry = polib.POEntry(
        msgid=unit.source,
        msgstr=unit.target,
        msgctxt=unit.context,
        msgid_plural=unit.plural,
        msgstr_plural=dict(enumerate(unit.targets)),
        obsolete=unit.obsolete,
        flags=list(unit.flags),
        tcomment="\n".join(unit.notes),
        comment="\n".join(unit.extracted),
        occurrences=[occurrence(reference) for reference in unit.references],
        previous_msgid=unit.previous.source if unit.previous else None,
        previous_msgctxt=unit.previous.context if unit.previous else None,
        previous_msgid_plural=unit.previous.plural if unit.previous else None,
    )
    text = REFERENCES.sub(broken_up, entry.__unicode__(wrapwidth=0))
    text = re.sub(r"(?m)^(#\.?) $", r"\1", text).replace("\r", " ").rstrip("\n")
    return text.replace("\a", r"\a")  # polib leaves it bare


def broken_up(match: re.Match[str]) -> str:
    """Break a line of references where gettext does, which even `--no-wrap` does not hinder."""
    lines = ["#:"]
    for reference in REFERENCE.findall(match[1]):
        if len(lines[-1]) > 2 and len(f"{lines[-1]} {reference}".encode()) > PAGE:
            lines.append("#:")
        lines[-1] += f" {reference}"
    return "\n".join(lines)


def template_of(catalog: Catalog) -> Catalog:
    """Give the catalog without targets, as a POT holds it."""
    return replace(catalog, units=tuple(replace(u, target="") for u in catalog.active))
