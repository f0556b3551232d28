"""What became of words, as a run's own sentences and their drafts teach it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from l10n.alignment import Alignment
from l10n.alignment.composition import Part, joined
from l10n.catalog import State, Unit
from l10n.document import Segment
from l10n.formats import Format
from l10n.pipeline.draft import Key, Outcome
from l10n.pipeline.sessions import Pair

MOST = 2000  # pairs that are learned from, the latest ones
FEW, UNSURE = 100, 0.55  # what fewer pairs taught is used, but removes no doubt


def known(form: Format, segments: Mapping[Key, Segment], units: Iterable[Unit]) -> Iterator[Pair]:
    """Give the texts of units that have a translation of their very source.

    segments: those of the units that may be learned from.
    """
    for unit in units:
        segment = segments.get(unit.key)
        if segment and unit.state in (State.DRAFT, State.FINAL) and unit.target:
            source, target = form.inline(segment, unit.source), form.inline(segment, unit.target)
            yield source.text, target.text


def learned(
    pairs: Iterable[Pair], wanted: Iterable[str], answers: Mapping[str, Outcome]
) -> dict[str, Alignment]:
    """Align texts with their drafts, sentence by sentence.

    pairs: sentences and translations of them, those of the drafts among them.
    """
    from l10n.alignment.statistical import Aligner

    asked = [(text, step) for text in wanted for step in answers[text].steps]
    if not asked:
        return {}
    lessons = list(pairs)[-MOST:]
    aligner = Aligner.trained(lessons)
    most = UNSURE if len(lessons) < FEW else 1.0
    told = aligner.align([(step.texts[0], step.texts[-1]) for _, step in asked])
    parts: dict[str, list[Part]] = {}
    for (text, step), alignment in zip(asked, told, strict=True):
        careful = replace(alignment, trust=min(most, alignment.trust))
        part = Part(careful, step.source, step.target, len(step.texts[0]))
        parts.setdefault(text, []).append(part)
    return {text: whole for text, some in parts.items() if (whole := joined(some))}
