"""HTML: which stretches are segments, of what kind, under which headings."""

import pytest
from laws import seen

from l10n.formats.html import FORMAT

FRENCH = FORMAT.configured({}, "fr")
P, H, L, C = "paragraph", "heading", "list item", "table cell"
D, T, B, M = "image description", "tooltip", "label", "metadata"

BLOCKS = {
    "nothing": ("", []),
    "no letters": ("<p>12 – 30</p><p>&nbsp;</p><p>&mdash;</p>", []),
    "a text without tags": ("Bonjour", [(P, "Bonjour")]),
    "headings": ("<h1>Un</h1><h6>Six</h6>", [(H, "Un"), (H, "Six")]),
    "the title": ("<title>Un <b>&amp; deux</title>", [("title", "Un <b>&amp; deux")]),
    "a list without end tags": ("<ul><li>un<li>deux</ul>", [(L, "un"), (L, "deux")]),
    "a paragraph in an item": ("<li><p>un</p></li>", [(L, "un")]),
    "a table": ("<table><caption>A<tr><th>B<td>C</table>D", [("caption", "A"), (C, "B"), (C, "C"), (P, "D")]),
    "terms": ("<dl><dt>Mot<dd>Sens</dl>", [("term", "Mot"), ("definition", "Sens")]),
    "a figure": ("<figure><img alt=Phare src=a><figcaption>Le phare</figure>", [(D, "Phare"), ("caption", "Le phare")]),
    "a form": ("<legend>A</legend><label>B <input></label><select><optgroup label=C><option>D</select><button>E</button>", [(B, "A"), (B, "B"), (B, "C"), (B, "D"), (B, "E")]),
    "a summary": ("<details><summary>A</summary>B</details>", [(B, "A"), (P, "B")]),
    "a footnote": ("<ol><li id=fn1><p>Note.</p></li></ol>", [("footnote", "Note.")]),
    "text around blocks": ("un<div>deux</div>trois<hr>quatre", [(P, "un"), (P, "deux"), (P, "trois"), (P, "quatre")]),
    "a line break": ("<p>un<br>deux</p>", [(P, "un<br>deux")]),
    "two line breaks": ("<p>un<br>\n<br/>deux</p>", [(P, "un"), (P, "deux")]),
    "two line breaks in an inline element": ("<p>un <i>deux<br><br>trois</i></p>", [(P, "un <i>deux<br><br>trois</i>")]),
    "a link around blocks": ("<a href=x><h2>A</h2><p>B</p></a>", [(H, "A"), (P, "B")]),
    "a menu": ("<nav><a href=1>Un</a> | <a href=2>Deux</a></nav>", [(P, "Un"), (P, "Deux")]),
    "links in a sentence": ("<p><a href=1>Un</a> et <a href=2>deux</a></p>", [(P, "<a href=1>Un</a> et <a href=2>deux</a>")]),
    "a page of frames": ("<frameset>non<frame title=Menu></frameset>non", [(T, "Menu")]),
    "after the end": ("<body>un</body></html>deux", [(P, "un"), (P, "deux")]),
}  # fmt: skip

PEELING = {
    "tags around everything": ("<p><b><i> Un </i></b></p>", "Un"),
    "tags around a part": ("<p><b>Un</b> mot</p>", "<b>Un</b> mot"),
    "spaces at the ends": ("<p> &nbsp;\n Un mot&#160;</p>", "Un mot"),
    "an image at the end": ("<p>Un mot <img src=a></p>", "Un mot"),
    "an image inside": ("<p>Un <img src=a> mot</p>", "Un <img src=a> mot"),
    "anchors at the ends": ("<h2><a id=x></a>Un mot<a name=y></a></h2>", "Un mot"),
    "a permanent link": ('<h2>Un mot<a href="#x">¶</a></h2>', "Un mot"),
    "a footnote's mark": ('<p>Un mot<a href="#n"><sup>1</sup></a></p>', 'Un mot<a href="#n"><sup>1</sup></a>'),
    "comments at the ends": ("<p><!-- a -->Un mot<!-- b --></p>", "Un mot"),
    "line breaks at the ends": ("<p><br>Un mot<br><wbr></p>", "Un mot"),
    "an icon": ("<p><svg><path/></svg> Un mot</p>", "Un mot"),
    "a field after its label": ("<p>Nom : <input name=n></p>", "Nom :"),
    "Word's bullet": ("<p><![if !supportLists]><span>o<span>&nbsp; </span></span><![endif]>Un mot</p>", "Un mot"),
    "lines": ("<p>Un\n  mot\r\nplié</p>", "Un mot plié"),
    "lines in a tag": ('<p>Un <a\n href="a"\n   title="b\nc">mot</a>.</p>', 'Un <a href="a" title="b\nc">mot</a>.'),
    "references": ("<p>L&rsquo;&eacute;t&eacute;&nbsp;&lt;R&amp;D R&D &#38;&#60;&copy&foo;</p>", "L’été\xa0&lt;R&amp;D R&D &amp;&lt;©&foo;"),
    "what would become a reference": ("<p>a &am&#112;; b</p>", "a &amp;amp; b"),
    "code in a sentence": ("<p>Le <code>a &lt;\n b</code> ici</p>", "Le <code>a &lt; b</code> ici"),
    "end tags in the wrong order": ("<p>Un <b><i>mot</b></i> ici</p>", "Un <b><i>mot</b></i> ici"),
    "an end tag that browsers ignore": ("<p>Un</font> mot</p>", "Un</font> mot"),
    "a small-than sign": ("<p>3 < 4 et 5 > 2</p>", "3 < 4 et 5 > 2"),
    "an author's upper case": ("<P>Un <B>mot</B></P>", "Un <B>mot</B>"),
}  # fmt: skip

ALONE = {
    "scripts and styles": "<script>var a='<p>x</p>'</script><style>p{}</style><noscript></noscript>",
    "blocks of code": "<pre>Bonjour <b>toi</b></pre><xmp><p>x</xmp><listing>x</listing>",
    "code by itself": "<p><code>Bonjour</code>, <kbd>a</kbd></p><li><var>x</var></li>",
    "drawings and formulas": "<svg><title>a</title><text>b</text></svg><math><mi>x</mi></math>",
    "templates": "<template><p>Bonjour</p></template><xml><o:p>Bonjour</o:p></xml>",
    "comments": "<!-- <p>Bonjour</p> --><!--[if IE]><p>Bonjour</p><![endif]--><!x><?php echo ?><!DOCTYPE a>",
    "what is embedded": "<iframe>Bonjour</iframe><object>Bonjour</object><textarea>Bonjour</textarea>",
    "what is not to be translated": "<p translate=no>a <b>b</b></p><div class='x notranslate'><p>c</p></div>",
    "its attributes": "<img alt=Bonjour translate=no>",
    "another language": "<p lang=en>Hello <i>you</i></p><div xml:lang='DE-at'><p>Du</p></div>",
    "hidden fields": "<input type=hidden value=Bonjour><input type=text value=Bonjour>",
    "names of images and addresses": "<img alt=photo.jpg><a title='https://example.org/x'></a>",
    "what is off": "<!-- l10n: off --><p>a</p><img alt=b>",
    "an article of tags without end": "<b><i><a href=x>",
}

ATTRIBUTES = {
    "an image by itself": ("<p><img alt='Un &quot;phare&quot;' title=Phare></p>", [(D, 'Un "phare"'), (T, "Phare")]),
    "without quotes": ("<img alt=Phare>", [(D, "Phare")]),
    "on two lines": ('<img alt=" Un\n  phare ">', [(D, "Un phare")]),
    "upper case": ('<IMG ALT="Phare">', [(D, "Phare")]),
    "given twice": ("<img alt=Un alt=Deux>", [(D, "Un")]),
    "an ampersand that is none": ("<a title='a &copy=b'></a>", [(T, "a &copy=b")]),
    "labels": ("<a aria-label=A></a><input placeholder=B><track label=C><option label=D>", [(B, "A"), (B, "B"), (B, "C"), (B, "D")]),
    "buttons": ("<input type=submit value=A><input type=RESET value=B><button value=c></button>", [(B, "A"), (B, "B")]),
    "tables": ("<table summary=A><th abbr=B><td abbr=c></table>", [(B, "A"), (C, "B")]),
    "metas": ("<meta name=Description content=A><meta content=B property=og:title><meta name=author content=c>", [(M, "A"), (M, "B")]),
    "a link of the head": ("<link rel=next title='Page 2'>", []),
    "around a segment": ("<p title=A><a title=B><b>C</b></a></p>", [(T, "A"), (T, "B"), (P, "C")]),
    "inside a segment": ("<p>C'est <a title=B>un lien</a></p>", [(P, "C'est <a title=B>un lien</a>")]),
    "of an ignored tag": ("<p>a</p><html title=b>", [(P, "a")]),
}  # fmt: skip


@pytest.mark.parametrize("case", BLOCKS)
def test_blocks(case: str) -> None:
    page, expected = BLOCKS[case]
    assert seen(FRENCH, page) == expected


@pytest.mark.parametrize("case", PEELING)
def test_as_small_as_can_be(case: str) -> None:
    page, expected = PEELING[case]
    assert [source for _, source in seen(FRENCH, page)] == [expected]


@pytest.mark.parametrize("case", ALONE)
def test_left_alone(case: str) -> None:
    assert seen(FRENCH, ALONE[case]) == []


@pytest.mark.parametrize("case", ATTRIBUTES)
def test_attributes(case: str) -> None:
    page, expected = ATTRIBUTES[case]
    assert seen(FRENCH, page) == expected


def test_exceptions_within_what_is_left_alone() -> None:
    page = "<div translate=no>a<p translate=yes>b</p></div><div lang=en>c<p lang=fr-CA>d</p></div>"
    assert [source for _, source in seen(FRENCH, page)] == ["b", "d"]


def test_the_language_of_the_page_itself_is_not_looked_at() -> None:
    assert seen(FRENCH, "<html lang=en><body lang=en><p>Bonjour") == [(P, "Bonjour")]


def test_without_a_language_none_is_another() -> None:
    assert seen(FORMAT, "<p lang=en>Hello") == [(P, "Hello")]


def test_a_mark_at_the_beginning_does_not_hide_the_page() -> None:
    assert FRENCH.adapt("\ufeff<html><p>a", "", "es") == '\ufeff<html lang="es"><p>a'


def test_trails() -> None:
    page = "<title>T</title><h1>Un<br>mot</h1>a<h3>Trois</h3>b<h2>D<b>eux</b></h2>c<h1>Fin</h1>d"
    assert [(one.source, one.trail) for one in FRENCH.parse(page).segments] == [
        ("T", ()),
        ("Un<br>mot", ()),
        ("a", ("Unmot",)),
        ("Trois", ("Unmot",)),
        ("b", ("Unmot", "Trois")),
        ("D<b>eux</b>", ("Unmot",)),
        ("c", ("Unmot", "Deux")),
        ("Fin", ()),
        ("d", ("Fin",)),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines(end: str) -> None:
    page = f"{end}<p>a</p>{end}{end}<p{end}title='b'>c{end}d</p>e"
    assert [one.line for one in FRENCH.parse(page).segments] == [2, 5, 5, 6]


def test_directives() -> None:
    page = (
        "<!-- l10n: note Un nom --><h1>a</h1><!-- l10n: context bouton --><b>b</b>"
        "<!-- l10n: off --><p>c</p><!-- l10n: on --><p>d</p>"
    )
    segments = FRENCH.parse(page).segments
    assert [one.source for one in segments] == ["a", "b", "d"]
    assert segments[0].notes == ("Un nom",)
    assert segments[1].context == "bouton"


@pytest.mark.parametrize("page", ['<p>a</p>\n<a href="x>b</a>', "<p>a</p>\n<!-- b\n<p>c</p>"])
def test_what_cannot_be_placed_is_told(page: str) -> None:
    document = FRENCH.parse(page)
    assert [one.source for one in document.segments] == ["a"]
    assert [line for line, _ in document.unplaced] == [2]


def test_a_paragraph_wrapped_anew_is_the_same() -> None:
    one, two = "<p>Un <a href='x'>mot</a>\nplié</p>", "<p>\n  Un <a\n  href='x'>mot</a> plié\n</p>"
    assert seen(FRENCH, one) == seen(FRENCH, two)
