"""Text from outside, made fit to be read: nothing in it acts on a terminal or on CI, or hides.

What would is spelled as Python spells it: `\\x1b`, `\\u202e`, `\\U000e0041`. Where a text has
backslashes of its own in front of such a spelling, they are doubled: no two texts look the same.
"""

import json
import re

JOINERS = "\u200c\u200d"  # as Persian, the scripts of India and emoji need them
SELECTORS = "\ufe00-\ufe0f\u180b-\u180d\u180f\U000e0100-\U000e01ef"  # which form a sign has
# Controls, lone surrogates, separators of lines and paragraphs, what turns the direction
# of writing, and whatever else is not seen but for what it does.
UNSEEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
# A joiner or a selector says something once; a row of them hides something.
HIDDEN = rf"[{UNSEEN}]|(?<=[{JOINERS}])[{JOINERS}{SELECTORS}]|(?<=[{SELECTORS}])[{SELECTORS}]"
# How orders to GitHub, Azure and TeamCity begin, wherever in a line.
ORDER = r"#(?=#(?:(?i:vso|teamcity))?\[)"
ESCAPE = r"x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}"
UNFIT = re.compile(rf"(?<!\\)\\++(?={ESCAPE}|[{UNSEEN}]|{ORDER})|{HIDDEN}|{ORDER}")
# How orders to GitHub and Buildkite begin, at the head of a line.
HEAD = re.compile(r"(\s*+)(?=::|(?:---|\+\+\+|~~~|\^\^\^)(?:\s|\Z))(.)")
UNFIT_LINES = re.compile(rf"(?![\t\n]|\r\n)(?:{HIDDEN})|{ORDER}")
UNFIT_JSON = re.compile(rf"(?!\n)(?:{HIDDEN})|{ORDER}")  # JSON escapes its line breaks itself
FOREIGN = re.compile(r"[^\x00-\x7f]")
PASSWORD = re.compile(r"(?<=://)[^\s/?#@]++@")
UNSEEN_RUN = re.compile(rf"[{UNSEEN}]+")
MOST = 300  # characters of what somebody else said


def visible(text: str) -> str:
    """Spell a line so that it is one line and every character of it is seen.

    Joiners, and selectors of a sign's form, stay where there is one. Names
    and passwords in addresses are not repeated. Not to be done twice.

    >>> visible("a\\u202egpj.exe\\n"), visible("::error::x"), visible("https://me:pw@example.org")
    ('a\\\\u202egpj.exe\\\\x0a', '\\\\x3a:error::x', 'https://…@example.org')
    """
    shown = UNFIT.sub(spelled, PASSWORD.sub("…@", text))
    if head := HEAD.match(shown):
        return head[1] + escape(head[2]) + shown[head.end() :]
    return shown


def spelled(match: re.Match[str]) -> str:
    found = match[0]
    return found * 2 if found[0] == "\\" else escape(found)


def escape(char: str) -> str:
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def visible_lines(text: str) -> str:
    r"""Spell a whole text for reading: its tabs and line ends stay.

    >>> visible_lines("\tone\r\ntwo\rthree\x07\n")
    '\tone\r\ntwo\\x0dthree\\x07\n'
    """
    return UNFIT_LINES.sub(lambda match: escape(match[0]), text)


def visible_json(value: object, encoding: str = "utf-8") -> str:
    """Spell a value as JSON that is safe to look at, and reads back as that very value.

    >>> visible_json("été ##[error] \\u202e"), visible_json("été", "ascii")
    ('"été \\\\u0023#[error] \\\\u202e"', '"\\\\u00e9t\\\\u00e9"')
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    safe = UNFIT_JSON.sub(lambda match: escape_json(match[0]), text)
    try:
        safe.encode(encoding)
    except UnicodeEncodeError:
        return FOREIGN.sub(lambda match: escape_json(match[0]), safe)
    return safe


def escape_json(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def quoted(text: str) -> str:
    """Give what another program said as one line of bounded length, without what is not seen.

    >>> quoted("\\x1b[31mError:\\r\\n  no\\u202e file"), len(quoted("x" * 5000))
    ('�[31mError: no� file', 300)
    """
    line = UNSEEN_RUN.sub("�", " ".join(text[: MOST * 4].split()))
    return line if len(line) <= MOST else f"{line[: MOST - 1]}…"
