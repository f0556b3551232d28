"""Throw made-up and mangled articles at the parsers: `make fuzz MINUTES=30`.

Every input must come back byte for byte, be readable inline, have an outline
and links, and take no longer than its length allows. Inputs are made of pieces
that mean something to a parser, and of the tests' own articles, cut, doubled
and mixed. Prints what failed, with the input; exits with 1 if anything did.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from l10n.document import render
from l10n.formats import Format
from l10n.formats.html import FORMAT as HTML
from l10n.formats.markdown import FORMAT as MARKDOWN

CASES = Path(__file__).parents[1] / "tests" / "cases"
WORDS = """
* ** _ ` `` [ ] ( ) ](u) ![a](b) \\ \\* # > - 1. | |---| --- === ``` ~~~ $ $$ ^ [^1] [^1]: [a]:
: mot été A {{x}} {{< >}} {% %} {# #} {:.c} ::: !!! < > </ /> <b> </b> <p> </p> <br> <!-- -->
<! <? ; &amp; & &# &#x <![CDATA[ ]]> &nbsp; <script> </script> <pre> </pre> <table> <tr> <td>
<svg> <math> <title> <template> <textarea> <select> <a <img href=" alt=' " ' = title=x
translate=no lang=en <div class <Comp x={ } +++ 言 😀 «
"""
SPACES = (
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "  \n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "\0",
    "\ufeff",
    "\u2028",
    "\x0b",
)
PIECES = (
    *WORDS.split(),
    *SPACES,
    "\u00a0",
    "---\ntitle: ",
    "import a from 'b'\n",
    "# ",
    "- ",
    "> ",
)
SLOWEST = 60e-6  # seconds a character, over what a machine busy with other things takes anyway
PATIENCE = 1.0


def made_up(chance: random.Random) -> str:
    """Make an input of pieces, now and then of very many of a few."""
    if chance.random() < 0.02:
        few = chance.sample(PIECES, chance.randint(1, 3))
        return "".join(chance.choices(few, k=20_000))
    return "".join(chance.choices(PIECES, k=chance.randint(1, 80)))


def mangled(chance: random.Random, articles: list[str]) -> str:
    """Cut pieces out of the tests' articles, double them, put others between them."""
    text = chance.choice(articles)
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(text) + 1)
        stop = min(len(text), start + chance.randint(0, 60))
        new = chance.choice(["", text[start:stop] * 2, chance.choice(PIECES), made_up(chance)[:99]])
        text = text[:start] + new + text[stop:]
    return text


def tried(form: Format, text: str) -> str:
    """Say what is wrong with how a format deals with an input; nothing if all is well."""
    begin = time.process_time()
    document = form.parse(text)
    if render(document, {}) != text:
        return "did not come back"
    for segment in document.segments[:50]:
        if form.embed(segment, segment.source) != segment.raw:
            return f"embeds otherwise: {segment.source!r}"
        form.spell(segment, form.inline(segment, segment.source))
    form.outline(text)
    form.links(text)
    taken = time.process_time() - begin
    return f"took {taken:.1f} s" if taken > PATIENCE + SLOWEST * len(text) else ""


def fuzz(name: str, form: Format, minutes: float, seed: int) -> int:
    """Try inputs for some time; give how many failed."""
    folder = CASES / name
    articles = [path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.iterdir())]
    end = time.monotonic() + 60 * minutes
    count = failed = size = 0
    while time.monotonic() < end:
        chance = random.Random(f"{seed} {count}")
        makers: tuple[Callable[[], str], ...] = (
            lambda: made_up(chance),  # noqa: B023  # called at once
            lambda: mangled(chance, articles),  # noqa: B023
        )
        text = chance.choice(makers)()
        count += 1
        size += len(text)
        try:
            fault = tried(form, text)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what we look for
            fault = repr(error)
        if fault:
            failed += 1
            print(f"{name} {seed}/{count}: {fault}\n  {text[:2000]!r}", flush=True)
    print(f"{name}: {count} inputs, {size / 1e6:.0f} M characters, {failed} failed", flush=True)
    return failed


def main() -> None:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chosen = sys.argv[3:] or ["markdown", "html"]
    forms: dict[str, Format] = {"markdown": MARKDOWN, "html": HTML}
    failed = [fuzz(name, forms[name], minutes / len(chosen), seed) for name in chosen]
    sys.exit(1 if any(failed) else 0)


if __name__ == "__main__":
    main()
