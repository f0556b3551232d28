"""Fences: where a front matter begins and ends, and the syntax that they promise."""

import json
import re
from dataclasses import dataclass

BOM = "\ufeff"
LINE_END = r"(?:\r\n|\r|\n)"
OPENING = re.compile(rf"(---|\+\+\+|;;;)[ \t]*(\w*)[ \t]*{LINE_END}")
FENCES = {  # the opening line's fence and word → the syntax, what closes it
    ("---", ""): ("yaml", r"---|\.\.\."),
    ("---", "yaml"): ("yaml", "---"),
    ("---", "toml"): ("toml", "---"),
    ("---", "json"): ("json", "---"),
    ("+++", ""): ("toml", r"\+\+\+"),
    (";;;", ""): ("json", ";;;"),
}
CLOSING = {
    closing: re.compile(rf"[\r\n](?:{closing})[ \t]*(?:{LINE_END}|\Z)")
    for _, closing in FENCES.values()
}
OBJECT = re.compile(r'\{\s*["}]')
AFTER_OBJECT = re.compile(rf"[ \t]*(?:{LINE_END}|\Z)")
BROKEN_OBJECT = re.compile(rf'\{{[ \t]*{LINE_END}\s*"[^"\r\n]*"\s*:')
OBJECT_END = re.compile(rf"[\r\n]\}}[ \t]*(?:{LINE_END}|\Z)")
FIRST_LINE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*+(.*)")
KEY_AHEAD = {  # what tells a front matter with a mistake from a text between two rules
    "yaml": re.compile(r"""["']?[\w$.-]+["']?:(?:\s|\Z)"""),
    "toml": re.compile(r"""["'\w.-]+[ \t]*=|\["""),
    "json": re.compile(r"\{"),
}


@dataclass(frozen=True, slots=True)
class Fenced:
    """A stretch that may be a front matter: its syntax, its content, where the body begins."""

    syntax: str
    start: int
    stop: int
    end: int


def fenced(text: str) -> Fenced | None:
    """Find what stands between fences, or the JSON object, at the beginning of an article.

    >>> fenced("---\\ntitle: Titre\\n---\\nTexte")
    Fenced(syntax='yaml', start=4, stop=17, end=21)
    """
    start = 1 if text.startswith(BOM) else 0
    if text.startswith("{", start):
        return unfenced(text, start)
    opening = OPENING.match(text, start)
    if opening is None or (opening[1], opening[2]) not in FENCES:
        return None
    syntax, closing = FENCES[opening[1], opening[2]]
    closed = CLOSING[closing].search(text, opening.end() - 1)
    if closed is None:
        return None
    return Fenced(syntax, opening.end(), closed.start() + 1, closed.end())


def unfenced(text: str, start: int) -> Fenced | None:
    """Find a JSON object with nothing else on its last line, or what was meant as one."""
    if OBJECT.match(text, start) is None:
        return None
    try:
        _, stop = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        closed = BROKEN_OBJECT.match(text, start) and OBJECT_END.search(text, start)
        return Fenced("json", start, closed.end(), closed.end()) if closed else None
    after = AFTER_OBJECT.match(text, stop)
    return Fenced("json", start, stop, after.end()) if after else None


def promises_keys(syntax: str, content: str) -> bool:
    """Tell whether something begins like a front matter, though it cannot be read as one."""
    first = FIRST_LINE.match(content)
    return first is not None and KEY_AHEAD[syntax].match(first[1].lstrip()) is not None
