"""Character references: read as browsers read them, written as the author wrote them."""

import re
from collections.abc import Iterator, Mapping
from html.entities import html5

REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+)|[A-Za-z][A-Za-z0-9]*);?")
KEPT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}  # in a source: else it would not be told from tags
LONGEST_LEGACY = max(len(name) for name in html5 if not name.endswith(";"))
NAMED = {f"&{name}": (value, "") for name, value in html5.items() if name.endswith(";")}
LAST = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)
WINDOWS = range(0x80, 0xA0)  # what these numbers mean is a letter of Windows-1252
REPLACEMENT = "\ufffd"


def character(number: str) -> str:
    """Give the character of a numeric reference, from `#233` or `#xE9`.

    >>> character("#233"), character("#x92"), character("#0") == REPLACEMENT
    ('é', '’', True)
    """
    base = 16 if number[1] in "xX" else 10
    digits = number.lstrip("#xX").lstrip("0")
    code = int(digits, base) if 0 < len(digits) < 8 else LAST + len(digits)
    if code > LAST or code in SURROGATES or not digits:
        return REPLACEMENT
    if code in WINDOWS:
        return bytes([code]).decode("cp1252", "ignore") or chr(code)
    return chr(code)


def meaning(match: re.Match[str], *, attribute: bool = False) -> tuple[str, str] | None:
    """Give the text that a reference stands for and what of the match is no part of it.

    None for what browsers leave as it is. attribute: whether it stands in the
    value of one, where `&copy=` is no reference.
    """
    known = NAMED.get(match[0])
    if known:
        return known
    spelled = match[0][1:]
    if spelled[0] == "#":
        return character(spelled.rstrip(";")), ""
    for length in range(min(len(spelled), LONGEST_LEGACY), 1, -1):
        name = spelled[:length]
        if name not in html5 or name.endswith(";"):
            continue
        rest = spelled[length:]
        following = rest[:1] or match.string[match.end() : match.end() + 1]
        if attribute and (following == "=" or following.isalnum()):
            return None
        return html5[name], rest
    return None


def resolved(text: str, *, attribute: bool = False) -> str:
    """Give a stretch of an article with its references resolved.

    >>> resolved("&Eacute;t&eacute &lt; &notit; &foo;")
    'Été < ¬it; &foo;'
    """
    if "&" not in text:
        return text

    def one(match: re.Match[str]) -> str:
        found = meaning(match, attribute=attribute)
        return match[0] if found is None else "".join(found)

    return REFERENCE.sub(one, text)


def readable(raw: str, *, attribute: bool = False) -> str:
    """Give a stretch of an article as a source has it: references resolved but for `KEPT`.

    >>> readable("R&D, l&#8217;&eacute;t&eacute; &#60; &amp;copy;")
    'R&D, l’été &lt; &amp;copy;'
    """
    if "&" not in raw:
        return raw
    whole, kept, end, found = [], 0, 0, 0
    for match in REFERENCE.finditer(raw):
        known = meaning(match, attribute=attribute)
        if known is None:
            continue
        found += 1
        value, rest = known
        kept += value in KEPT
        whole += [raw[end : match.start()], KEPT.get(value, value), rest]
        end = match.end()
    whole.append(raw[end:])
    text = "".join(whole)
    if found == raw.count("&") or sum(1 for _ in strict(text)) == kept:
        return text
    whole[::3] = [literal.replace("&", "&amp;") for literal in whole[::3]]
    return "".join(whole)


def strict(text: str) -> Iterator[re.Match[str]]:
    """List the references of a source or a target: there, each ends with a semicolon."""
    if "&" not in text:
        return
    for match in REFERENCE.finditer(text):
        if match[0].endswith(";") and (match[0][1] == "#" or match[0][1:] in html5):
            yield match


def shielded(text: str) -> str:
    """Escape the `&`s of a text that would be read as references in a target.

    >>> shielded("R&D &amp; &copy")
    'R&D &amp;amp; &copy'
    """
    whole, end = [], 0
    for match in strict(text):
        whole += [text[end : match.start()], "&amp;", match[0][1:]]
        end = match.end()
    return "".join([*whole, text[end:]])


def plain(text: str) -> str:
    """Give what a reader sees of a source's or a target's text.

    >>> plain("R&D, &lt; &amp;copy; &copy")
    'R&D, < &copy; &copy'
    """
    if "&" not in text:
        return text
    whole, end = [], 0
    for match in strict(text):
        found = meaning(match)
        whole += [text[end : match.start()], found[0] if found else match[0]]
        end = match.end()
    return "".join([*whole, text[end:]])


def spellings(raw: str) -> dict[int, str]:
    """Tell which characters a stretch of an article spells by references, and by which.

    Letters and figures of ASCII are not among them: those are addresses that
    hide from harvesters, not a way of writing.
    """
    found: dict[int, str] = {}
    if "&" not in raw:
        return found
    for match in REFERENCE.finditer(raw):
        value, rest = meaning(match) or ("", "")
        usual = value.isspace() and value.isascii()
        if len(value) == 1 and value not in KEPT and not usual and not plainly(value):
            name = match[0][: len(match[0]) - len(rest)].rstrip(";")
            found[ord(value)] = f"{name};"
    return found


def plainly(char: str) -> bool:
    return char.isascii() and char.isalnum()


def respelled(target: str, spelled: Mapping[int, str]) -> str:
    """Spell a target's text as an article does: no `&` in it starts what it did not start.

    >>> respelled("Été : &lt;R&D&gt; &copy", {0xC9: "&Eacute;"})
    '&Eacute;té : &lt;R&D&gt; &amp;copy'
    """
    if "&" not in target:
        return target.translate(spelled) if spelled else target
    whole, end = [], 0
    for match in strict(target):
        whole += [escaped(target[end : match.start()]).translate(spelled), match[0]]
        end = match.end()
    return "".join([*whole, escaped(target[end:]).translate(spelled)])


def escaped(text: str) -> str:
    """Escape the `&`s of a text that browsers would take for the start of a reference."""
    if "&" not in text:
        return text

    def one(match: re.Match[str]) -> str:
        return match[0] if meaning(match) is None else f"&amp;{match[0][1:]}"

    return REFERENCE.sub(one, text)
