"""Formatting over translations: the invariants for any tree and any text, then cases."""

import re
from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest
from brackets import marked, spelled
from hypothesis import given
from hypothesis import strategies as st

from l10n.alignment import Alignment, Link
from l10n.engines.pseudo import disguised
from l10n.markup.nodes import Glue, Marked, Node, NodeKind
from l10n.markup.plan import plan
from l10n.markup.projection import Projected, intact, lines, project, split, without
from l10n.markup.proposals import Proposal
from l10n.markup.solving import needed, place
from l10n.markup.tokens import extending, tokens

# Trees

CHUNKS = (
    *("mot", "le", "Paris", "l’", "qu'", "CO2", "1er", "1 234,5", "10:30", "don't", "peut-être"),
    *("maison", "blanche", "e\u0301te\u0301", "漢字", "かな", "ภาษาไทย", "ไทย้", "हिन्दी", "العربية"),
    *("👩‍💻", "👍🏽", "🇫🇷🇪🇸", "❤️", ".", ",", " :", "!", "?", "(", ")", "« ", " »", "…", "-", "–", "⟦"),
    *(" ", " ", " ", " ", "  ", "\u00a0", "\u202f", "\n", "x_y", "`", "<b>", "**", "\u200b"),
)  # fmt: skip
SURFACES = ("x", "make install", "a.b", "{0}", "x_y()", "mot", "le", "1.5", "", " ", "漢字", "l’")
chunks = st.lists(st.sampled_from(CHUNKS), max_size=4).map("".join)
Tree = str | tuple[NodeKind, Glue, str, list["Tree"]]


def trees(depth: int) -> st.SearchStrategy[list[Tree]]:
    leaf = st.one_of(
        chunks,
        st.tuples(
            st.just(NodeKind.VOID),
            st.sampled_from(Glue),
            st.sampled_from(("", "break")),
            st.just([]),
        ),
        st.tuples(
            st.just(NodeKind.ATOM), st.sampled_from(Glue), st.sampled_from(SURFACES), st.just([])
        ),
    )
    if not depth:
        return st.lists(leaf, max_size=3)
    pair = st.tuples(
        st.just(NodeKind.PAIR),
        st.just(Glue.FREE),
        st.just(""),
        st.deferred(lambda: trees(depth - 1)),
    )
    return st.lists(st.one_of(chunks, leaf, pair), max_size=5)


def grown(tree: list[Tree]) -> Marked:
    """Make text and nodes of a tree; every node's `open` is its number."""
    text: list[str] = []
    nodes: list[Node] = []

    def grow(items: list[Tree], parent: int) -> None:
        for item in items:
            if isinstance(item, str):
                text.append(item)
                continue
            kind, glue, said, inside = item
            start, own = sum(map(len, text)), len(nodes)
            name = said if kind is NodeKind.VOID else f"{kind} {said}"
            nodes.append(Node(kind, start, start, str(own), parent=parent, name=name, glue=glue))
            if kind is NodeKind.ATOM:
                text.append(said)
            grow(inside, own)
            nodes[own] = replace(nodes[own], end=sum(map(len, text)))

    grow(tree, -1)
    return Marked("".join(text), tuple(nodes))


# Engines, of which most are not to be trusted

ENGINES: dict[str, Callable[[str], str]] = {
    "identity": str,
    "accents": disguised,
    "reversed words": lambda text: " ".join(reversed(text.split(" "))),
    "reversed characters": lambda text: text[::-1],
    "every other word": lambda text: " ".join(text.split(" ")[::2]),
    "only spaces": lambda text: " \n" * (len(text) % 3),
    "nothing": lambda text: "",
    "doubled": lambda text: f"{text} {text}",
    "words doubled": lambda text: " ".join(f"{word} {word}" for word in text.split(" ")),
    "shouted": str.upper,
    "one word": lambda text: "mot",
    "without spaces": lambda text: "".join(text.split()),
    "framed": lambda text: f"\n ¿{text}? \n",
    "lines": lambda text: text.replace(" ", "\n"),
}
texts = st.lists(st.sampled_from((*CHUNKS, *SURFACES)), max_size=12).map("".join)
engines = st.one_of(
    st.sampled_from(sorted(ENGINES)).map(ENGINES.__getitem__),
    texts.map(lambda text: lambda _: text),
    st.text(max_size=20).map(lambda text: lambda _: text),
    st.randoms(use_true_random=False).map(
        lambda chance: lambda text: " ".join(chance.sample(text.split(" "), text.count(" ") + 1))
    ),
)
edges = st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60)), max_size=4)
# Alignments, of which most are nonsense: reversed, outside of the texts, not even numbers.
stretches = st.tuples(st.integers(-9, 60), st.integers(-9, 60)) | st.tuples(
    st.integers(0, 40), st.just(10**9)
)
weights = st.floats(allow_nan=True, allow_infinity=True) | st.sampled_from((0.0, 0.3, 0.9, 1.0))
links = st.lists(st.builds(Link, stretches, stretches, weights), max_size=6).map(tuple)
alignments = st.lists(st.builds(Alignment, links, weights, st.just("chance")), max_size=2)


# The invariants


def bare(text: str) -> str:
    return "".join(text.split())


def keeps_the_tree(before: Marked, after: Marked) -> None:
    """I2, I3, I9: all nodes once each, unchanged, under the parents they had."""
    for node in after.nodes:
        old = before.nodes[int(node.open)]
        parents = [one[n.parent].open if n.parent >= 0 else "" for one, n in
                   ((before.nodes, old), (after.nodes, node))]  # fmt: skip
        assert parents[0] == parents[1]
        assert replace(node, start=0, end=0, parent=0) == replace(old, start=0, end=0, parent=0)
    assert sorted(n.open for n in after.nodes) == sorted(n.open for n in before.nodes)


def nests(after: Marked) -> None:
    """I1: nodes are in order, within their parents and beside their siblings."""
    last: dict[int, int] = {}
    path: list[int] = []
    for at, node in enumerate(after.nodes):
        while path and path[-1] != node.parent:
            path.pop()
        assert node.parent == (path[-1] if path else -1)
        path.append(at)
        inside = after.nodes[node.parent] if node.parent >= 0 else None
        low, high = (inside.start, inside.end) if inside else (0, len(after.text))
        assert max(low, last.get(node.parent, low)) <= node.start <= node.end <= high
        last[node.parent] = node.end


def atoms_of(one: Marked) -> list[Node]:
    return [node for node in one.nodes if node.kind is NodeKind.ATOM]


def keeps_the_words(before: Marked, answer: str, after: Marked) -> None:
    """I4, I5: the text is the engine's, but for ATOMs, which are the source's, and for spaces."""
    rest, end = [], 0
    for node in atoms_of(after):
        old = before.nodes[int(node.open)]
        assert after.text[node.start : node.end] == before.text[old.start : old.end]
        rest.append(after.text[end : node.start])
        end = node.end
    said, come = bare("".join((*rest, after.text[end:]))), bare(answer)
    if not atoms_of(before):
        assert said == come
        blank = any(not before.text[node.start : node.end].strip() for node in before.nodes)
        if not blank and not any(node.start == node.end for node in after.nodes):
            lines = "".join(" " if c.isspace() and f"{c}.".splitlines()[1:] else c for c in answer)
            assert after.text.strip() == lines.strip()
        return
    left = iter(come)
    assert all(character in left for character in said)
    surfaces = sum(len(bare(before.text[n.start : n.end])) for n in atoms_of(before))
    assert len(come) - len(said) <= surfaces


def cuts_nothing(before: Marked, answer: str, after: Marked) -> None:
    """I6: no node begins or ends inside a character, a number or a word, if none did before."""
    regex = pytest.importorskip("regex")
    text = after.text
    clusters = {0, len(text), *(match.end() for match in regex.finditer(r"\X", text))}
    breaks = {node.start for node in after.nodes if node.ends_line}
    for node in after.nodes:
        for spot in (node.start, node.end):
            behind, ahead = text[max(0, spot - 1) : spot], text[spot : spot + 1]
            if node.kind is NodeKind.ATOM or {behind, ahead} & ATOM_ENDS:
                continue
            stray = any(extending(word[0]) for word in answer.split())  # a mark on no letter
            assert spot in clusters or behind.isspace() or stray, (text, spot)
            if not (spot in breaks or cut_inside(before)):
                assert not (behind.isalpha() and ahead.isalpha()) or spaceless(behind + ahead)
                assert not (behind.isdigit() and ahead.isdigit())


ATOM_ENDS = {end for surface in SURFACES for end in (surface[:1], surface[-1:])}


def spaceless(letters: str) -> bool:
    return any("\u0e00" <= letter <= "\u0eff" or letter >= "\u3040" for letter in letters)


def cut_inside(before: Marked) -> bool:
    """Tell whether some node begins or ends inside a word of the source."""
    spots = {spot for node in before.nodes for spot in (node.start, node.end)}
    return any(t.start < spot < t.end for t in tokens(before.text) for spot in spots)


def hugs(before: Marked, after: Marked) -> None:
    """I7: no space just inside a pair, but for those of ATOMs, blank pairs and of the source."""
    blank = [node for node in after.nodes if not after.text[node.start : node.end].strip()]
    own = {at for node in (*atoms_of(after), *blank) for at in range(node.start, node.end)}
    points = {node.start for node in after.nodes if node.start == node.end}
    for node in after.nodes:
        old = before.nodes[int(node.open)]
        held = before.text[old.start : old.end]
        if node.kind is NodeKind.PAIR and node not in blank and held == held.strip():
            outer = {at for at in (node.start, node.end - 1) if not {at, at + 1} & points} - own
            assert not any(after.text[at].isspace() for at in outer), (after.text, node)


def has_words(one: Marked, node: Node) -> bool:
    """Tell whether a PAIR holds a word that is no ATOM's."""
    own = {at for atom in atoms_of(one) for at in range(atom.start, atom.end)}
    return any(one.text[at].isalnum() and at not in own for at in range(node.start, node.end))


def covers_words(before: Marked, projected: Projected) -> None:
    """I8: what had words has some, or it is said."""
    for node in projected.marked.nodes:
        old = before.nodes[int(node.open)]
        if node.kind is NodeKind.PAIR and has_words(before, old):
            assert has_words(projected.marked, node) or (node.name or "pair") in projected.lost


@given(trees(3).map(grown), engines, edges, st.booleans(), alignments)
def test_whatever_the_tree_and_the_text(
    source: Marked,
    engine: Callable[[str], str],
    known: list[tuple[int, int]],
    without: bool,
    told: list[Alignment],
) -> None:
    asked = plan(source, without_atoms=without)
    answer = engine(asked.text)
    projected = project(asked, answer, known, told)
    after = projected.marked
    assert projected == project(asked, answer, known, told)  # I11
    assert set(projected.doubts) | set(projected.lost) <= {n.name or n.kind for n in source.nodes}
    if not source.nodes:
        assert (after, projected.doubts) == (Marked(answer), ())  # I12
        return
    keeps_the_tree(source, after)
    nests(after)
    if after == source:
        return
    keeps_the_words(source, answer, after)
    cuts_nothing(source, answer, after)
    hugs(source, after)
    covers_words(source, projected)


@given(trees(3).map(grown))
def test_an_unchanged_text_is_the_source_again(source: Marked) -> None:
    assert project(source, plan(source).text) == Projected(source)


@given(trees(3).map(grown), st.data())
def test_any_proposals_are_solved(source: Marked, data: st.DataObject) -> None:
    """I1 to I3 and I8 of the solver alone."""
    flags = data.draw(st.lists(st.booleans(), max_size=8))
    words = [sum(flags[:at]) for at in range(len(flags) + 1)]
    gap = st.integers(-2, len(flags) + 2)
    score = st.sampled_from((0.3, 0.6, 1.0))
    spans = [sorted((data.draw(gap), data.draw(gap))) for _ in source.nodes]
    proposals = [Proposal(start, end, data.draw(score)) for start, end in spans]
    needs = needed(source.nodes, [int(node.kind is NodeKind.PAIR) for node in source.nodes])
    placed = place(source.nodes, proposals, needs, words)
    for at, (start, end) in enumerate(placed):
        parent = source.nodes[at].parent
        low, high = placed[parent] if parent >= 0 else (0, len(flags))
        assert low <= start <= end <= high
        for other in source.children(parent):
            assert other == at or placed[other][1] <= start or end <= placed[other][0]
    whole = sum(needs[at] for at in source.children(-1))
    if whole <= words[-1]:
        assert all(
            words[end] - words[start] >= need
            for (start, end), need in zip(placed, needs, strict=True)
        )


# Cases: source, what the engine made of it, target, doubts


CASES = (
    # all of a segment or a sentence, and marks at its ends
    ("[b]Tout le mot[/b]", "The whole word", "[b]The whole word[/b]", ""),
    ("[b][i]mot[/i][/b]", "word", "[b][i]word[/i][/b]", ""),
    ("[b]Le mot[/b].", "The word.", "[b]The word[/b].", ""),
    ("[b]Note[/b] : suite", "Note: more", "[b]Note[/b]: more", ""),
    ("[b]Avis :[/b] suite", "Notice: more", "[b]Notice:[/b] more", ""),
    ("« [i]mot[/i] » dit", "“word” said", "“[i]word[/i]” said", ""),
    ("Dit ([i]mot[/i]) ici", "Said (word) here", "Said ([i]word[/i]) here", ""),
    # the same words again
    ("vu [a]Paris[/a] hier", "yesterday saw Paris", "yesterday saw [a]Paris[/a]", ""),
    ("[a]A[/a] et [b]B[/b]", "B and A", "[b]B[/b] and [a]A[/a]", ""),
    ("[a]A[/a] et [a]A[/a]", "A and A", "[a]A[/a] and [a]A[/a]", ""),
    ("CO[sub]2[/sub] ici", "here CO2", "here CO[sub]2[/sub]", ""),
    ("in[i]croy[/i]able vue", "incroyable view", "in[i]croy[/i]able view", ""),
    ("in[i]croy[/i]able vue", "incredible view", "[i]incredible[/i] view", "i"),
    ("vu [a]Paris[/a] hier", "Paris saw Paris", "[a]Paris[/a] saw Paris", "a"),
    # by guess
    ("l’[i]eau[/i] froide", "the cold water", "the [i]cold[/i] water", "i"),
    ("[b]peut[/b]-être", "quizá sí", "[b]quizá[/b] sí", "b"),
    ("[b]de[/b] [i]le[/i] mur", "del muro", "[b]del[/b] [i]muro[/i]", "b, i"),
    ("ne [b]le[/b] voit [b]pas[/b]", "漢字漢字", None, "b"),
    # points
    ("[img a]x] suite", "more", "[img a]x] more", ""),
    ("suite [img a]x]", "more", "more [img a]x]", ""),
    ("voir [img a]x] ici", "see here", "see [img a]x] here", "image a"),
    ("voir [img a]x] ici", "see, here", "see, [img a]x] here", "image a"),
    ("[b][img a]x] mot[/b] ici", "word here", "[b][img a]x] word[/b] here", "b"),
    ("[b]mot [img a]x][/b] suite", "word more", "[b]word [img a]x][/b] more", "b, image a"),
    ("un[b] [/b]deux", "one two", "one[b] [/b]two", "b"),
    ("un[b] [/b]deux", "uno,", "uno[b] [/b],", "b"),
    ("mot[^1]. Suite[^2].", "word. More.", "word[^1]. More[^2].", ""),
    ("mot[^1][^2] suite", "word more", "word[^1][^2] more", "note 1, note 2"),
    ("« mot »[^1] suite", "“word” more", "“word”[^1] more", ""),
    ("vu Paris[^1] hier", "yesterday saw Paris", "yesterday saw Paris[^1]", ""),
    ("un[br]deux", "one\ntwo", "one[br]two", ""),
    ("un [br]deux", "one\ntwo", "one [br]two", ""),
    ("un[br] deux", "one\ntwo", "one[br] two", ""),
    ("un[br][br]deux", "one\ntwo", "one[br][br]two", ""),
    ("[b]un[br]deux[/b]", "one\ntwo", "[b]one[br]two[/b]", ""),
    ("un[br]deux", "one two", "one[br]two", "break"),
    # atoms
    ("dans {a b} ici", "here in a b", "here in {a b}", ""),
    ("{x} et {y}", "y and x", "{y} and {x}", ""),
    ("{x}, puis {x}", "x, then x", "{x}, then {x}", ""),
    ("{a b} et {a}", "a and a b", "{a} and {a b}", ""),
    ("dans {x} ici", "in max here", "in {x} max here", "code x"),
    ("dans {e} ici", "in e\u0301 here", "in {e} e\u0301 here", "code e"),
    ("[b]voir {x}[/b] ici", "here x seen", None, "b"),
    ("dans {x} ici", "in X here", "in {x} X here", "code x"),
    ("dans {x} ici", "in x x here", "in {x} x here", "code x"),
    ("[a]{x}[/a] ici", "here x", "here [a]{x}[/a]", ""),
    ("dans l’{x} ici", "in here", None, "code x"),
    ("({x}) ici", "() here", "({x}) here", "code x"),
    (
        "[a]un {x}[/a], [b]deux {y}[/b]",
        "y two, x one",
        "[a]two {x}[/a], [b]one {y}[/b]",
        "a, code x, b, code y",
    ),
    ("peut-[b]{x} être[/b]", "quizá-ser", "quizá-[b]{x} ser[/b]", "b, code x"),
    ("{x}", "", "{x}", "code x"),
    # nothing to hold on to
    ("[b]mot[/b][^1]", "", "[b][/b][^1]", "b"),
    ("mot\n suite[^1]", "word more", "word more[^1]", ""),
)


@pytest.mark.parametrize(("source", "answer", "target", "doubts"), CASES)  # fmt: skip
def test_cases(source: str, answer: str, target: str | None, doubts: str) -> None:
    projected = project(marked(source), answer)
    if target is not None:
        assert spelled(projected.marked) == target
    assert ", ".join(projected.doubts) == doubts


# Cases with alignments: source, words of the target with the words they are due to


ALIGNED = (
    # an adjective changes sides
    ("une [b]maison[/b] blanche", "a=une white=blanche house=maison", "a white [b]house[/b]"),
    (
        "la [b]maison[/b] [i]blanche[/i]",
        "the=la white=blanche house=maison",
        "the [i]white[/i] [b]house[/b]",
    ),
    # several words, and marks at their ends
    ("il [b]faut partir[/b] ici", "one must=faut leave=partir here=ici",
     "one [b]must leave[/b] here"),
    ("dit « [i]mot doux[/i] » ici", "said=dit “ sweet=doux word=mot ” here=ici",
     "said “ [i]sweet word[/i] ” here"),
    ("un [b]mot doux,[/b] ici", "a=un sweet=doux word=mot , here=ici",
     "a [b]sweet word ,[/b] here"),
    # a word between others that is due to nothing
    ("un [b]chat noir[/b] ici", "a=un cat=chat that is black=noir here=ici",
     "a [b]cat that is black[/b] here"),
    # the words are there more often than before: the ones that are due to the node
    ("vu [a]Paris[/a] hier", "Paris=vu saw=hier Paris=Paris", "Paris saw [a]Paris[/a]"),
    # points stay at what they stand beside
    ("un mot[^1] doux ici", "a=un sweet=doux word=mot here=ici", "a sweet word[^1] here"),
    ("un petit [img a]x] mot doux", "a=un little=petit sweet=doux word=mot",
     "a little [img a]x] sweet word"),
)  # fmt: skip


def told(source: str, words: str, trust: float = 0.9) -> tuple[str, Alignment]:
    """Read a target and its alignment."""
    text, target, links = plan(marked(source)).text, "", []
    for word in words.split():
        said, _, due = word.partition("=")
        start = len(target)
        target += f"{said} "
        if due:
            at = text.index(due)
            links.append(Link((at, at + len(due)), (start, start + len(said)), 1.0))
    return target.rstrip(), Alignment(tuple(links), trust, "test")


@pytest.mark.parametrize(("source", "words", "target"), ALIGNED)
def test_alignments_say_where_nodes_go(source: str, words: str, target: str) -> None:
    answer, alignment = told(source, words)
    projected = project(marked(source), answer, (), (alignment,))
    assert spelled(projected.marked) == target
    assert projected.doubts == ()


def test_alignments_that_are_not_trusted_leave_doubts() -> None:
    source = "une [b]maison[/b] blanche"
    answer, alignment = told(source, "a=une white=blanche house=maison", trust=0.4)
    projected = project(marked(source), answer, (), (alignment,))
    assert spelled(projected.marked) == "a white [b]house[/b]"
    assert projected.doubts == ("b",)


def test_alignments_that_disagree_leave_doubts() -> None:
    source = "une [b]maison[/b] blanche"
    answer, right = told(source, "a=une white=blanche house=maison")
    _, wrong = told(source, "a=une white=maison house=blanche", trust=0.5)
    projected = project(marked(source), answer, (), (right, wrong))
    assert spelled(projected.marked) == "a white [b]house[/b]"
    assert projected.doubts == ("b",)


# Parts of words


PARTS = (
    ("le 1[sup]er[/sup] mai", "el=le 1.º=1er mayo=mai", "el 1.[sup]º[/sup] mayo", ""),
    ("le 1[sup]er[/sup] mai", "the=le 1st=1er May=mai", "the 1[sup]st[/sup] May", ""),
    ("le 1[sup]er[/sup] mai", "el=le 1er=1er mayo=mai", "el 1[sup]er[/sup] mayo", ""),
    ("le 1[sup]er[/sup] mai", "le=le 12th=1er May=mai", "le [sup]12th[/sup] May", "sup"),
    ("de 5 m[sup]3[/sup] ici", "of=de 5=5 m³=m3 here=ici", "of 5 m[sup]³[/sup] here", ""),
    ("au XIX[sup]e[/sup] siècle", "el=au XIX=XIXe siglo=siècle", "el [sup]XIX[/sup] siglo", "sup"),
    ("voir M[sup]me[/sup] Roy", "ver=voir Sra=Mme Roy=Roy", "ver [sup]Sra[/sup] Roy", "sup"),
    ("voir M[sup]me[/sup] Roy", "see=voir Madam=Mme Roy=Roy", "see [sup]Madam[/sup] Roy", "sup"),
    ("le [b]L[/b]ivre", "the=le book=Livre", "the [b]book[/b]", "b"),
)


@pytest.mark.parametrize(("source", "words", "target", "doubts"), PARTS)
def test_parts_of_words(source: str, words: str, target: str, doubts: str) -> None:
    answer, alignment = told(source, words, trust=0.98)
    projected = project(marked(source), answer, (), (alignment,))
    assert spelled(projected.marked) == target
    assert ", ".join(projected.doubts) == doubts


ANY_WORDS = st.lists(
    st.sampled_from(["un", "1er", "XIXe", "1.º", "M", "Me", "1st", "chat", ".", "XIX"]),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(st.sampled_from(["XIX", "1", "M"]), st.sampled_from(["e", "er"]), ANY_WORDS)
def test_what_leaves_its_part_of_a_word_is_told(stem: str, end: str, answer: str) -> None:
    projected = project(marked(f"un {stem}[b]{end}[/b] chat"), answer)
    (node,) = projected.marked.nodes
    text = projected.marked.text
    beside = text[: node.start].endswith(stem) and node.start > 0
    assert projected.doubts or (beside and text[node.end : node.end + 1] in ("", " ", "."))


# Words that go missing, and words that come


UNEVEN = (
    ("des [b]grandes firmes[/b] [i]rouges[/i]", "grandaj=grandes rugxaj=rouges firmoj=firmes",
     None, "b"),
    ("au [i]Royaume-Uni[/i] froid", "al=au Regne=au Unit=Royaume-Uni fred=froid",
     "al [i]Regne Unit[/i] fred", "i"),
    ("un [b]chemin de fer suisse[/b] neuf", "un=un tren=chemin nou=neuf",
     "un [b]tren[/b] nou", "b"),
    ("un [b]mot[/b] ici", "one=un longer=mot and=mot endless=mot story=mot here=ici",
     "one [b]longer and endless story[/b] here", "b"),
    ("vers [b]New York[/b], loin", "cap=vers Nova=New York=York , lluny=loin",
     "cap [b]Nova York[/b] , lluny", ""),
)  # fmt: skip


@pytest.mark.parametrize(("source", "words", "target", "doubts"), UNEVEN)
def test_words_that_are_missing_leave_doubts(
    source: str, words: str, target: str | None, doubts: str
) -> None:
    answer, alignment = told(source, words, trust=0.98)
    projected = project(marked(source), answer, (), (alignment,))
    assert target in (None, spelled(projected.marked))
    assert ", ".join(projected.doubts) == doubts


# No sentence's formatting goes to another one


SENTENCE = st.lists(st.sampled_from(["un", "chat", "Paris", "le", "12"]), min_size=1, max_size=4)


@given(st.lists(st.tuples(SENTENCE, SENTENCE), min_size=1, max_size=4), st.data())
def test_nodes_stay_in_their_sentences(
    some: list[tuple[list[str], list[str]]], data: st.DataObject
) -> None:
    """By the marks at their ends alone, and whatever an alignment says."""
    where = data.draw(st.integers(0, len(some) - 1))
    words = some[where][0]
    count = data.draw(st.integers(1, 2 if len(words) > 1 else 1))
    bold = [f"[b]{word}[/b]" for word in words[:count]] + words[count:]
    source = " ".join(
        " ".join(bold if at == where else ours) + "." for at, (ours, _) in enumerate(some)
    )
    target = " ".join(" ".join(theirs) + "." for _, theirs in some)
    spot = data.draw(st.integers(0, len(target) - 1))
    start = plan(marked(source)).text.index(words[0])
    link = Link((start, start + len(words[0])), (spot, spot + 1), 1.0)
    projected = project(marked(source), target, (), (Alignment((link,), 0.98, "test"),))
    ends = [at + 1 for at, letter in enumerate(projected.marked.text) if letter == "."]
    begin = ends[where - 1] if where else 0
    for node in projected.marked.nodes:
        assert begin <= node.start <= node.end <= ends[where]


def test_a_dropped_word_leaves_its_formatting_in_its_sentence() -> None:
    projected = project(marked("Il ne va [b]pas[/b]. Un chat dort."), "No va. Un gato duerme.")
    assert spelled(projected.marked) == "No [b]va[/b]. Un gato duerme."
    assert projected.doubts == ("b",)


def test_alignments_count_the_spaces_around_an_answer() -> None:
    source = "une [b]maison[/b] blanche"
    answer, alignment = told(source, "a=une white=blanche house=maison")
    moved = tuple(
        link._replace(target=(link.target[0] + 2, link.target[1] + 2)) for link in alignment.links
    )
    projected = project(marked(source), f"  {answer} ", (), (replace(alignment, links=moved),))
    assert spelled(projected.marked) == "a white [b]house[/b]"


def test_ends_of_sentences_hold_nodes() -> None:
    source, answer = "[b]Un chat dort.[/b] Le chien court.", "A cat is sleeping. The dog runs."
    edges = ((0, 0), (13, 18), (14, 19), (29, 32))
    projected = project(marked(source), answer, edges)
    assert spelled(projected.marked) == "[b]A cat is sleeping.[/b] The dog runs."
    assert projected.doubts == ()


def test_ends_of_sentences_count_the_spaces_around_an_answer() -> None:
    source, answer = "[b]Un chat dort.[/b] Le chien court.", "  A cat sleeps. It runs. "
    projected = project(marked(source), answer, ((0, 2), (13, 15), (14, 16), (29, 24)))
    assert spelled(projected.marked) == "[b]A cat sleeps.[/b] It runs."
    assert projected.doubts == ()


@pytest.mark.parametrize(
    ("text", "stretches", "left"),
    [
        ("voir x ici", [(5, 6)], "voir ici"),
        ("voir x, ici", [(5, 6)], "voir , ici"),
        ("l’x ici", [(2, 3)], "l’ ici"),
        ("voir\u00a0x ici", [(5, 6)], "voir\u00a0ici"),
        ("x ici", [(0, 1)], " ici"),
        ("voir x", [(5, 6)], "voir "),
        ("xy", [(1, 2), (0, 1)], ""),
        ("a xy b z c", [(7, 8), (2, 4)], "a b c"),
        ("rien", [], "rien"),
    ],
)
def test_stretches_go_with_one_of_two_spaces(
    text: str, stretches: list[tuple[int, int]], left: str
) -> None:
    assert without(text, stretches) == left


@pytest.mark.parametrize(
    ("offsets", "words"),
    [
        ([], "1st|of|22nd"),
        ([1], "1|st|of|22nd"),
        ([1, 9], "1|st|of|22|nd"),
        ([9], "1st|of|22|nd"),
        ([3], "1st|of|22nd"),
        ([4], "1st|of|22nd"),
        ([11], "1st|of|22nd"),
    ],
)
def test_tokens_are_cut_inside_them(offsets: list[int], words: str) -> None:
    text = "1st of 22nd"
    cut = list(split(tokens(text), text, offsets))
    assert [text[token.start : token.end] for token in cut] == words.split("|")
    assert [str(token.key) for token in cut] == words.split("|")


def test_line_breaks_correspond_where_there_are_as_many() -> None:
    assert list(lines("a\nbc\nd", "ab\n\nc")) == [(1, 2), (4, 3)]
    assert list(lines("a\nb", "ab")) == list(lines("ab", "a\nb")) == []


def test_answers_that_keep_all_atoms_are_intact() -> None:
    asked = plan(marked("dans {x} et {y}"))
    assert intact(asked, "in y and x")
    assert not intact(asked, "in y and z")
    assert not intact(asked, "in x, y and x")


def test_pairs_that_lose_their_words_are_named() -> None:
    projected = project(marked("[a]un[/a] [b]deux[/b] trois"), "one")
    assert len(projected.lost) == 1
    assert project(marked("[a]un[/a] [b]deux[/b] trois"), "one two").lost == ()


def test_what_engines_are_asked() -> None:
    asked = {
        "  voir [img a]x] ici ": "voir ici",
        "un [br] deux[br][br]trois": "un\ndeux\ntrois",
        "un\n [b]deux[/b]": "un deux",
        "Lancez {make}, puis {x}.": "Lancez make, puis x.",
        r"\[sic\]  ici": "[sic]  ici",
    }
    assert {spelling: plan(marked(spelling)).text for spelling in asked} == asked
    bare = {
        "Lancez {make}, puis {x}.": "Lancez, puis.",
        "{make} compile": "compile",
        "dans {x} ici": "dans ici",
        "pré{x}fixe": "pré fixe",
        "l’{x}[br]({y})": "l’\n()",
    }
    found = {s: plan(marked(s), without_atoms=True).text for s in bare}
    assert found == bare


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’été 1 234,5 €…", "L’|été|1 234,5|€|…"),
        ("don't peut-être qu'il", "don't|peut|-|être|qu'|il"),
        ("10:30 A320 CO2 1er", "10:30|A320|CO2|1er"),
        ("e\u0301te\u0301 漢字 👩‍💻👍🏽🇫🇷🇪🇸", "e\u0301te\u0301|漢|字|👩‍💻|👍🏽|🇫🇷|🇪🇸"),
        ("हिन्दी العربية", "हिन्दी|العربية"),
    ],
)
def test_tokens(text: str, words: str) -> None:
    assert [text[token.start : token.end] for token in tokens(text)] == words.split("|")


# Long segments


def pairs(count: int) -> Marked:
    size = len("mot00000 suite ")
    nodes = (
        Node(NodeKind.PAIR, at * size, at * size + 8, "<", ">", name="b") for at in range(count)
    )
    return Marked("".join(f"mot{at:05} suite " for at in range(count)), tuple(nodes))


def codes(count: int) -> Marked:
    nodes = (replace(node, kind=NodeKind.ATOM) for node in pairs(count).nodes)
    return replace(pairs(count), nodes=tuple(nodes))


def breaks(count: int) -> Marked:
    nodes = (
        replace(node, kind=NodeKind.VOID, end=node.start, name="br") for node in pairs(count).nodes
    )
    return replace(pairs(count), nodes=tuple(nodes))


def nested(count: int) -> Marked:
    text = "mot " * count
    nodes = (Node(NodeKind.PAIR, at, len(text) - at, "<", parent=at - 1) for at in range(count))
    return Marked(text, tuple(nodes))


def same_codes(count: int) -> Marked:
    nodes = (Node(NodeKind.ATOM, 3 * at, 3 * at + 2, "<") for at in range(count))
    return Marked("le " * count, tuple(nodes))


def one_spot(count: int) -> Marked:
    return Marked("mot " * count, (Node(NodeKind.VOID, 7, 7, "<"),) * count)


def crossing(source: str, target: str) -> Alignment:
    """Align words with words, and some stretches with the whole text."""
    words = zip(re.finditer(r"\S+", source), re.finditer(r"\S+", target), strict=False)
    links = [Link(one.span(), other.span(), 0.7) for one, other in words]
    wide = [Link((at, len(source)), (0, len(target)), 0.5) for at in range(9)]
    return Alignment((*links, *wide), 0.9, "test")


@pytest.mark.parametrize("engine", ["shouted", "reversed words", "every other word", "nothing"])
@pytest.mark.parametrize("made", [pairs, codes, breaks, nested, same_codes, one_spot])
def test_time_is_linear(made: Callable[[int], Marked], engine: str) -> None:
    """Four times the length takes about four times as long; quadratic would be sixteen."""

    def seconds(count: int) -> float:
        asked = plan(made(count))
        answer = ENGINES[engine](asked.text)
        told = crossing(asked.text, answer)
        begun = process_time()
        project(asked, answer, (), (told,))
        return process_time() - begun

    small = min(seconds(500) for _ in range(2))
    assert min(seconds(2000) for _ in range(2)) < 10 * small + 0.05
