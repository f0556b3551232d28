"""Machine drafts of plain texts: the sentences of all together, every hop once."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from l10n import guard, sentences
from l10n.catalog import Catalog, Origin, State, Unit
from l10n.engines import Package
from l10n.engines.routing import Route
from l10n.pipeline.sessions import Sessions

# Engines take plain spaces only; no-break ones are typography, not words.
SPACES = dict.fromkeys((0xA0, 0x202F, 0x2007, 0x2009), " ")
LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
GAPS = ((re.compile(" {2,}"), " "), (re.compile(r" +([.,])(?=[\s»”’\"')\]]|\Z)"), r"\1"))

Progress = Callable[[int], None]
Key = tuple[str | None, str]  # of a unit: context and source
Span = tuple[int, int]
NOTHING: Mapping[str, tuple[Span, ...]] = MappingProxyType({})


class Step(NamedTuple):
    """A sentence of a text on its way: where it begins in the text and in the draft.

    texts: what went into each hop, and what came of the last one.
    """

    source: int
    target: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one text: a draft, or the reason why there is none.

    edges: where its sentences begin and end, if there are several: offsets in
    the text and in the draft; doubts: the formatting that was placed by guess;
    steps: how its sentences came about.
    """

    text: str
    fault: str = ""
    edges: tuple[Span, ...] = ()
    doubts: tuple[str, ...] = ()
    steps: tuple[Step, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Policy:
    """Which targets a draft may take the place of.

    Only what nobody wrote is ever replaced: nothing, or a machine draft that
    nobody touched. redraft: those even if their source is unchanged;
    overwrite: people's words too.
    """

    redraft: bool = False
    overwrite: bool = False

    def wants(self, unit: Unit, origin: Origin | None) -> bool:
        """Tell whether a unit wants a draft of this origin.

        What an origin failed at is not tried again with the same one.
        """
        if unit.obsolete or unit.plural or not unit.source:
            return False
        if self.overwrite:
            return True
        if unit.state is State.NEW:
            return self.redraft or unit.refused is None or unit.refused != origin
        return unit.machine_made and (self.redraft or unit.state is State.STALE)


def with_drafts(
    catalog: Catalog,
    outcomes: Mapping[Key, Outcome],
    origin: Origin,
    wants: Callable[[Unit], bool],
) -> Catalog:
    """Put drafts, or the reasons why there is none, where they are still wanted.

    outcomes: by the units' keys. A target that a person wrote gives way to a draft
    when `wants` says so, and to a failure never.
    """

    def changed(unit: Unit) -> Unit:
        outcome = outcomes.get(unit.key)
        if outcome is None or not wants(unit):
            return unit
        if not outcome.fault:
            return unit.drafted(outcome.text, origin, outcome.doubts)
        return unit if unit.translated else unit.left_new(origin, outcome.fault)

    return replace(catalog, units=tuple(map(changed, catalog.units)))


def draft(
    texts: Mapping[str, Iterable[str]],
    routes: Mapping[str, Route],
    sessions: Sessions,
    progress: Progress = lambda _: None,
    opaque: Mapping[str, tuple[Span, ...]] = NOTHING,
) -> Iterator[tuple[str, dict[str, Outcome]]]:
    """Draft texts for several targets; give each target's drafts as soon as they are there.

    texts: by target; routes: by target. Hops that routes share are run once,
    over the sentences of all of them. progress: told the number of sentences
    done, once per hop. opaque: by text, the stretches that are not words to translate.
    """
    cut = {
        target: {
            text: tuple(pieces(text, routes[target], sessions, opaque.get(text, ())))
            for text in wanted
        }
        for target, wanted in texts.items()
    }
    done: dict[Route, dict[str, Outcome]] = {}
    for target, wanted in sorted(texts.items(), key=lambda item: len(routes[item[0]].hops)):
        for route in routes[target].prefixes:
            if route not in done:
                needed = needed_by(route, routes, cut)
                previous = done.get(Route(route.hops[:-1]))
                done[route] = hop(route.hops[-1], needed, previous, sessions, progress)
        hops = [done[route] for route in routes[target].prefixes]
        drafts = {text: joined(cut[target][text], hops) for text in wanted}
        steps = (step.texts for outcome in drafts.values() for step in outcome.steps)
        pairs = ((texts[0], texts[-1]) for texts in steps if has_letters(texts[0]))
        sessions.drafted.setdefault(target, {}).update(dict.fromkeys(pairs))
        yield target, drafts


def pieces(
    text: str, route: Route, sessions: Sessions, opaque: tuple[Span, ...]
) -> Iterator[tuple[str, str]]:
    """Cut a text into what a route's engines take at a time, each piece with the gap after it.

    Lines are apart for every engine. A piece whose letters are all opaque is
    no text to translate: it goes with the gap.
    """
    whole = all(sessions.engine(package).whole for package in route.hops)
    seen, lettered = hidden(text, opaque, "X"), hidden(text, opaque, "0")
    at = 0
    for line in seen.splitlines(keepends=True):
        body = line.rstrip(LINE_ENDS)
        cut = ((body, ""),) if whole else sentences.split(body, route.hops[0].pair.source)
        for piece, gap in (*cut, ("", line[len(body) :])):
            stop, end = at + len(piece), at + len(piece) + len(gap)
            sent = not opaque or has_letters(lettered[at:stop])
            if end > at:
                yield (text[at:stop], text[stop:end]) if sent else ("", text[at:end])
            at = end


def hidden(text: str, stretches: tuple[Span, ...], mark: str) -> str:
    """Put a mark in the place of every character of some stretches."""
    kept: list[str] = []
    done = 0
    for start, end in stretches:
        kept += (text[done:start], mark * (end - start))
        done = end
    return "".join((*kept, text[done:]))


def needed_by(
    route: Route,
    routes: Mapping[str, Route],
    cut: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]],
) -> list[str]:
    """List, once each, the source pieces of every target that goes along a route."""
    going = (texts for target, texts in cut.items() if route in routes[target].prefixes)
    found = (piece for texts in going for parts in texts.values() for piece, _ in parts)
    return list(dict.fromkeys(found))


def joined(parts: tuple[tuple[str, str], ...], hops: Sequence[Mapping[str, Outcome]]) -> Outcome:
    """Put a text together from its sentences, with the gaps that stood between them.

    hops: what each of them made of the sentences.
    """
    outcomes = [hops[-1][sentence] for sentence, _ in parts]
    fault = next((outcome.fault for outcome in outcomes if outcome.fault), "")
    if fault:
        return Outcome("", fault)
    made: list[str] = []
    edges: list[Span] = []
    steps: list[Step] = []
    at = to = 0
    for outcome, (sentence, gap) in zip(outcomes, parts, strict=True):
        made += (outcome.text, gap)
        edges += ((at, to), (at + len(sentence), to + len(outcome.text)))
        texts = (sentence.translate(SPACES), *(hop[sentence].text for hop in hops))
        steps.append(Step(at, to, texts))
        at += len(sentence) + len(gap)
        to += len(outcome.text) + len(gap)
    known = tuple(edges) if len(parts) > 1 else ()
    return Outcome("".join(made), edges=known, steps=tuple(steps))


def hop(
    package: Package,
    needed: list[str],
    previous: Mapping[str, Outcome] | None,
    sessions: Sessions,
    progress: Progress,
) -> dict[str, Outcome]:
    """Take source sentences one hop further.

    previous: what the hop before made of them; None at the first hop. What
    failed before goes no further.
    """
    inputs = {s: previous[s] if previous else Outcome(s.translate(SPACES)) for s in needed}
    todo = sorted({o.text for o in inputs.values() if not o.fault and has_letters(o.text)})
    made = translated(package, todo, sessions, progress) if todo else {}
    return {s: o if o.fault else made.get(o.text, o) for s, o in inputs.items()}


def translated(
    package: Package, todo: list[str], sessions: Sessions, progress: Progress
) -> dict[str, Outcome]:
    """Translate distinct sentences, trying bad drafts again with safer settings."""
    answers = sessions.translate(package, todo)
    progress(len(todo))
    if not sessions.guards(package):
        return {text: Outcome(answer) for text, answer in zip(todo, answers, strict=True)}
    made = judged(package, todo, answers, sessions)
    bad = [text for text in todo if made[text].fault]
    if bad:
        again = judged(package, bad, sessions.translate(package, bad, careful=True), sessions)
        made |= {text: outcome for text, outcome in again.items() if not outcome.fault}
    return made


def judged(
    package: Package, asked: list[str], answers: list[str], sessions: Sessions
) -> dict[str, Outcome]:
    """Tell sound drafts from bad ones, and why those are bad."""
    outcomes = {}
    for text, answer in zip(asked, answers, strict=True):
        draft = spaced_like(text, answer)
        fault = sessions.complaint(package, text) if not draft else ""
        fault = fault or guard.fault(text, draft, package.pair)
        outcomes[text] = Outcome("", f"{package.pair} {fault}") if fault else Outcome(draft)
    return outcomes


def spaced_like(asked: str, answer: str) -> str:
    """Take out the gaps that rules leave behind: spaces in a row or before a stop.

    Unless the source has such gaps.

    >>> spaced_like("Je ne sais pas.", "No  sé .")
    'No sé.'
    """
    for gap, instead in GAPS:
        if not gap.search(asked):
            answer = gap.sub(instead, answer)
    return answer


def has_letters(text: str) -> bool:
    """Tell whether there is anything to translate; engines invent words for `---`."""
    return any(char.isalpha() for char in text)
