"""HTML: how targets are spelled, and what of a source or a target is text and what is not."""

from dataclasses import replace

import pytest
from laws import spelling

from l10n.document import Segment
from l10n.formats.html import FORMAT
from l10n.markup.nodes import Glue, Marked, NodeKind

FRENCH = FORMAT.configured({}, "fr")

EMBEDDED = {
    "a changed text": ("<p> Un\n mot </p>", "Una palabra", "<p> Una palabra </p>"),
    "references of the source": ("<p>L&rsquo;&eacute;t&eacute;&nbsp;!</p>", "¡el’é\xa0!", "<p>¡el&rsquo;&eacute;&nbsp;!</p>"),
    "one without a semicolon": ("<p>&eacute t</p>", "été", "<p>&eacute;t&eacute;</p>"),
    "a character that the source has as it is": ("<p>é</p>", "é’", "<p>é’</p>"),
    "letters by numbers": ("<p>&#97;b</p>", "aab", "<p>aab</p>"),
    "a reference typed": ("<p>a</p>", "b&nbsp;!", "<p>b&nbsp;!</p>"),
    "an ampersand": ("<p>R&D</p>", "I&D & co", "<p>I&D & co</p>"),
    "an ampersand that would start a reference": ("<p>a</p>", "b &copy c &#65 d", "<p>b &amp;copy c &amp;#65 d</p>"),
    "an escaped ampersand": ("<p>a</p>", "&amp;lt; &amp;", "<p>&amp;lt; &amp;</p>"),
    "a sign that starts nothing": ("<p>a</p>", "3 < 4 <3", "<p>3 < 4 <3</p>"),
    "a sign that would start a tag": ("<p>a</p>", "b <c", "<p>b &lt;c</p>"),
    "a tag without its end": ("<p>a</p>", '<b title="x>c</b>', '<p>&lt;b title="x>c</b></p>'),
    "a comment without its end": ("<p>a</p>", "b <!-- c", "<p>b &lt;!-- c</p>"),
    "tags as they are": ("<p>a <b>b</b></p>", '<B a="&copy">c</B>&nbsp;d', '<p><B a="&copy">c</B>&nbsp;d</p>'),
    "code as it is": ("<p>&eacute; <code>&eacute;é</code></p>", "é <code>&eacute;é</code> é", "<p>&eacute; <code>&eacute;é</code> &eacute;</p>"),
    "spaces at the ends": ("<p>a</p>", "\n b\n c \xa0", "<p>b c</p>"),
    "quotes by references": ("<p>&quot;a&quot;</p>", '"b"', "<p>&quot;b&quot;</p>"),
    "a title": ("<title>a &lt;b&gt;</title>", "c <d> </title>", "<title>c <d> &lt;/title></title>"),
    "double quotes": ('<img alt="a">', "\"b\" 'c'", "<img alt=\"&quot;b&quot; 'c'\">"),
    "single quotes": ("<img alt='a'>", "\"b\" l'c", "<img alt='\"b\" l&#39;c'>"),
    "no quotes": ("<img alt=a/>", "b c", '<img alt="b c">'),
    "the author's way with quotes": ("<img alt='l&apos;a'>", "l'b", "<img alt='l&apos;b'>"),
    "spaces in quotes": ('<img alt=" a ">', "b\nc", '<img alt=" b c ">'),
    "an ampersand in quotes": ('<img alt="R&amp;D">', "I&amp;D &copy=x", '<img alt="I&amp;D &amp;copy=x">'),
    "a meta without quotes": ("<meta name=description content=a>", "b > c", '<meta name=description content="b > c">'),
}  # fmt: skip

MARKED = {
    "plain": ("Un mot", "Un mot", []),
    "references": ("R&amp;D &lt;b&gt;&nbsp;&copy", "R&D <b>\xa0&copy", []),
    "a pair": ("Un <b class=x>mot</b>", "Un mot", [("pair", "mot", 'b class="x"')]),
    "nested pairs": ("<b>Un <i>mot</i></b>", "Un mot", [("pair", "Un mot", "b"), ("pair", "mot", "i")]),
    "attributes in another order": ("<A title='x' HREF=\"/a\">b</A>", "b", [("pair", "b", 'a href="/a" title')]),
    "a line break": ("Un<br/>mot", "Unmot", [("void", "", "br")]),
    "an image": ('a <img src=x alt="Photo"> b', "a  b", [("void", "", 'img alt src="x"')]),
    "an anchor": ("a <a id=x></a>b", "a b", [("void", "", 'a id="x"')]),
    "a linked image": ("a <a href=x><img src=y></a>", "a ", [("void", "", 'a href="x" img src="y"')]),
    "a comment": ("a<!-- b -->c", "ac", [("void", "", "<!-- b -->")]),
    "a drawing": ("a <svg><title>x</title></svg> b", "a  b", [("void", "", "svg")]),
    "code": ("a <code>&lt;b></code>", "a <b>", [("atom", "<b>", "code <b>")]),
    "not to be translated": ("<i translate=no>Le <b>nom</b></i>", "Le nom", [("atom", "Le nom", 'i translate="no" b Le nom')]),
    "another language": ("<i lang=en>you</i> <i lang=fr>tu</i>", "you tu", [("atom", "you", 'i lang="en" you'), ("pair", "tu", 'i lang="fr"')]),
    "an exponent": ("m<sup>2</sup>", "m2", [("atom", "2", "sup 2")]),
    "an ordinal": ("1<sup>er</sup>", "1er", [("pair", "er", "sup")]),
    "a footnote's mark": ('a<a href="#n">[1]</a>', "a[1]", [("atom", "[1]", 'a href="#n" [1]')]),
    "spaces": ("a \n b", "a b", []),
}  # fmt: skip

LOOSE = {
    "an end tag": ("a</b>", ("</b>",)),
    "a start tag": ("<b>a", ("<b>",)),
    "crossing tags": ("<b>a<i>b</b>c</i>", ("<i>", "</i>")),
    "links in each other": ("<a>a<a>b</a>", ("<a>",)),
    "nothing": ("<b>a</b> < b", ()),
    "end tags in the wrong order": ("<b><i>a</b></i>", ()),
}


def segment(page: str) -> Segment:
    return FRENCH.parse(page).segments[0]


@pytest.mark.parametrize("case", EMBEDDED)
def test_targets_as_the_article_spells_them(case: str) -> None:
    page, target, expected = EMBEDDED[case]
    assert spelling(FRENCH, page, target) == expected


@pytest.mark.parametrize("case", MARKED)
def test_text_and_nodes(case: str) -> None:
    source, text, nodes = MARKED[case]
    marked = FRENCH.inline(segment("<p>a</p>"), source)
    assert marked.text == text
    assert [
        (str(one.kind), marked.text[one.start : one.end], one.name) for one in marked.nodes
    ] == nodes


@pytest.mark.parametrize("case", LOOSE)
def test_loose_tags(case: str) -> None:
    target, expected = LOOSE[case]
    assert FRENCH.inline(segment("<p>a</p>"), target).loose == expected


def test_parents_come_first() -> None:
    marked = FRENCH.inline(segment("<p>a</p>"), "<b>a<br><i>b</i></b><u>c</u>")
    assert [(one.open, one.close, one.parent) for one in marked.nodes] == [
        ("<b>", "</b>", -1),
        ("<br>", "", 0),
        ("<i>", "</i>", 0),
        ("<u>", "</u>", -1),
    ]


def test_glue() -> None:
    marked = FRENCH.inline(segment("<p>a</p>"), 'a<br>b<sup>1</sup><img src=x><a href="#n">2</a>')
    assert [one.glue for one in marked.nodes] == [Glue.BOTH, Glue.LEFT, Glue.FREE, Glue.LEFT]


def test_texts_inside_a_tag() -> None:
    marked = FRENCH.inline(segment("<p>a</p>"), "a <img alt='l&#39;été' src=x title=Mer> b")
    node = marked.nodes[0]
    assert node.inner == ("l'été", "Mer")
    assert node.shell == ("<img alt='", "' src=x title=\"", '">')
    told = replace(marked, nodes=(replace(node, inner=('d\'"e"', "f")),))
    assert FRENCH.spell(segment("<p>a</p>"), told) == 'a <img alt=\'d&#39;"e"\' src=x title="f"> b'


def test_no_tags_in_titles_and_attributes() -> None:
    for page in ("<title>a <b>b</b></title>", "<img alt='a <b>b</b>'>"):
        found = segment(page)
        assert FRENCH.inline(found, found.source) == Marked("a <b>b</b>")


@pytest.mark.parametrize(
    ("page", "text", "expected"),
    [
        ("<p>a</p>", "R&D <b> 3 < 4", "R&amp;D &lt;b> 3 &lt; 4"),
        ("<p>R&D</p>", "I&D &lt;", "I&D &amp;lt;"),
        ("<p>a < b</p>", "3 < 4 <b>", "3 < 4 &lt;b>"),
        ("<p>&lt;b&gt;</p>", "<b>", "&lt;b&gt;"),
        ("<img alt='a'>", "<b> &lt;", "&lt;b> &amp;lt;"),
    ],
)
def test_escapes(page: str, text: str, expected: str) -> None:
    found = segment(page)
    spelled = FRENCH.spell(found, Marked(text))
    assert spelled == expected
    assert FRENCH.inline(found, spelled).text == text


def test_nodes_move_with_their_text() -> None:
    found = segment("<p>La <b>maison <i>bleue</i></b><br>ici</p>")
    marked = FRENCH.inline(found, found.source)
    house, blue, line = marked.nodes
    moved = Marked(
        "Here: the blue house",
        (
            replace(line, start=5, end=5, parent=-1),
            replace(house, start=10, end=20),
            replace(blue, start=10, end=14, parent=1),
        ),
    )
    assert FRENCH.spell(found, moved) == "Here:<br> the <b><i>blue</i> house</b>"
    assert house.kind is NodeKind.PAIR
