"""Markdown: the laws over made-up, hand-made and real articles; every rule as a table of cases."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import TARGETS, keeps_every_character, marked_target, seen, spelling, takes_marked_targets

from l10n.encodings import decode
from l10n.formats.markdown import FORMAT
from l10n.markup.nodes import NodeKind

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "markdown").iterdir())
CORPUS = HERE.parents[1] / "shared" / "corpus" / "01_markdown"
REAL = sorted((CORPUS / "fr").rglob("*.*md")) if CORPUS.is_dir() else []
EXAMPLES = sorted((CORPUS / "spec").glob("*.json")) if CORPUS.is_dir() else []

each_target = pytest.mark.parametrize("target", TARGETS)
needs_corpus = pytest.mark.skipif(
    not REAL, reason="the real documents (../shared/corpus) are not here"
)

# Everything that means something to the parser or to us, in any order.
PIECES = st.sampled_from(
    [
        "*", "**", "_", "`", "``", "[", "]", "(", ")", "](u)", "![a](b)", '[x](y "t")', "[a]", "[b][c]",
        "<b>", "</b>", "<br>", "<!-- c -->", "<div>\n", "</div>\n", "&amp;", "&nbsp;", "&eacute;", "\\",
        "\\*", "\\\\", "#", "# ", "## ", "> ", ">", "- ", "* ", "+ ", "1. ", "2) ", "    ", "\t", "  \n",
        "\\\n", "\n", "\n\n", "\r\n", "\r", "|", "| a | b |\n|---|:-:|\n", "---\n", "===\n", "***\n",
        "```\n", "~~~\n", "~~", "$", "$x$", "$$", "%1$s", "${x}", "${{ y }}", "^", "[^1]", "[^1]: ", "[c]: /u 'T'\n", "[a]: <v>\n",
        ": ", "mot", "été", " ", "un deux", "Paris.", "{{ x }}", "{{< y >}}", "{% z %}", "{#id}", "{: .c}",
        ":::\n", "::: tip Titre\n", '!!! note "T"\n', "<https://e.org>", "http://e.org/a_b", "a@b.fr",
        "- [ ] ", "\0", "\ufeff", "言葉", "😀", "«\u00a0", "\u00a0»", "\u202f!", "<Comp x={1}>",
        "import a from 'b'\n", "\u2028", "\x0b", "\x0c", "---\ntitle: T\n---\n", "+++\n", "<script>\n",
    ]
)  # fmt: skip
MADE_UP = st.lists(PIECES, max_size=25).map("".join)

WORD = st.text("abcdefilmnorstuéàç", min_size=2, max_size=9)
WORDS = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
INLINE = st.one_of(
    WORDS,
    WORDS,
    WORDS.map("**{}**".format),
    WORDS.map("_{}_".format),
    WORDS.map("[{}](https://example.org/a_b)".format),
    WORDS.map('[{}](../b.md "Un titre")'.format),
    WORD.map("`{}_x`".format),
    WORDS.map("<b>{}</b>".format),
    WORD.map("![{}](i.png)".format),
    st.sampled_from(
        ["{{< ref a >}}", "{{ nom }}", "$a_b$", "~~non~~", "&nbsp;!", "\\*", "5 $", "1\\. x"]
    ),
)
LINE = st.lists(INLINE, min_size=1, max_size=6).map(" ".join)
BLOCK = st.one_of(
    LINE,
    st.lists(LINE, min_size=2, max_size=4).map("\n".join),
    LINE.map("## {}".format),
    LINE.map("{}\n---".format),
    st.lists(LINE, min_size=1, max_size=3).map(lambda ls: "\n".join(f"- {ln}" for ln in ls)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda ls: "\n".join(f"{n}. {ln}" for n, ln in enumerate(ls, 3))),
    st.lists(LINE, min_size=1, max_size=3).map(lambda ls: "\n".join(f"> {ln}" for ln in ls)),
    st.tuples(WORDS, WORDS).map(lambda c: f"| {c[0]} | {c[1]} |\n|---|--:|\n| {c[1]} | `{c[0]}` |"),
    st.sampled_from(["```py\nx = 1  # été\n```", "***", "<div class=a>\n<p>Bonjour <b>toi</b></p>\n</div>", "    code"]),
    LINE.map('!!! note "Titre"\n\n    {}'.format),
    LINE.map("::: tip\n{}\n:::".format),
)  # fmt: skip
ARTICLES = st.lists(BLOCK, min_size=1, max_size=7).map("\n\n".join)


@given(text=st.one_of(MADE_UP, st.text()))
def test_any_text_comes_back(text: str) -> None:
    keeps_every_character(FORMAT, text)


@given(text=MADE_UP)
def test_any_text_can_be_read_inline(text: str) -> None:
    for segment in FORMAT.parse(text).segments:
        FORMAT.spell(segment, FORMAT.inline(segment, segment.source))
        FORMAT.inline(segment, text)
    FORMAT.outline(text)
    FORMAT.links(text)


@each_target
@given(text=ARTICLES)
def test_articles_take_targets(target: str, text: str) -> None:
    takes_marked_targets(FORMAT, text, TARGETS[target])


@each_target
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases_take_targets(path: Path, target: str) -> None:
    takes_marked_targets(FORMAT, decode(path.read_bytes(), path.name).text, TARGETS[target])


@needs_corpus
@each_target
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem[:60])
def test_real_articles_take_targets(path: Path, target: str) -> None:
    text = decode(path.read_bytes(), path.name).text
    takes_marked_targets(FORMAT, text, TARGETS[target])
    assert not FORMAT.parse(text).unplaced


# Emphasis in brackets in emphasis, next to the brackets that the pseudo engine adds.
AMBIGUOUS = {"*(*foo*)*\n", "_(_foo_)_\n"}


@needs_corpus
@each_target
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_of_the_specifications(path: Path, target: str) -> None:
    for example in json.loads(path.read_text("utf-8")):
        keeps_every_character(FORMAT, example["markdown"])
        if example["markdown"] not in AMBIGUOUS:
            takes_marked_targets(FORMAT, example["markdown"], TARGETS[target])


P, H, L, C, T = "paragraph", "heading", "list item", "table cell", "title"
STRUCTURE = {
    "nothing": ("", []),
    "headings": ("# Un\n\nDeux\n====\n\n### Trois ###\n", [(T, "Un"), (H, "Deux"), (H, "Trois")]),
    "a wrapped paragraph": ("Un\ndeux\n  trois.\n", [(P, "Un deux trois.")]),
    "Windows line ends": ("Un\r\ndeux\r\n", [(P, "Un deux")]),
    "hard breaks": ("Un  \ndeux\\\ntrois\n", [(P, "Un  \ndeux\\\ntrois")]),
    "a list": ("- un\n- deux\n\n  suite\n1. trois\n", [(L, "un"), (L, "deux"), (P, "suite"), (L, "trois")]),
    "tasks": ("- [ ] à faire\n- [x] fait\n", [(L, "à faire"), (L, "fait")]),
    "a quotation": ("> un\n> deux\ntrois\n", [(P, "un deux trois")]),
    "a GitHub alert": ("> [!NOTE]\n> Attention.\n", [(P, "Attention.")]),
    "a table": ("| a | b |\n|---|:-:|\n| c \\| d | 12 |\n", [(C, "a"), (C, "b"), (C, "c \\| d")]),
    "a footnote": ("Mot[^1].\n\n[^1]: La note.\n", [(P, "Mot[^1]."), ("footnote", "La note.")]),
    "definitions": ("Terme\n: Sens\n", [("term", "Terme"), ("definition", "Sens")]),
    "code": ("    code\n\n```js\n// été\n```\n\n~~~\ncode\n~~~\n", []),
    "code and numbers alone": ("`code` 12\n\n***\n\n12 500\n", []),
    "all bold": ("**Toute la phrase.**\n", [(P, "Toute la phrase.")]),
    "all bold and linked": ("# [**Titre**](u) #\n", [(T, "Titre")]),
    "partly bold": ("**Note** : oui\n", [(P, "**Note** : oui")]),
    "a link with a title": ('[Texte](u "Bulle")\n', [(P, "Texte"), ("tooltip", "Bulle")]),
    "a label is no text to change": ("[Texte]\n\n[texte]: /u 'Bulle'\n", [(P, "[Texte]"), ("tooltip", "Bulle")]),
    "an image alone": ("![Une photo](i.png 'Bulle')\n", [("image description", "Une photo"), ("tooltip", "Bulle")]),
    "badges": ("[![Un](a)](b) ![Deux](c)\n", [("image description", "Un"), ("image description", "Deux")]),
    "an image in a sentence": ("Voir ![la photo](i.png) ici\n", [(P, "Voir ![la photo](i.png) ici")]),
    "tags around a text": ("<b>Un</b>\n\nDeux <!-- x --> <br>\n", [(P, "Un"), (P, "Deux")]),
    "code by tags alone": ("# <a href='u'><code>foo()</code></a>\n", []),
    "marks of templates in code, far apart": ("Avec `<%=`.\n\nMot `%>` ici.\n", [(P, "Avec `<%=`."), (P, "Mot `%>` ici.")]),
    "an autolink alone": ("<https://example.org>\n", []),
    "Hugo": ("{{< note >}}\nTexte **gras**.\n{{< /note >}}\n", [(P, "Texte **gras**.")]),
    "a shortcode in a sentence": ("Voir {{< ref \"a_b_c\" >}} ici\n", [(P, "Voir {{< ref \"a_b_c\" >}} ici")]),
    "a shortcode before a text": ("{{< x >}} Texte {{< /x >}}\n", [(P, "Texte")]),
    "Liquid": ("{% include a.html %}\n\n{{ page.title }}\n\nBonjour {{ nom }}\n", [(P, "Bonjour {{ nom }}")]),
    "Liquid's code": ("{% highlight js %}\nvar été;\n{% endhighlight %}\n\nFin.\n", [(P, "Fin.")]),
    "kramdown's lists of attributes": ("# Un {: #un .x}\n\nDeux\n{: .y}\n", [(T, "Un"), (P, "Deux")]),
    "Pandoc's": ("Un [mot]{.smallcaps}\n\n![Alt](i){width=50%}\n", [(P, "Un [mot]{.smallcaps}"), ("image description", "Alt")]),
    "containers": ("::: tip Un titre\nTexte\n:::\n", [("label", "Un titre"), (P, "Texte")]),
    "containers without title": (":::warning\nTexte\n:::\n", [(P, "Texte")]),
    "Docusaurus's containers": (":::note[Un titre]\n\nTexte\n\n:::\n", [("label", "Un titre"), (P, "Texte")]),
    "admonitions": ('!!! note "Titre"\n\n    Texte\n\n    - point\n\nFin\n', [("label", "Titre"), (P, "Texte"), (L, "point"), (P, "Fin")]),
    "tabs": ('=== "Onglet"\n\n    Texte\n', [("label", "Onglet"), (P, "Texte")]),
    "components": ("import A from 'a'\n\n<Note>\n\nTexte\n\n</Note>\n\n<A x={() => 1}/>\n", [(P, "Texte")]),
    "a component in a sentence": ("Un <A x={{b: 1}}>mot</A> ici\n", [(P, "Un <A x={{b: 1}}>mot</A> ici")]),
    "MDX comments": ("## Titre {/*titre*/}\n", [(H, "Titre")]),
    "mathematics": ("$$\nx = 1\n$$\n\nSoit $x$ un réel, 5 $ et 10 $.\n", [(P, "Soit $x$ un réel, 5 $ et 10 $.")]),
    "a table of contents": ("[[toc]]\n\n[TOC]\n\nTexte\n", [(P, "Texte")]),
    "HTML blocks": ("<div>\n<p>Un <em>mot</em></p>\n</div>\n", [(P, "Un <em>mot</em>")]),
    "switched off": ("<!-- l10n: off -->\n\nNon\n\n<!-- l10n: on -->\n\nOui\n", [(P, "Oui")]),
    "front matter": ("---\ntitle: Un titre\ndate: 2024-01-02\n---\n\nTexte\n", [(T, "Un titre"), (P, "Texte")]),
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCTURE)
def test_structure(name: str) -> None:
    text, expected = STRUCTURE[name]
    assert seen(FORMAT, text) == expected


LONG = "mot " * 15 + "dernier"
EMBEDDED = {
    "wrapped at the same width": (f"> {LONG}\n> {LONG}\n> fin.\n", "wort " * 30 + "Ende.", "> " + "wort " * 13 + "\n> " + "wort " * 13 + "\n> wort wort wort wort Ende.\n"),
    "on one line where lines have no width": ("Un\ndeux trois\nquatre.\n", "eins zwei", "eins zwei\n"),
    "hard breaks stay": ("- Un  \n  deux\n", "Eins  \nzwei", "- Eins  \n  zwei\n"),
    "line ends of a target's own are spaces": ("# Un\n", "Eins\n  zwei", "# Eins zwei\n"),
    "a title's quotes": ('![a](b "Un")\n', ("a", 'Das "Eine"'), '![a](b "Das \\"Eine\\"")\n'),
    "no list out of a line": (f"{LONG}\n{LONG}\nfin.\n", "wort " * 13 + "ab - wort 1. wort", "wort " * 13 + "\nab - wort 1. wort\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", EMBEDDED)
def test_embed(name: str) -> None:
    text, targets, expected = EMBEDDED[name]
    rebuilt = spelling(FORMAT, text, *((targets,) if isinstance(targets, str) else targets))
    assert [line.rstrip(" ") for line in rebuilt.split("\n")] == [
        line.rstrip(" ") for line in expected.split("\n")
    ]


INLINED = {
    "emphasis": ("Un **mot _très_ gras**", "Un mot très gras", ["strong", "emphasis"]),
    "a link": ("Un [lien](u 'T')", "Un lien", ["link u"]),
    "code": ("Le `a_b` et ``c`d``", "Le a_b et c`d", ["code a_b", "code c`d"]),
    "escapes": (r"2 \* 3 \_ &amp; &eacute;", "2 * 3 _ & é", []),
    "addresses": ("Voir https://a.fr/b_c. Ou a.b@c.fr !", "Voir https://a.fr/b_c. Ou a.b@c.fr !", ["address https://a.fr/b_c", "address a.b@c.fr"]),
    "an autolink": ("Voir <https://a.fr>", "Voir https://a.fr", ["link https://a.fr"]),
    "HTML": ('Un <b class="x">mot</b> <br/> <code>f_g</code>', "Un mot  f_g", ["<b class=x>", "<br>", "<code> f_g"]),
    "templates": ("Un {{ mot }} {{< x >}} ici", "Un {{ mot }}  ici", ["template {{ mot }}", "template {{< x >}}"]),
    "an image": ("Un ![mot](i)", "Un ", ["image i"]),
    "a break": ("Un  \ndeux", "Un deux", ["break"]),
    "mathematics": ("Soit $a_b$", "Soit a_b", ["math a_b"]),
    "ordinals of mathematics": ("Le $n$ième, $x^2$s", "Le nième, x^2s", ["math n", "math x^2"]),
    "mathematics without spaces": ("設$x$為$y$", "設x為y", ["math x", "math y"]),
    "placeholders": ("De %1$s à %2$s", "De %1$s à %2$s", []),
    "placeholders and code": ("%1$s, `${A}` et **${A}.**", "%1$s, ${A} et ${A}.", ["code ${A}", "strong"]),
    "variables": ("${A}/${B} ou (${C})", "${A}/${B} ou (${C})", []),
    "variables and mathematics": ("$A/$B : $c$ ou ${x}^2$", "$A/$B : c ou {x}^2", ["math c", "math {x}^2"]),
    "money": ("De 10$, 20$, 30$, ₠", "De 10$, 20$, 30$, ₠", []),
    "expressions": ("${{ a.b }}/${{ c }}, x", "${{ a.b }}/${{ c }}, x", ["template ${{ a.b }}", "template ${{ c }}"]),
    "addresses with dollar signs": ("[a](x$y) [b](z$w)", "a b", ["link x$y", "link z$w"]),
}  # fmt: skip


@pytest.mark.parametrize("name", INLINED)
def test_inline(name: str) -> None:
    text, expected, nodes = INLINED[name]
    segment = FORMAT.parse(f"{text} fin\n").segments[0]
    marked = FORMAT.inline(segment, text)
    assert (marked.text, [node.name for node in marked.nodes]) == (expected, nodes)


DOLLARS = (
    "Il y a %1$s *un* et %2$s *deux*",
    "# Le ${A} et ${B} *c*",
    "| 5$, 6$ |\n|--|\n| $a_b$ mot |",
    "> De %1$s\n> et %2$s",
)


@pytest.mark.parametrize("text", DOLLARS)
def test_dollar_signs_read_alike_in_articles_and_segments(text: str) -> None:
    document = FORMAT.parse(f"{text}\n")
    inside = [node for one in document.segments for node in FORMAT.inline(one, one.source).nodes]
    named = Counter(node.name for node in inside)
    outlined = "\n".join(FORMAT.outline(f"{text}\n"))
    assert all(outlined.count(name) == count for name, count in named.items())
    assert outlined.count("math") == sum(name.startswith("math") for name in named.elements())
    for segment in document.segments:
        marked = FORMAT.inline(segment, segment.source)
        spelled = FORMAT.spell(segment, marked)
        assert "\\$" not in spelled
        assert FORMAT.inline(segment, spelled) == marked


LOOSE = {
    "Un ** mot": "**",
    "Un **mot": "**",
    "Un [lien] (u)": "] (",
    "Un `code": "`",
    "# Titre": "what reads as heading",
    "- point": "what reads as list",
    "1. point": "what reads as list",
    "> cité": "what reads as block quote",
    "```": "what reads as code block",
    "Un\n\ndeux": "what reads as paragraph",
    "Un\n---": "what reads as heading",
    "<div>": "what reads as html block",
}


@pytest.mark.parametrize("text", LOOSE)
def test_what_breaks_a_paragraph_is_told(text: str) -> None:
    segment = FORMAT.parse("Mot.\n").segments[0]
    assert LOOSE[text] in FORMAT.inline(segment, text).loose


SPELLED = {
    "marks among the words": ("Un mot.", "2 * 3 * 4 [x](y) <b> `c` _d_", r"2 \* 3 \* 4"),
    "a number that would begin a list": ("Un mot.", "1. x", r"1\. x"),
    "a bar in a cell": ("| a |\n|---|\n", "x | y", r"x \| y"),
    "quotation marks at the edge of bold": ("Un **mot**ici", "Un **«x»**y", "Un «**x**»y"),
}


@pytest.mark.parametrize("name", SPELLED)
def test_spelling_of_odd_words(name: str) -> None:
    article, words, expected = SPELLED[name]
    segment = FORMAT.parse(article).segments[0]
    marked = FORMAT.inline(segment, segment.source)
    if "**" in words:
        node = marked.nodes[0]
        start = words.index("**")
        text = words.replace("**", "")
        end = words.rindex("**") - 2
        moved = type(node)(NodeKind.PAIR, start, end, "**", "**", -1, "strong")
        spelled = FORMAT.spell(segment, type(marked)(text, (moved,)))
    else:
        spelled = FORMAT.spell(segment, type(marked)(words))
        assert FORMAT.inline(segment, spelled).text == words
        assert not FORMAT.inline(segment, spelled).nodes
    assert expected in spelled


def test_a_word_of_the_author_to_translators() -> None:
    text = (
        "<!-- l10n: note Un journal. -->\n<!-- l10n: context presse -->\n\nLe Monde\n\nLe Monde\n"
    )
    first, second = FORMAT.parse(text).segments
    assert (first.notes, first.context) == (("Un journal.",), "presse")
    assert (second.notes, second.context) == ((), None)


def test_trails() -> None:
    text = "# Un\n\na\n\n## Deux\n\nb\n\n# Trois\n\nc\n"
    assert [segment.trail for segment in FORMAT.parse(text).segments] == [
        (), ("Un",), ("Un",), ("Un", "Deux"), (), ("Trois",),
    ]  # fmt: skip


def test_lines_are_the_articles() -> None:
    text = "---\ntitle: T\n---\n\n# Un\n\n<p>Deux</p>\n\nTrois\n"
    assert [segment.line for segment in FORMAT.parse(text).segments] == [2, 5, 7, 9]


def test_excluded_sections() -> None:
    form = FORMAT.configured({"exclude-headings": ["Licence.*"]}, "fr")
    text = "# Un\n\na\n\n## Licence MIT\n\nb\n\n### c\n\n## Deux\n"
    assert [source for _, source in seen(form, text)] == ["Un", "a", "Deux"]


def test_excluded_articles() -> None:
    form = FORMAT.configured({"exclude-when": {"draft": True}}, "fr")
    assert seen(form, "---\ndraft: true\n---\nUn\n") == []
    assert seen(form, "---\ndraft: false\n---\nUn\n") == [(P, "Un")]


def test_comments_in_code() -> None:
    form = FORMAT.configured({"code-comments": True}, "fr")
    text = "- Un\n\n  ```python\n  x = 1  # Le nombre\n  ```\n"
    assert seen(form, text) == [(L, "Un"), ("code comment", "Le nombre")]
    assert spelling(form, text, "Eins", "Die Zahl") == text.replace("Un", "Eins").replace(
        "Le nombre", "Die Zahl"
    )
    assert form.outline(text) == form.outline(text.replace("Le nombre", "Die Zahl"))
    assert form.outline(text) != form.outline(text.replace("x = 1", "x = 2"))


@pytest.mark.parametrize(
    "options",
    [{"frontmatter": []}, {"heading-ids": "yes"}, {"exclude-headings": ["("]}, {"code-comments": "no"}, {"front-matter": "title"}],
)  # fmt: skip
def test_wrong_options_are_refused(options: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError), match=next(iter(options))):
        FORMAT.configured(options, "fr")


KEPT = {
    "none": ("## Titel\n", {"heading-ids": "none"}),
    "attribute": ("## Titel {#un-titre}\n", {"heading-ids": "attribute"}),
    "anchor": ('## <a id="un-titre"></a>Titel\n', {"heading-ids": "anchor"}),
    "auto": ('## <a id="un-titre"></a>Titel\n', {}),
    "kramdown": (
        "## Titel {#un-titre}\n",
        {"heading-ids": "attribute", "heading-slugs": "kramdown"},
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_generated_ids_are_kept_alive(name: str) -> None:
    expected, options = KEPT[name]
    form = FORMAT.configured(options, "fr")
    adapted = form.adapt("## Titel\n", "## Un titre\n", "de")
    assert adapted == expected
    assert name == "none" or "un-titre" in form.links(adapted).ids


def test_explicit_and_equal_ids_stay() -> None:
    original = "# Un {#un}\n\n## A\n\n## A\n"
    adapted = FORMAT.adapt("# Eins {#un}\n\n## B\n\n## B\n", original, "de")
    assert adapted == "# Eins {#un}\n\n## B {#a}\n\n## B {#a-1}\n"
    assert FORMAT.links(adapted).ids == FORMAT.links(original).ids
    assert FORMAT.adapt(original, original, "de") == original


def test_links() -> None:
    text = "# Un titre\n\n[a](b.md#c) ![d](e.png)\n<a id='f' href='g'>h</a> `[i](j)`\n\n<p id=k><a href='l'>m</a></p>\n"
    links = FORMAT.links(text)
    assert links.ids >= {"un-titre", "f", "k"}
    assert links.targets == ((3, "b.md#c"), (3, "e.png"), (4, "g"), (6, "l"))


DAMAGED = [
    ("# Un\n", "## Un\n"),
    ("- a\n", "1. a\n"),
    ("3. a\n", "4. a\n"),
    ("- a\n- b\n", "- a\n  - b\n"),
    ("| a | b |\n|---|---|\n", "| a | b |\n|---|--:|\n"),
    ("[a](b)\n", "[a](c)\n"),
    ("![a](b)\n", "![a](c)\n"),
    ("[a]({{< b >}}) c\n", "[a]({{< d >}}) c\n"),
    ("`a`\n", "`b`\n"),
    ("```\na\n```\n", "```\nb\n```\n"),
    ("a <b class=x>c</b>\n", "a <b class=y>c</b>\n"),
    ("**a** b\n", "a b\n"),
    ("> a\n", "a\n"),
    ("a[^1]\n\n[^1]: b\n", "a\n\n[^1]: b\n"),
    ("<div class=a>\n<p>b</p>\n</div>\n", "<div class=c>\n<p>b</p>\n</div>\n"),
]


@pytest.mark.parametrize("pair", DAMAGED, ids=lambda pair: repr(pair[1]))
def test_outline_tells_damage(pair: tuple[str, str]) -> None:
    assert FORMAT.outline(pair[0]) != FORMAT.outline(pair[1])


def test_outline_does_not_mind_words() -> None:
    one = "# Un\n\n**a** et [b](c) `d`\n\n- e\n"
    other = "# Eins\n\n[zwei](c) `d` und **drei**\n\n- vier\n"
    assert FORMAT.outline(one) == FORMAT.outline(other)


HOSTILE = ["[" * 50_000, "*a " * 30_000, "`" * 60_000, "> " * 20_000, "{{" * 40_000, "<a {" * 20_000, "![" * 30_000,
           "| a " * 20_000, "_" * 60_000, "<!--" * 20_000, "&" * 60_000, "::: " + " " * 60_000, "$" * 40_000,
           "a$ " * 20_000, "a$, " * 20_000, "%1$s " * 20_000, "${A}/" * 20_000,
           "a\n" * 40_000, "- " * 5_000, "[a](b " * 20_000, "# a {" * 20_000, "!!! " + " " * 60_000 + "x", "<b>{:.c}" * 9_000]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_hostile_texts_come_back(text: str) -> None:
    """Were anything quadratic, these would take minutes; `make fuzz` measures it."""
    keeps_every_character(FORMAT, text)
    FORMAT.outline(text)


def test_a_megabyte() -> None:
    chance = random.Random(1)  # noqa: S311
    words = ["mot", "**gras**", "[lien](u)", "`code`", "été", "{{ x }}", "&nbsp;!", "<b>x</b>"]
    lines = (
        " ".join(chance.choices(words, k=12)) + chance.choice(["\n", "\n\n", "\n\n- "])
        for _ in range(14_000)
    )
    text = "".join(lines)
    assert len(text) > 1_000_000
    assert len(keeps_every_character(FORMAT, text).segments) > 5_000


def test_targets_are_spelled_as_their_sources() -> None:
    segment = FORMAT.parse("Un *mot* ici\n").segments[0]
    assert marked_target(FORMAT, segment, str.upper) == "UN *MOT* ICI"
