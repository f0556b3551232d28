"""Drafts of segments: plain text goes to the engines, formatting is put over what comes back."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from l10n.document import Segment
from l10n.engines.routing import Route
from l10n.formats import Format
from l10n.markup.nodes import Marked, Node
from l10n.markup.plan import Plan, Span, plan
from l10n.markup.projection import Projected, intact, project
from l10n.notes import printable
from l10n.pipeline.draft import Outcome, Sessions, draft
from l10n.pipeline.gate import quoted, spelling, surplus

Answers = Mapping[str, Outcome]  # of engines, by text


@dataclass(frozen=True, slots=True)
class Question:
    """A segment to draft, with the format that spells it and what engines are asked for it."""

    form: Format
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


def question(form: Format, segment: Segment) -> Question:
    return Question(form, segment, plan(form.inline(segment, segment.source)))


def drafts(
    questions: Sequence[Question],
    wanted: Mapping[str, Sequence[int]],
    routes: Mapping[str, Route],
    sessions: Sessions,
) -> Iterator[tuple[str, dict[int, Outcome]]]:
    """Draft segments for several targets; give each target's drafts as soon as they are there.

    wanted: which of the questions, by target. Where ATOMs did not come back as
    they were sent, it is asked once more without them; those drafts come last.
    """
    hidden = opaque(questions)
    first: dict[str, Answers] = {}
    again: dict[str, dict[int, Question]] = {}
    for target, answers in draft(texts_of(questions, wanted), routes, sessions, opaque=hidden):
        done = {at: questions[at] for at in wanted[target] if questions[at].answered(answers)}
        left = {at: questions[at].without_atoms() for at in wanted[target] if at not in done}
        if left:
            first[target], again[target] = answers, left
        yield target, {at: outcome(one, answers) for at, one in done.items()}
    asked = {t: [one.asked.text for one in left.values()] for t, left in again.items()}
    for target, answers in draft(asked, routes, sessions) if again else ():
        known = {**first[target], **answers}
        yield target, {at: outcome(one, known) for at, one in again[target].items()}


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


def outcome(one: Question, answers: Answers) -> Outcome:
    """Make a target of an engine's answer, or say why there is none."""
    answer = answers[one.asked.text]
    if answer.fault:
        return Outcome("", answer.fault)
    projected = project(one.asked, answer.text, answer.edges)
    marked, kept = described(projected.marked, answers)
    target = one.form.spell(one.segment, marked)
    reason = unheld(one, replace(projected, marked=marked), target)
    if reason:
        return Outcome("", f"cannot hold its formatting: {printable(reason)}")
    return Outcome(target, doubts=(*projected.doubts, *kept))


def described(marked: Marked, answers: Answers) -> tuple[Marked, tuple[str, ...]]:
    """Put in the drafts of the texts inside nodes; name the nodes that keep one of their own."""
    kept: list[str] = []

    def renewed(node: Node) -> Node:
        if any(answers[text].fault for text in node.inner):
            kept.append(node.name or node.kind)
        inner = (text if answers[text].fault else answers[text].text for text in node.inner)
        return replace(node, inner=tuple(inner)) if node.inner else node

    return replace(marked, nodes=tuple(map(renewed, marked.nodes))), tuple(kept)


def unheld(one: Question, projected: Projected, target: str) -> str:
    """Say what of a text and its formatting a target would lose; nothing if it is all there."""
    marked, source = projected.marked, one.asked.source
    read = one.form.inline(one.segment, target)
    faults = [f"no word is left for {quoted(name)}" for name in projected.lost]
    faults += [f"lacks {quoted(spelling(node))}" for node in surplus(marked, read, nested=True)]
    faults += [f"adds {quoted(spelling(node))}" for node in surplus(read, marked, nested=True)]
    faults += [f"adds {quoted(loose)}" for loose in Counter(read.loose) - Counter(source.loose)]
    if not faults and read.text.split() != marked.text.split():
        faults.append("its words would read otherwise")
    return ", ".join(faults[:3])
