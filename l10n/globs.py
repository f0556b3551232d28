"""Globs over paths with `/`, as `.gitignore` reads them."""

import re

PIECES = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]/]+\]|[^*?\[]+|\[")
MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(glob: str, path: str) -> bool:
    """Tell whether a path fits; one name alone fits in any folder.

    >>> [matches("*.htm", "docs/a.htm"), matches("docs/**", "docs/x/a.md"), matches("a/*", "a/b/c")]
    [True, True, False]
    """
    anywhere = "" if "/" in glob else "(?:.*/)?"
    return re.fullmatch(anywhere + "".join(map(spelled, PIECES.findall(glob))), path) is not None


def spelled(piece: str) -> str:
    """Write a piece of a glob as a regular expression."""
    if len(piece) > 1 and piece[0] == "[":
        inner = re.sub(r"([\\\[&~|^])", r"\\\1", piece[2:-1] if piece[1] == "!" else piece[1:-1])
        return f"[^/{inner}]" if piece[1] == "!" else f"[{inner}]"
    return MEANING.get(piece) or re.escape(piece)


def names_files(glob: str) -> bool:
    """Tell whether its last part says anything of a file's name, as `docs/**` does not.

    >>> [names_files("docs/*.inc"), names_files("docs/**")]
    [True, False]
    """
    return bool(glob.rpartition("/")[2].strip("*?"))
