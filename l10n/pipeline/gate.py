"""The structure gate: no target reaches readers that would break its article."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from l10n.document import Document, Kind, Rebuilt, Segment, render
from l10n.errors import L10nError
from l10n.formats import Format
from l10n.markup.active import MARKS, may_hold_any
from l10n.markup.nodes import Marked, Node, NodeKind
from l10n.markup.shelter import Form

Key = tuple[str | None, str]  # of a unit
Targets = Mapping[Segment, str]
Placed = tuple[int, int, Segment]  # from, to, in a text

# Formatting of any format has one of these; most prose has none, and is not parsed for it.
MARKUP = re.compile(  # one class of characters first: quickly searched for
    r"[<>&*_`\[\]{}\\~^|$@/#=+%\n:wW](?:(?<=[^:wW])|(?<=:)\S|(?<=\b[wW])[wW]{2}\.)"
)
# What plain text is by its words: a translation has others (see l10n.roles).
BY_WORDS = frozenset({Kind.TITLE, Kind.HEADING, Kind.CREDIT, Kind.CALL})
# Most of what runs (see `markup.active`) has one of those, or of these.
ODD = re.compile(r"[!('\"]")
LONGEST = 60  # characters of a piece of formatting that a message shows
MOST = 50  # units of one article that are found one by one
TOO_MANY = "is left out with all below, as too many above break the article"


def fault(form: Format, segment: Segment, target: str) -> str:
    """Say what a target must not do to its article; nothing for a sound one.

    It may not lose, gain or nest formatting otherwise, nor gain what runs.
    """
    if target == segment.source:
        return ""
    marked = MARKUP.search(target) is not None
    if (marked or MARKUP.search(segment.source)) and (told := misplaced(form, segment, target)):
        return told
    if not (marked or ODD.search(target)):
        return ""
    return ", ".join(f"has {quoted(piece)} too often" for piece in added(form, segment, target))


def added(form: Form, segment: Segment, target: str) -> Iterator[str]:
    """Give what a build or a browser would run of a target, and not of its source."""
    if "<" in target or may_hold_any(target):
        yield from Counter(form.active(segment, target)) - Counter(
            form.active(segment, segment.source)
        )


def misplaced(form: Format, segment: Segment, target: str) -> str:
    """Say what formatting a target lost, gained or nested otherwise."""
    before, after = form.inline(segment, segment.source), form.inline(segment, target)
    if not (before.nodes or after.nodes or after.loose):
        return ""
    faults = [f"lacks {quoted(spelling(node))}" for node in surplus(before, after)]
    faults += [f"has {quoted(spelling(node))} too often" for node in surplus(after, before)]
    stray = Counter(after.loose) - Counter(before.loose)
    faults += [f"has a stray {quoted(loose)}" for loose in stray]
    if not faults:
        moved = surplus(after, before, nested=True)
        faults = [f"has {quoted(spelling(node))} {inside(after, node)}" for node in moved]
    return ", ".join(faults)


def surplus(one: Marked, other: Marked, *, nested: bool = False) -> Iterator[Node]:
    """Give the nodes that one text has more often than another.

    nested: also those that stand inside another node than there.
    """
    own = names(one, nested=nested)
    first = dict(zip(reversed(own), reversed(one.nodes), strict=True))
    return (first[name] for name in Counter(own) - Counter(names(other, nested=nested)))


def names(marked: Marked, *, nested: bool) -> list[tuple[str, bool, str]]:
    """Give every node's name, whether it has an end, and what is around it if asked to."""
    around = (marked.nodes[node.parent].name if node.parent >= 0 else "" for node in marked.nodes)
    return [
        (node.name, node.kind is NodeKind.PAIR, name if nested else "")
        for node, name in zip(marked.nodes, around, strict=True)
    ]


def spelling(node: Node) -> str:
    return f"{node.open}…{node.close}" if node.kind is NodeKind.PAIR else node.open


def inside(marked: Marked, node: Node) -> str:
    if node.parent < 0:
        return "outside of what is around it in the source"
    return f"inside {quoted(spelling(marked.nodes[node.parent]))}, unlike the source"


def quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line[: LONGEST - 1]}…`" if len(line) > LONGEST else f"`{line}`"


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a rebuilt article, and the put segment after which it shows, if known."""

    message: str
    segment: Segment | None = None


@dataclass(frozen=True)
class Original:
    """An article as its author wrote it, whose structure every rebuilt one must have.

    document: with the segments, too, that are excluded from translation.
    """

    form: Format
    text: str
    document: Document

    @cached_property
    def outline(self) -> tuple[str, ...]:
        return self.form.outline(self.text)

    def sound(self, targets: Targets) -> str | None:
        """Put targets in, if it is certain at little cost that all of them fit."""
        changed = {segment: t for segment, t in targets.items() if t != segment.source}
        if any("\n" in target or target != target.strip() for target in changed.values()):
            return None
        suspect = may_hold_any("\0".join(changed.values()))
        if suspect and any(
            any(added(self.form, segment, target))
            for segment, target in changed.items()
            if may_hold_any(target)
        ):
            return None
        spelled = {segment: self.form.embed(segment, t) for segment, t in changed.items()}
        if not all(spelled.values()):
            return None
        made = Rebuilt(self.document, changed, spelled)
        if suspect and self.marked(made.text):
            return None
        return made.text if not changed or self.form.alike(self.text, made) else None

    def rebuilt(self, targets: Targets) -> tuple[str, dict[Key, str]]:
        """Put targets in; give the text, and the units that would break it, left out, with why.

        Each of those costs a few readings of the article; past `MOST` of them,
        all that was not proved sound is left out.
        """
        spelled = {segment: self.form.embed(segment, t) for segment, t in targets.items()}
        rest = list(dict.fromkeys(segment.key for segment in spelled))
        guilty: dict[Key, str] = {}

        def without(out: Collection[Key]) -> dict[Segment, str]:
            return {s: text for s, text in spelled.items() if s.key not in out}

        def damage(count: int) -> Damage | None:
            return self.damage(targets, without({*guilty, *rest[count:]}))

        while told := damage(len(rest)):
            if len(guilty) == MOST:
                guilty |= dict.fromkeys(rest, TOO_MANY)
                break
            first, told = searched(damage, rest, told)
            guilty[rest[first]] = told.message
            rest = rest[first + 1 :]
        return render(self.document, without(guilty)), guilty

    def damage(self, targets: Targets, spelled: Mapping[Segment, str]) -> Damage | None:
        """Put some spelled targets in, read the article again and compare."""
        text = render(self.document, spelled)
        if text == self.text:
            return None
        try:
            return self.misreading(targets, spelled, self.form.parse(text)) or self.change(text)
        except L10nError as error:
            return Damage(f"would make the article unreadable ({error.message})")

    def misreading(
        self, targets: Targets, spelled: Mapping[Segment, str], again: Document
    ) -> Damage | None:
        """Compare where segments were put with where they are read."""
        last = None
        for put, now in zip_longest(places(self.document, spelled), places(again, {})):
            earlier = put is None or (now is not None and now[0] < put[0])
            if put and not earlier and put[2] in spelled:
                last = put[2]
            if put is None or earlier:
                return Damage("would make several texts of one", last)
            if message := self.misread(put, now, targets, spelled):
                return Damage(message, last)
        return None

    def misread(
        self, put: Placed, now: Placed | None, targets: Targets, spelled: Mapping[Segment, str]
    ) -> str:
        """Compare a segment with what is read there: at its ends, formatting may be peeled off."""
        start, end, segment = put
        if now is None or now[0] >= end:
            return "would not be read as text"
        if now[1] > end:
            return "would run on into what stands after it"
        if kind(now[2]) != kind(segment):
            return f"would read as {now[2].kind}, not as {segment.kind}"
        if now[:2] == (start, end):
            return ""
        words = self.prose(segment, targets.get(segment, segment.source))
        if words == self.prose(now[2], now[2].source):
            return ""
        text = spelled.get(segment, segment.raw)
        outside = f"{text[: now[0] - start]} {text[now[1] - start :]}"
        return f"has {quoted(outside)}, which would not be read as its text"

    def prose(self, segment: Segment, text: str) -> str:
        """Give the words of a text without what formatting stands for, nor white space."""
        marked = self.form.inline(segment, text)
        words, end = [], 0
        for node in marked.nodes:
            if node.kind is NodeKind.ATOM and node.start >= end:
                words.append(marked.text[end : node.start])
                end = node.end
        return "".join("".join([*words, marked.text[end:]]).split())

    def marked(self, text: str) -> str:
        """Give what an engine would read expressions by, if a rebuilt text has more of it."""
        return next((mark for mark in MARKS if text.count(mark) > self.text.count(mark)), "")

    def change(self, text: str) -> Damage | None:
        """Compare the outlines, and the marks of expressions."""
        if mark := self.marked(text):
            return Damage(f"would add {quoted(mark)}")
        outline = self.form.outline(text)
        if outline == self.outline:
            return None
        lost = next(iter(Counter(self.outline) - Counter(outline)), "")
        come = next(iter(Counter(outline) - Counter(self.outline)), "")
        if lost and come:
            return Damage(f"would make {quoted(come)} of {quoted(lost)}")
        if lost or come:
            return Damage(f"would add {quoted(come)}" if come else f"would lose {quoted(lost)}")
        return Damage("would change the order of the article's parts")


def original(form: Format, text: str, where: str) -> Original:
    """Read an article; raises L10nError if its format cannot give it back as it was."""
    document = form.parse(text)
    if render(document, {}) != text:
        raise L10nError(
            "is not given back as it was by its format, so nothing is written for it",
            where=where,
            hint="That is our fault. Please report it, with the article.",
        )
    return Original(form, text, document)


def places(document: Document, spelled: Mapping[Segment, str]) -> Iterator[Placed]:
    """Give the segments with where they begin and end in the rebuilt text."""
    at = 0
    for part in document.parts:
        if isinstance(part, Segment):
            end = at + len(spelled.get(part, part.raw))
            yield at, end, part
            at = end
        else:
            at += len(part)


def kind(segment: Segment) -> Kind:
    return Kind.PARAGRAPH if segment.kind in BY_WORDS else segment.kind


def searched(
    damage: Callable[[int], Damage | None], keys: list[Key], told: Damage
) -> tuple[int, Damage]:
    """Find the first unit that makes what was sound before it unsound, and tell what it does.

    damage: of so many units; told: that of all. Looks where the damage shows,
    then halves what is left.
    """
    low, high = 0, len(keys)
    at = keys.index(told.segment.key) if told.segment and told.segment.key in keys else high
    probes = [at + 1, at]
    while high - low > 1:
        middle = probes.pop() if probes else (low + high) // 2
        if low < middle < high:
            now = damage(middle)
            low, high, told = (low, middle, now) if now else (middle, high, told)
    return low, told
