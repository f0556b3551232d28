"""What became of stretches of texts on their way through engines, where these can tell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from l10n.alignment import Alignment, Span, Traced
from l10n.alignment.composition import Part, became, composed, joined
from l10n.engines import Aligner, Package
from l10n.engines.routing import Route
from l10n.errors import L10nError
from l10n.pipeline.draft import Outcome, Step, has_letters
from l10n.pipeline.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Trail:
    """A sentence that is followed so far.

    spans: what its stretches are now; alignment: from its source to there, None
    before the first hop.
    """

    text: str
    step: Step
    spans: tuple[Span, ...]
    alignment: Alignment | None = None

    def asked(self, hop: int) -> Traced:
        source, target = self.step.texts[hop : hop + 2]
        return Traced(source, target, self.spans)

    def further(self, hop: int, told: Alignment) -> "Trail":
        """Follow over one more hop; behind the last one, nobody asks for the stretches."""
        source, target = self.step.texts[hop : hop + 2]
        last = hop + 2 == len(self.step.texts)
        spans = () if last else became(told, self.spans, target)
        whole = composed(self.alignment, told, source) if self.alignment else told
        return replace(self, spans=spans, alignment=whole)


@dataclass(frozen=True, slots=True)
class Tracer:
    """Asks the packages that a run has open; what it was told once, it does not ask again."""

    sessions: Sessions
    known: dict[tuple[Package, Traced], Alignment | None] = field(default_factory=dict)

    def alignments(
        self,
        route: Route,
        wanted: Mapping[str, Sequence[Span]],
        answers: Mapping[str, Outcome],
    ) -> dict[str, Alignment]:
        """Align texts with their drafts, in sentences that have stretches of interest.

        wanted: those stretches, by text; answers: the drafts, made along this
        route. A text that no engine can tell anything of is left out; a fault
        of an engine is no more than that.
        """
        trails = [one for text in wanted for one in begun(text, wanted[text], answers[text])]
        for hop, package in enumerate(route.hops):
            self._ask(package, [one.asked(hop) for one in trails])
            told = [(one, self.known[package, one.asked(hop)]) for one in trails]
            trails = [one.further(hop, alignment) for one, alignment in told if alignment]
        parts: dict[str, list[Part]] = {}
        for one in trails:
            if one.alignment:
                step = one.step
                part = Part(one.alignment, step.source, step.target, len(step.texts[0]))
                parts.setdefault(one.text, []).append(part)
        return {text: whole for text, some in parts.items() if (whole := joined(some))}

    def _ask(self, package: Package, traced: Sequence[Traced]) -> None:
        """Ask all that is not known yet at once."""
        new = [one for one in dict.fromkeys(traced) if (package, one) not in self.known]
        session = self.sessions.of(package)
        told: Sequence[Alignment | None] = [None] * len(new)
        if new and isinstance(session, Aligner):
            with suppress(L10nError):
                told = session.align(new)
        self.known.update(((package, one), each) for one, each in zip(new, told, strict=True))


def begun(text: str, spans: Sequence[Span], answer: Outcome) -> Iterator[Trail]:
    """Find the sentences of a text that have stretches which do not fill them."""
    steps = answer.steps
    starts = [step.source for step in steps]
    ends = [step.source + len(step.texts[0]) for step in steps]
    own: dict[int, dict[Span, None]] = {}
    for start, end in spans:
        # All that are between these two it fills.
        first, last = bisect_right(ends, start), bisect_left(starts, end) - 1
        for at in (first, last) if first < last else (first,) if first == last else ():
            inside = max(start, starts[at]) - starts[at], min(end, ends[at]) - starts[at]
            if inside[0] < inside[1] and inside != (0, ends[at] - starts[at]):
                own.setdefault(at, {})[inside] = None
    for at in sorted(own):
        if has_letters(steps[at].texts[0]):
            yield Trail(text, steps[at], tuple(own[at]))
