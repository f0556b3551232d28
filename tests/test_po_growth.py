"""Catalogs made to be slow or big: reading costs what their length allows, in time and memory."""

import gc
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress

import pytest

from l10n import po
from l10n.catalog import Catalog
from l10n.errors import L10nError
from l10n.pipeline.extract import header

HEADER = po.dump(Catalog(header("project", "fr", "es")))
BASE = 1_000_000  # bytes of memory that any reading takes
MOST = 20  # bytes of memory a byte read
SLOWER = 8  # times, that four times the length may take


def told(before: str, piece: str, after: str = "") -> Callable[[int], bytes]:
    """Make catalogs of a piece repeated to about so many bytes."""
    length = len(piece.encode())

    def made(size: int) -> bytes:
        return HEADER + f"\n{before}{piece * (size // length)}{after}\n".encode()

    return made


def numbered(pattern: str) -> Callable[[int], bytes]:
    """Make catalogs of a pattern with a number in it, repeated."""

    def made(size: int) -> bytes:
        count = size // (len(pattern) + 4)
        return HEADER + "".join(pattern.format(n) for n in range(count)).encode()

    return made


UNIT = 'msgid "a"\nmsgstr "b"'
GROWING = {
    "a long string": told('msgid "a"\nmsgstr "', "x", '"'),
    "a long string, oddly spaced": told('msgid  "a"\nmsgstr "', "x", '"'),
    "a wide string, oddly spaced": told('msgid  "a"\nmsgstr "', "😀", '"'),
    "escapes": told('msgid "a"\nmsgstr "', r"\n", '"'),
    "escapes, oddly spaced": told('msgid  "a"\nmsgstr "', r"\n", '"'),
    "octal escapes": told('msgid "a"\nmsgstr "', r"\101", '"'),
    "hexadecimal escapes": told('msgid "a"\nmsgstr "', r"\x41", '"'),
    "one hexadecimal escape": told(r'msgid "a"' + '\nmsgstr "\\x', "4", '"'),
    "lines of strings": told('msgid "a"\nmsgstr ""\n', '"words and more\\n"\n'),
    "lines of strings, oddly spaced": told('msgid  "a"\nmsgstr ""\n', '"words and more\\n"\n'),
    "empty strings": told('msgid "a"\nmsgstr ""\n', '""\n'),
    "strings on one line": told('msgid "a"\nmsgstr ', '"a" '),
    "strings and no end": told('msgid "a"\nmsgstr ', '"" ', "x"),
    "an unclosed string": told('msgid "a"\nmsgstr "', "x"),
    "an unclosed string of escapes": told('msgid "a"\nmsgstr "', "\\\\"),
    "spaces": told('msgid "a"\nmsgstr "b"', " ", "x"),
    "a long comment": told("# ", "x", f"\n{UNIT}"),
    "a comment of spaces": told("# ", " ", f"\n{UNIT}"),
    "comments": told("", "# a note\n", UNIT),
    "comments, oddly spaced": told("", "#a note\n", UNIT),
    "comments at the end": told("", "# a note\n"),
    "references": told("#: ", "a.md:1 ", f"\n{UNIT}"),
    "marks of references": told("#: ", "\u2068a.md ", f"\n{UNIT}"),
    "escaped references": told("#: ", "%25", f"\n{UNIT}"),
    "flags": told("#, ", "a,", f"\n{UNIT}"),
    "previous strings": told('#| msgid ""\n', '#| "words"\n', UNIT),
    "obsolete strings": told('#~ msgid "a"\n#~ msgstr ""\n', '#~ "words"\n'),
    "empty lines": told("", "\n", UNIT),
    "empty lines at the end": told(UNIT, "\n"),
    "lines of tabs": told("", "\t\n"),
    "empty obsolete lines": told(f"{UNIT}\n", "#~\n"),
    "entries": numbered('\nmsgid "the text {}"\nmsgstr "its words"\n'),
    "entries, oddly spaced": numbered('\nmsgid  "the text {}"\nmsgstr "its words"\n'),
    "entries, Windows": numbered('\r\nmsgid "the text {}"\r\nmsgstr "its words"\r\n'),
    "obsolete entries": numbered('\n#~ msgid "the text {}"\n#~ msgstr "its words"\n'),
    "plural forms": lambda size: (
        HEADER
        + b'\nmsgid "a"\nmsgid_plural "b"\n'
        + "".join(f'msgstr[{n}] "x"\n' for n in range(size // 18)).encode()
    ),
    "headers": told("", 'msgid ""\n'),
    "contexts": told("", 'msgctxt ""\n'),
    "types of the content": lambda size: (
        b'msgid ""\nmsgstr "' + b"Content-Type: " * (size // 14) + b'"\n'
    ),
    "charsets": lambda size: (
        b'msgid ""\nmsgstr "' + b"Content-Type: charset=" * (size // 22) + b'"\n'
    ),
    "an empty header": lambda size: b'msgid ""\n' + b'""\n' * (size // 3),
    "stray bytes": lambda size: HEADER + b"\n#" + b"\xff" * size + b"\n" + UNIT.encode(),
    "lines of stray bytes": lambda size: (
        HEADER + b"# words \xff\xff\n" * (size // 11) + UNIT.encode()
    ),
}
each = pytest.mark.parametrize("made", GROWING.values(), ids=GROWING.keys())


def read(content: bytes) -> None:
    po.read.cache_clear()
    with suppress(L10nError):
        po.load(content, "es.po")


@each
def test_memory_grows_with_the_bytes_read(made: Callable[[int], bytes]) -> None:
    content = made(200_000)
    gc.collect()
    tracemalloc.start()
    try:
        read(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < BASE + MOST * len(content), f"{peak / len(content):.1f} bytes a byte"


@each
def test_time_grows_with_the_bytes_read(made: Callable[[int], bytes]) -> None:
    few, many = made(20_000), made(80_000)
    for _ in range(4):  # a machine busy with other things may spoil some
        ratio = fastest(many) / fastest(few)
        if ratio < SLOWER:
            break
    assert ratio < SLOWER


def fastest(content: bytes) -> float:
    """Give the least seconds of several readings, and of a moment that can be measured."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        read(content)
        taken.append(time.process_time() - begun)
    return max(min(taken), 0.0005)
