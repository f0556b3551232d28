"""Drafts of segments: plain text goes to the engines, formatting is put over what comes back."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from l10n.alignment import Alignment
from l10n.document import Segment
from l10n.engines.routing import Route
from l10n.formats import Format
from l10n.markup.nodes import Marked, Node
from l10n.markup.plan import Plan, Span, plan
from l10n.markup.projection import Projected, intact, project
from l10n.markup.shelter import Form, shelter
from l10n.notes import printable
from l10n.pipeline.draft import Outcome, draft
from l10n.pipeline.gate import added, quoted, spelling, surplus
from l10n.pipeline.learning import learned
from l10n.pipeline.sessions import Sessions
from l10n.pipeline.tracing import Tracer
from l10n.pipeline.typesetting import Typesetter

if TYPE_CHECKING:
    from l10n.typography import House

Answers = Mapping[str, Outcome]  # of engines, by text
Wanted = Mapping[str, Sequence[Span]]  # what is to be followed, by text
BESIDE = 100  # characters: no word beside a point is longer
LONGEST = 3000  # characters of a stretch that is followed: of longer ones, nobody uses the answer
NO_HOUSES: Mapping[str, "House"] = MappingProxyType({})
Teller = Callable[[Wanted, Answers], Mapping[str, Alignment]]


@dataclass(frozen=True, slots=True)
class Question:
    """A segment to draft, with the format that spells it and what engines are asked for it."""

    form: Form
    segment: Segment
    asked: Plan

    @property
    def texts(self) -> Iterator[str]:
        """Give all that engines are asked: the text, and the texts inside its nodes."""
        yield self.asked.text
        for node in self.asked.source.nodes:
            yield from node.inner

    def without_atoms(self) -> "Question":
        return replace(self, asked=plan(self.asked.source, without_atoms=True))

    def answered(self, answers: Answers) -> bool:
        """Tell whether the answer will do: it is sound, and every ATOM came back as it was."""
        answer = answers[self.asked.text]
        return not self.asked.atoms or (not answer.fault and intact(self.asked, answer.text))


def question(form: Format, segment: Segment, terms: Sequence[str] = ()) -> Question:
    """Make a question of a segment; terms: words that are to stay as they are."""
    sheltering, source = shelter(form, segment, terms)
    return Question(sheltering, segment, plan(source))


def drafts(
    questions: Sequence[Question],
    wanted: Mapping[str, Sequence[int]],
    routes: Mapping[str, Route],
    sessions: Sessions,
    houses: Mapping[str, "House"] = NO_HOUSES,
) -> Iterator[tuple[str, dict[int, Outcome]]]:
    """Draft segments for several targets; give each target's drafts as soon as they are there.

    wanted: which of the questions, by target; houses: what a project wants of
    the typography of targets. Where ATOMs did not come back as they were sent,
    it is asked once more without them; those drafts come last.
    """
    hidden, tracer = opaque(questions), Tracer(sessions)
    desks = {target: desk(target, routes[target], sessions, houses) for target in wanted}

    def tellers(target: str) -> tuple[Teller, ...]:
        engines = partial(tracer.alignments, routes[target])

        def statistics(wanted: Wanted, answers: Answers) -> Mapping[str, Alignment]:
            pairs = chain(sessions.earlier(target), sessions.drafted[target]) if wanted else ()
            return learned(dict.fromkeys(pairs), wanted, answers)

        return engines, statistics

    first: dict[str, Answers] = {}
    again: dict[str, dict[int, Question]] = {}
    for target, answers in draft(texts_of(questions, wanted), routes, sessions, opaque=hidden):
        done = {at: questions[at] for at in wanted[target] if questions[at].answered(answers)}
        left = {at: questions[at].without_atoms() for at in wanted[target] if at not in done}
        if left:
            first[target], again[target] = answers, left
        yield target, outcomes(done, answers, tellers(target), desks[target])
    asked = {t: [one.asked.text for one in left.values()] for t, left in again.items()}
    for target, answers in draft(asked, routes, sessions) if again else ():
        known = {**first[target], **answers}
        yield target, outcomes(again[target], known, tellers(target), desks[target])


def desk(
    target: str, route: Route, sessions: Sessions, houses: Mapping[str, "House"]
) -> Typesetter | None:
    """Give what sets a target's drafts; None where these are no translations."""
    if not sessions.guards(route.hops[-1]):
        return None
    from l10n.typography import chosen

    return Typesetter(route.hops[0].pair.source, target, chosen(houses, target))


def texts_of(
    questions: Sequence[Question], wanted: Mapping[str, Sequence[int]]
) -> dict[str, list[str]]:
    """List what is asked for each target, equal texts once."""
    return {
        target: list(dict.fromkeys(text for at in some for text in questions[at].texts))
        for target, some in wanted.items()
    }


def opaque(questions: Sequence[Question]) -> dict[str, tuple[Span, ...]]:
    """Give the stretches of texts that are ATOMs; none of a text that has none somewhere else."""
    found: dict[str, tuple[Span, ...]] = {}
    for one in questions:
        own = tuple((start, end) for start, end, _ in one.asked.atoms)
        for text in one.texts:
            spans = own if text == one.asked.text else ()
            found[text] = spans if found.get(text, spans) == spans else ()
    return {text: spans for text, spans in found.items() if spans}


def outcomes(
    some: Mapping[int, Question],
    answers: Answers,
    tellers: Sequence[Teller],
    setter: Typesetter | None,
) -> dict[int, Outcome]:
    """Make targets of engines' answers; alignments are asked for only where there are doubts."""
    placed = {at: placing(one, answers, setter) for at, one in some.items()}
    known: dict[str, tuple[Alignment, ...]] = {}
    for tell in tellers:
        doubted = {at: one for at, one in placed.items() if one and (one.doubts or one.lost)}
        wanted: dict[str, list[Span]] = {}
        for at, one in doubted.items():
            asked = some[at].asked
            wanted.setdefault(asked.text, []).extend(spans(asked, one))
        for text, found in tell(wanted, answers).items():
            known[text] = (*known.get(text, ()), found)
        for at in doubted:
            if alignments := known.get(some[at].asked.text):
                placed[at] = placing(some[at], answers, setter, alignments)
    return {at: outcome(one, answers, placed[at], setter) for at, one in some.items()}


def placing(
    one: Question,
    answers: Answers,
    setter: Typesetter | None,
    alignments: Sequence[Alignment] = (),
) -> Projected | None:
    """Put the formatting over an answer, typeset; None if there is no sound one."""
    answer = answers[one.asked.text]
    if answer.fault:
        return None
    if setter is None:
        return project(one.asked, answer.text, answer.edges, alignments)
    made = setter.answer(one.asked, answer)
    return project(one.asked, made.text, made.edges, tuple(map(made.aligned, alignments)))


def spans(asked: Plan, projected: Projected) -> Iterator[Span]:
    """Give what is to be followed: what doubtful nodes contain, and the words beside points."""
    names = {*projected.doubts, *projected.lost}
    for node, (start, end) in zip(asked.source.nodes, asked.spans, strict=True):
        if (node.name or node.kind) not in names:
            continue
        if start == end:
            yield from beside(asked.text, start)
        elif end - start <= LONGEST:
            yield start, end


def beside(text: str, at: int) -> Iterator[Span]:
    """Give the words on both sides of a point, without anything else between."""
    low, high = max(0, at - BESIDE), min(len(text), at + BESIDE)
    yield max(low, text.rfind(" ", low, at) + 1), at
    end = text.find(" ", at, high)
    yield at, end if end >= 0 else high


def outcome(
    one: Question, answers: Answers, projected: Projected | None, setter: Typesetter | None
) -> Outcome:
    """Make a target of an engine's answer, or say why there is none."""
    if projected is None:
        return Outcome("", answers[one.asked.text].fault)
    marked, kept = described(projected.marked, answers, setter)
    target = one.form.spell(one.segment, marked)
    reason = unheld(one, replace(projected, marked=marked), target)
    if reason:
        return Outcome("", f"cannot hold its formatting: {printable(reason)}")
    return Outcome(target, doubts=(*projected.doubts, *kept))


def described(
    marked: Marked, answers: Answers, setter: Typesetter | None
) -> tuple[Marked, tuple[str, ...]]:
    """Put in the drafts of the texts inside nodes; name the nodes that keep one of their own."""
    kept: list[str] = []

    def drafted(text: str) -> str:
        answer = answers[text]
        if answer.fault:
            return text
        return setter.words(text, answer.text) if setter else answer.text

    def renewed(node: Node) -> Node:
        if any(answers[text].fault for text in node.inner):
            kept.append(node.name or node.kind)
        return replace(node, inner=tuple(map(drafted, node.inner))) if node.inner else node

    return replace(marked, nodes=tuple(map(renewed, marked.nodes))), tuple(kept)


def unheld(one: Question, projected: Projected, target: str) -> str:
    """Say what of a text and its formatting a target would lose; nothing if it is all there."""
    marked, source = projected.marked, one.asked.source
    read = one.form.inline(one.segment, target)
    faults = [f"no word is left for {quoted(name)}" for name in projected.lost]
    faults += [f"lacks {quoted(spelling(node))}" for node in surplus(marked, read, nested=True)]
    faults += [f"adds {quoted(spelling(node))}" for node in surplus(read, marked, nested=True)]
    faults += [f"adds {quoted(loose)}" for loose in Counter(read.loose) - Counter(source.loose)]
    if not faults:
        faults += [f"adds {quoted(spelled)}" for spelled in added(one.form, one.segment, target)]
    if not faults and read.text.split() != marked.text.split():
        faults.append("its words would read otherwise")
    return ", ".join(faults[:3])
