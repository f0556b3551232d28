"""A segment's formatting put over its translation: all nodes, once each, nested as they were."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from l10n.alignment import Alignment
from l10n.markup.bitext import bitext
from l10n.markup.claims import Claims, claims
from l10n.markup.ladder import propose
from l10n.markup.limits import Rest, rests, seams
from l10n.markup.nodes import Marked, NodeKind
from l10n.markup.plan import Plan, Span, plan
from l10n.markup.proposals import ACCEPTED
from l10n.markup.scene import Scene, source_gaps
from l10n.markup.shares import shares
from l10n.markup.solving import needed, place
from l10n.markup.tokens import Key, Token, extending, made, tokens
from l10n.markup.writing import write

LINE_ENDS = dict.fromkeys(map(ord, "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " ")


@dataclass(frozen=True, slots=True)
class Projected:
    """A translation with the formatting of its source.

    doubts: the nodes that were placed by guess, by name, in the order of the
    source; lost: those that hold words in the source and none here.
    """

    marked: Marked
    doubts: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a translation: offsets that correspond, alignments, and where ATOMs are.

    before: how many spaces stood before the text, which the offsets of alignments count.
    """

    edges: tuple[Span, ...]
    alignments: tuple[Alignment, ...]
    before: int
    found: Claims


def intact(asked: Plan, text: str) -> bool:
    """Tell whether every ATOM that was sent came back word for word, as often as it was sent."""
    return not claims(asked, text).doubtful


def project(
    source: Marked | Plan,
    text: str,
    edges: Iterable[Span] = (),
    alignments: Sequence[Alignment] = (),
) -> Projected:
    """Put the nodes of a segment over any text that an engine made of it.

    source: the segment, or what was asked for it; edges: offsets that
    correspond in what was asked and in the text, such as those of sentences;
    alignments: what is known of the words, in the same offsets.
    """
    asked = plan(source) if isinstance(source, Marked) else source
    if not asked.source.nodes:
        return Projected(replace(asked.source, text=text))
    if text == asked.text and not asked.without_atoms:
        return Projected(asked.source)
    before = len(text) - len(text.lstrip())
    body = text.strip()
    known = sorted({*((ours, theirs - before) for ours, theirs in edges), *lines(asked.text, body)})
    found = claims(asked, body)
    told = Told(tuple(known), tuple(alignments), before, found)
    made_of = solved(asked, body.translate(LINE_ENDS), told)
    if made_of is not None:
        return made_of
    bare = without(body, found.places.values())
    return project(plan(asked.source, without_atoms=True), bare)


def lines(source: str, target: str) -> Iterator[Span]:
    """Pair the line breaks of both sides, if there are as many."""
    if source.count("\n") == target.count("\n"):
        yield from zip(line_ends(source), line_ends(target), strict=True)


def line_ends(text: str) -> Iterator[int]:
    return (at for at, character in enumerate(text) if character == "\n")


def without(text: str, stretches: Iterable[Span]) -> str:
    """Take stretches out of a text, each with one of two spaces around it."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted(stretches):
        pieces.append(text[done:start])
        done = end + (text[end : end + 1] == " " and text[start - 1 : start].isspace())
    return "".join((*pieces, text[done:]))


def solved(asked: Plan, text: str, told: Told) -> Projected | None:
    """Place all nodes; None if some ATOM cannot stay where it was found."""
    nodes = asked.source.nodes
    stretches = sorted((start, end, at) for at, (start, end) in told.found.places.items())
    whole = tokens(asked.text, asked.atoms)
    ours, theirs = cut(asked, text, whole, tokens(text, stretches))
    parts = rests(asked, whole)
    scene = seen(asked, ours, theirs, told, parts)
    proposals = propose(scene)
    if offsets := sorted(set(seams(scene, proposals))):
        theirs = tuple(split(theirs, text, offsets))
        scene = seen(asked, ours, theirs, told, parts)
        proposals = propose(scene)
    gaps, claimed = scene.gaps, scene.claimed
    before, words = scene.words
    needs = needed(nodes, [before[last] - before[first] for first, last in gaps])
    placed = place(nodes, proposals, needs, words)
    if any(placed[at][0] != claim or placed[at][1] != claim + 1 for at, claim in claimed.items()):
        return None
    guessed = (
        node.name or node.kind
        for node, span, proposal in zip(nodes, placed, proposals, strict=True)
        if proposal.score < ACCEPTED or span != proposal[:2]
    )
    lost = (
        node.name or node.kind
        for node, (first, last), need in zip(nodes, placed, needs, strict=True)
        if need and words[first] == words[last]
    )
    marked = write(asked.source, text, theirs, placed)
    return Projected(marked, tuple(dict.fromkeys(guessed)), tuple(dict.fromkeys(lost)))


def seen(
    asked: Plan,
    ours: tuple[Token, ...],
    theirs: tuple[Token, ...],
    told: Told,
    parts: Mapping[int, Rest],
) -> Scene:
    """Put a text and its translation side by side, with all that is known of both."""
    claimed = {token.key: at for at, token in enumerate(theirs) if isinstance(token.key, int)}
    gaps = source_gaps(asked, ours)
    weights = shares(ours, theirs, told.alignments, told.before)
    sides = bitext(ours, theirs, told.edges)
    return Scene(asked.source, sides, gaps, claimed, told.found.doubtful, weights, parts)


def split(whole: Sequence[Token], text: str, offsets: Sequence[int]) -> Iterator[Token]:
    """Cut tokens in two at offsets inside them."""
    waiting = list(reversed(offsets))
    for token in whole:
        if waiting and token.start < waiting[-1] < token.end:
            offset = waiting.pop()
            yield from (made(text, token.start, offset), made(text, offset, token.end))
        else:
            yield token


def cut(
    asked: Plan, text: str, ours: list[Token], theirs: list[Token]
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Cut words that came back unchanged where nodes begin or end inside them, as in CO₂."""
    starts, kept = [token.start for token in ours], {token.key for token in theirs}
    cuts: dict[Key, set[int]] = {}
    for node, span in zip(asked.source.nodes, asked.spans, strict=True):
        for offset in span if ours and node.kind is not NodeKind.ATOM else ():
            token = ours[max(0, bisect_right(starts, offset) - 1)]
            inside = token.start < offset < token.end and not extending(asked.text[offset])
            if inside and token.key in kept:
                cuts.setdefault(token.key, {0}).add(offset - token.start)
    return tuple(pieces(ours, asked.text, cuts)), tuple(pieces(theirs, text, cuts))


def pieces(whole: list[Token], text: str, cuts: dict[Key, set[int]]) -> Iterator[Token]:
    for token in whole:
        if token.key not in cuts or text[token.start : token.end] != token.key:
            yield token
            continue
        bounds = [token.start + offset for offset in sorted(cuts[token.key])]
        yield from (
            made(text, *span) for span in zip(bounds, [*bounds[1:], token.end], strict=True)
        )
