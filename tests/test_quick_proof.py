"""What is let in after a quick look would be let in after a close one."""

import random
import re
from collections.abc import Callable

import pytest
from damage import HTML, MARKDOWN, pair
from hypothesis import given
from hypothesis import strategies as st

from l10n.pipeline.gate import Original, original
from l10n.pipeline.localize import looked_at_closely
from l10n.plugins import formats

# What may turn words into something else when it is put among them.
INSERTED = {
    "markdown": [
        "*", "**", "_", "`", "[", "](x)", "![a](b)", "<b>", "</b>", "<!-- -->", "&amp;", "|",
        "\\", "~~", "$", "{{ x }}", "{% x %}", " {#a}", "1. ", "- ", "# ", "> ", "\n", "  \n",
        "[^1]", "www.a.b", "a@b.c", "http://a.b", ":::", "!!! note", "'", '"', "[a]: b", "    ",
        "---", "===", 'import "x"', "[TOC]", "2046. ", ": ", "XXXXX", "é", " ",
    ],
    "html": [
        "<b>", "</b>", "<p>", "<", ">", "&", "&amp;", "&lt;", "&lt", "&nbsp;", "<!--", "-->",
        "<br>", "'", '"', "=", "</a>", "\n", " ", "\0", "é", "<td>", "<script>", "</h1>", "1",
        "<code>x</code>", "<svg/>", "<![CDATA[", "<?x?>", ' title="a>b"', "</title>",
    ],
}  # fmt: skip
TEMPLATES = {"markdown": MARKDOWN, "html": HTML}
MORE = {
    "markdown": "## Le titre {#id}\n\n:::note Un mot\nEt *un* autre[^1]\nde `code`.\n:::\n\n"
    'Voir {{< ref x >}} ici, **ou là**.\n\n[^1]: Une note.\n\n[le lien]: /x "Le titre"\n',
    "html": "<table><tr><td>Un mot</td></tr></table><p>Et <code>x</code> puis <b>du</b> gras"
    ' <sup>1</sup>.</p><img alt="Une mer" src=x><button title=Ici>Fermer</button>',
}


def articles(name: str) -> list[Original]:
    texts = [pair(TEMPLATES[name], seed).source for seed in range(3)]
    return [original(formats()[name], text, "a") for text in (*texts, MORE[name])]


def changed(text: str, draw: Callable[[int], int], inserted: list[str]) -> str:
    """Put in, take out or move a few characters."""
    for _ in range(draw(4)):
        at, to = sorted((draw(len(text) + 1), draw(len(text) + 1)))
        match draw(3):
            case 0:
                text = text[:at] + inserted[draw(len(inserted))] + text[at:]
            case 1:
                text = text[:at] + text[at + 1 :]
            case _:
                text = text[at:to] + text[:at] + text[to:]
    return text


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_quick_proof(name: str) -> None:
    """On targets of all kinds; a fair share of them is proved quickly."""
    found = articles(name)
    certain = 0

    @given(st.randoms(use_true_random=False), st.sampled_from(found))
    def never_wrong(chance: random.Random, article: Original) -> None:
        nonlocal certain
        wild = chance.sample(article.document.segments, chance.choice((1, 1, 2)))
        targets = {s: changed(s.source, chance.randrange, INSERTED[name]) for s in wild}
        targets = {segment: target for segment, target in targets.items() if target.strip()}
        quick = article.sound(targets)
        if quick is not None:
            certain += 1
            assert looked_at_closely(article, targets) == (quick, {})

    never_wrong()
    assert certain > 5


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_most_translations_are_proved_quickly(name: str) -> None:
    """Links, emphasis, code and templates beside sentences are no obstacle."""
    article = articles(name)[-1]
    targets = {s: re.sub(r"\b[Uu]n\b", "Uno", s.source) for s in article.document.segments}
    assert article.sound(targets) is not None
