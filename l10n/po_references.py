"""References of PO entries, `file:line`: written so that any name comes back as it was."""

import re
from urllib.parse import quote

REFERENCE = re.compile("\u2068[^\u2068\u2069]*+\u2069[^ \t]*+|[^ \t]++")
# What would end a line or a name there, or not be seen: percent-encoded.
ODD = [
    *map(chr, (*range(0x20), *range(0x7F, 0xA1), 0x1680, *range(0x2000, 0x200B))),
    *"\u2028\u2029\u202f\u205f\u2068\u2069\u3000",
]
HIDDEN = {ord(odd): quote(odd) for odd in ODD}
SHOWN = {code: chr(odd) for odd, code in HIDDEN.items()} | {"%25": "%"}
CODE = re.compile("|".join(SHOWN))
MARKED = frozenset("%\u2068\u2069")
UNSAFE = re.compile(f"[ %{re.escape(''.join(ODD))}]")


def references(line: str) -> list[str]:
    """Give the `file:line` strings of a `#:` line, names with spaces whole."""
    if MARKED.isdisjoint(line):
        return REFERENCE.findall(line)
    found = (re.sub("[\u2068\u2069]", "", match[0]) for match in REFERENCE.finditer(line))
    names = (CODE.sub(lambda match: SHOWN[match[0]], name) for name in found)
    return list(filter(None, names))


def occurrence(reference: str) -> str:
    """Spell a reference so that `references` gives it back: on one line, in one piece."""
    if not UNSAFE.search(reference):
        return reference
    safe = CODE.sub(lambda match: f"%25{match[0][1:]}", reference).translate(HIDDEN)
    name, colon, line = safe.rpartition(":")
    if not (name and line.isdigit()):
        name, colon, line = safe, "", ""
    return f"\u2068{name}\u2069{colon}{line}" if " " in name else f"{name}{colon}{line}"
