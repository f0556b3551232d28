"""HTML: the laws over made-up, hand-made, real and malformed pages."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import TARGETS, keeps_every_character, likeness, takes_marked_targets

from l10n.document import Document
from l10n.encodings import decode, encode
from l10n.formats.html import FORMAT
from l10n.markup.nodes import NodeKind

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "html").iterdir())
CORPUS = HERE.parents[1] / "shared" / "corpus" / "02_html"
REAL = sorted((CORPUS / "fr").rglob("*.html"))
TREE_CONSTRUCTION = CORPUS / "malformed" / "html5lib_tree_construction.json"
FRENCH = FORMAT.configured({}, "fr")

each_target = pytest.mark.parametrize("target", TARGETS)
needs_corpus = pytest.mark.skipif(not REAL, reason="the real pages (../shared/corpus) are not here")

# Made-up pages: tags, often of elements that browsers treat in ways of their own, and what is like tags.
NAMES = str.split("""
    a abbr address annotation-xml b body br button caption center code dd desc div dl em font
    foreignobject form frameset h1 h2 head html i iframe image img input kbd label li math meta mi
    nobr noscript o:p object option p plaintext pre rt ruby script section select span style sup svg
    table td template textarea th title tr ul video wbr xmp é
""")
ATTRIBUTES = (
    "", "", "", " a=b", ' title="x > y"', "\r\nalt='é&amp;\"'", " x\x00y=1", ' a="\r\n"', "/", " =x",
    ' "', " a=", ' a = "v"', " A=1 a=2", " a='\"' b", " alt=mot", " translate=no", " lang=en",
    " lang=fr-CA", ' class="notranslate x"', " title='l&#39;été \"x\"'", ' href="#a"',
    " name=description content=Bonjour", ' type=submit value="Aller &amp; venir"',
    ' href="/x?a=1&copy=2"', ' placeholder=" Nom\n complet "',
)  # fmt: skip
PIECES = (
    "x", "Bonjour", " le monde ", "\r\n", "\r", "\n", "\x00", "\ufeff", "😀", "é", "&amp;", "&nbsp;",
    "&eacute;", "&#8217;", "&copy", "<", ">", "<!--", "-->", "<!x>", "<?p ?>", "</", "</>", "<![CDATA[",
    "]]>", '"', "'", "\t", "\f", "--!>", "<!-->", "<!DOCTYPE html>", "  ", "R&D", "a < b", "&lt;b&gt;",
    "<!-- l10n: off -->", "<!-- l10n: on -->", "<!-- l10n: note Voir -->", "<br><br>", "1", "« mot »",
    "&quot;", "\u2028", "\x85", "\x1c",
)  # fmt: skip


@st.composite
def markup(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(NAMES))
    if draw(st.booleans()):
        return f"</{name}>"
    tag = f"<{name}{draw(st.sampled_from(ATTRIBUTES))}"
    return tag + draw(st.sampled_from([">"] * 30 + [""]))


PAGES = st.lists(st.one_of(markup(), st.sampled_from(PIECES)), max_size=18).map("".join)


def text_of(path: Path) -> str:
    return decode(path.read_bytes(), path.name).text


@given(text=st.one_of(st.text(), PAGES))
def test_any_text_comes_back(text: str) -> None:
    keeps_every_character(FRENCH, text)


@each_target
@given(page=PAGES)
def test_made_up_pages_take_targets(target: str, page: str) -> None:
    takes_marked_targets(FRENCH, page, TARGETS[target])


@given(page=PAGES, target=PAGES)
def test_any_target_is_read_and_spelled(page: str, target: str) -> None:
    for segment in FRENCH.parse(page).segments[:2]:
        marked = FRENCH.inline(segment, target)
        again = FRENCH.inline(segment, FRENCH.spell(segment, marked))
        assert likeness(again) == likeness(marked)
        assert [(one.open, one.close) for one in again.nodes] == [
            (one.open, one.close) for one in marked.nodes
        ]
        assert not again.loose
        FRENCH.embed(segment, target)


@each_target
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases_take_targets(path: Path, target: str) -> None:
    content = path.read_bytes()
    decoded = decode(content, path.name)
    takes_marked_targets(FRENCH, decoded.text, TARGETS[target])
    assert encode(decoded.text, decoded.encoding) == content


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 50


@needs_corpus
@pytest.mark.parametrize("path", REAL or [CORPUS], ids=lambda path: path.stem)
def test_real_pages_take_targets(path: Path) -> None:
    for target in TARGETS.values():
        takes_marked_targets(FRENCH, text_of(path), target)
    assert not FRENCH.parse(text_of(path)).unplaced


def malformed() -> list[str]:
    return [case["html"] for case in json.loads(TREE_CONSTRUCTION.read_text("utf-8"))]


@needs_corpus
def test_malformed_pages_take_targets() -> None:
    for page in malformed():
        takes_marked_targets(FRENCH, page, TARGETS["words"])


@needs_corpus
def test_segments_have_the_letters_that_browsers_show() -> None:
    # What <selectedcontent> shows is a copy of an option, and stands there only once.
    pages = [page for page in malformed() if "selectedcontent" not in page]
    for page in [*pages, *map(text_of, REAL)]:
        assert letters(offered(FORMAT.parse(page))) == letters(shown(page)), page[:200]


SILENT = {"code", "kbd", "math", "samp", "svg", "var", "applet", "canvas", "iframe", "listing",
          "noembed", "noframes", "object", "plaintext", "pre", "script", "style", "template",
          "textarea", "xml", "xmp"}  # fmt: skip


def shown(page: str) -> str:
    """Give the text that a conforming tree has outside code, scripts and the like."""
    from turbohtml.saxparse import Characters, EndElement, StartElement, iter_events

    found, depth, silent = [], 0, 0
    for event in iter_events(page.replace("\r", "\n")):
        match event:
            case StartElement():
                depth += 1
                out = event.tag in SILENT or ("translate", "no") in event.attrs
                out = out or "notranslate" in (dict(event.attrs).get("class") or "")
                silent = silent or depth * out
            case EndElement():
                silent = 0 if silent == depth else silent
                depth -= 1
            case Characters() if not silent:
                found.append(event.data)
    return "".join(found)


def offered(document: Document) -> str:
    """Give the text of all segments but attributes, without code and the like."""
    found = []
    for segment in document.segments:
        if segment.place == ("attribute",):
            continue
        marked = FORMAT.inline(segment, segment.source)
        text = marked.text
        for node in reversed(marked.nodes):
            if node.kind is NodeKind.ATOM and not node.name.startswith(("a ", "sub", "sup")):
                text = text[: node.start] + text[node.end :]
        found.append(text)
    return "".join(found)


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalpha, text))
