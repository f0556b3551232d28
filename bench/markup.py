"""Prints how well formatting is put over translations, beside simpler ways.

    python bench/markup.py [--shared ../shared] [--part reference|engine|text]

Reference projection: French tags of shared/data/markup-tags go onto the English and
German references, whose own tags say where they belong; the aligner learns from the
texts of the set and of the other set, without tags, as from a project's earlier
pairs. Engine: French sentences with formatting through Apertium, whose word-bound
blanks say where words went; the method does not see them. Text: drafts of segments
with formatting, beside drafts of the same text without any. Nothing is tuned here.

Ways: linear; split at tags, as Argos translates; ours without alignments, with our
own aligner, and with eflomal's, where that is there as a program. Columns: words in
tags (F1, precision, recall); tags exactly where they belong; their ends that are,
and how many characters ends are away; tags around no word; words wrong per 100
segments with tags; doubts, and the share of misplaced tags that are among them.
"""

import argparse
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from time import perf_counter

import apart
import blanks
import outside
import sameness
import xliff
from placement import Gold, Score, percent

from l10n.alignment import Alignment
from l10n.alignment.statistical import Aligner
from l10n.formats.markdown import FORMAT as MARKDOWN
from l10n.markup.nodes import Marked, Node, NodeKind
from l10n.markup.plan import Plan, plan
from l10n.markup.projection import Projected, project

SETS = {"glossary": "eurlex", "eurlex": "glossary"}  # and where earlier pairs come from
TARGETS = ("en", "de")
GOALS = {"glossary en": (94, 92), "glossary de": (94, 92), "pseudo-gold es": (98.5, 93)}
TAGGED = "data/markup-tags"
MODE, MOST, LONGEST = "fr-es", 2000, 600
TWINS = 300

HEAD = (
    f"  {'':18}   F1  [95 %]            P     R  exact  [95 %]        ends  away empty"
    " wrong doubts  found"
)

Place = Callable[[Plan, str, Sequence[Alignment]], Projected]


def ours(asked: Plan, text: str, alignments: Sequence[Alignment]) -> Projected:
    return project(asked, text, (), alignments)


def unaligned(asked: Plan, text: str, _: Sequence[Alignment]) -> Projected:
    return project(asked, text)


def linear(asked: Plan, text: str, _: Sequence[Alignment]) -> Projected:
    """Put every node as far in the target as it is in the source, at the ends of words."""
    words = [match.span() for match in re.finditer(r"\S+", text)] or [(0, 0)]
    scale = len(text) / max(1, len(asked.text))

    def put(node: Node, span: tuple[int, int]) -> Node:
        start = min((a for a, _ in words), key=lambda a: abs(a - span[0] * scale))
        if node.kind is not NodeKind.PAIR:
            return replace(node, start=start, end=start)
        ends = [b for _, b in words if b > start] or [len(text)]
        return replace(node, start=start, end=min(ends, key=lambda b: abs(b - span[1] * scale)))

    nodes = map(put, asked.source.nodes, asked.spans)
    return Projected(Marked(text, tuple(nodes)))


WAYS: dict[str, Place] = {
    "linear": linear,
    "split at tags": apart.in_order,
    "without alignment": unaligned,
    "statistical": ours,
}


@dataclass(frozen=True, slots=True)
class Task:
    """Segments, their translations with the formatting where it belongs, and earlier pairs."""

    title: str
    plans: Sequence[Plan]
    gold: Sequence[Gold]
    earlier: Sequence[tuple[str, str]] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        golden = zip(self.plans, self.gold, strict=True)
        return [(asked.text, one.marked.text) for asked, one in golden]

    def done(self, place: Place, alignments: Sequence[Alignment]) -> Score:
        score = Score()
        for asked, one, alignment in zip(self.plans, self.gold, alignments, strict=True):
            made = place(asked, one.marked.text, (alignment,))
            score.add(one.judged(asked.source, made.marked, made.doubts))
        return score


def reference(folder: Path, name: str, target: str) -> Task:
    """Place French tags on references."""
    french, gold = (xliff.read(folder / f"dev-{name}.{language}") for language in ("fr", target))
    other = [xliff.read(folder / f"dev-{SETS[name]}.{language}") for language in ("fr", target)]
    earlier = [(a.text, b.text) for a, b in zip(*other, strict=True)]
    wanted = [Gold(one, loosely=True) for one in gold]
    return Task(f"{name} {target}", list(map(plan, french)), wanted, earlier)


def compared(task: Task) -> None:
    """Print what every way makes of a set."""
    lessons = [*task.pairs, *task.earlier]
    began = perf_counter()
    alignments = Aligner.trained(lessons).align(task.pairs)
    took = perf_counter() - began
    count, known = len(task.plans), len(task.earlier)
    print(f"\n{task.title}: {count} segments, {known} earlier pairs; aligned in {took:.1f} s")
    print(HEAD)
    for name, place in WAYS.items():
        score = task.done(place, alignments)
        print(line(name, score))
    if outside.program():
        began = perf_counter()
        theirs = outside.aligned(lessons)[:count]
        took = perf_counter() - began
        print(f"{line('eflomal', task.done(ours, theirs))} (aligned in {took:.1f} s)")
    print(structure(score))
    wanted = GOALS.get(task.title)
    if wanted:
        reached = score.total.f1 >= wanted[0] and score.total.exact_share >= wanted[1]
        said = "reached" if reached else "missed"
        print(f"  wanted: F1 {wanted[0]}, exact {wanted[1]} %: {said}")


def line(name: str, score: Score) -> str:
    """Write a way's figures; found: the share of misplaced tags that are among the doubts."""
    total = score.total
    f1, exact = score.interval(lambda one: one.f1), score.interval(lambda one: one.exact_share)
    tagged = sum(one.gold > 0 for one in score.inner)
    return (
        f"  {name:18} {total.f1:5.1f} [{f1[0]:5.1f} {f1[1]:5.1f}] {total.precision:5.1f} "
        f"{total.recall:5.1f}  {total.exact_share:5.1f} [{exact[0]:5.1f} {exact[1]:5.1f}] "
        f"{percent(total.edges_right, total.edges):5.1f} "
        f"{total.away / max(1, total.edges):5.1f} "
        f"{percent(total.empty, total.spans):5.1f} {percent(total.misplaced, tagged):5.0f} "
        f"{percent(total.flagged, total.tags):6.1f} "
        f"{percent(total.wrong_flagged, total.wrong):6.1f}"
    )


def structure(score: Score) -> str:
    held = score.structure
    shares = (
        f"{law} {percent(held[law], held['segments']):.1f} %"
        for law in ("well-formed", "multiset", "nesting", "atoms")
    )
    total, whole = score.total, score.whole
    return (
        f"  {', '.join(shares)}; {total.spans} spans, {total.tags - total.spans} points; "
        f"whole segments: {whole.spans}, exact {whole.exact_share:.1f} %"
    )


def engine(shared: Path) -> Task:
    """Place French formatting on Apertium's drafts."""
    plans = [plan(one) for one in islice(written(shared), MOST)]
    found = zip(plans, blanks.gold(plans, MODE), strict=True)
    kept = [(asked, Gold(gold, by_words=True)) for asked, gold in found if gold is not None]
    return Task("pseudo-gold es", [asked for asked, _ in kept], [gold for _, gold in kept])


def written(shared: Path) -> Iterator[Marked]:
    """Find French texts with formatting that begins and ends at words: glossary and Markdown."""
    yield from map(alone, xliff.read(shared / "data/markup-tags/dev-glossary.fr"))
    seen = set()
    for path in sorted((shared / "corpus/01_markdown/fr").rglob("*.md")):
        text = path.read_text("utf-8", "replace")
        form = MARKDOWN.configured({}, "fr")
        for segment in form.parse(text).segments:
            marked = alone(form.inline(segment, segment.source))
            if marked.text not in seen and fit(marked):
                seen.add(marked.text)
                yield marked


def alone(one: Marked) -> Marked:
    """Keep the PAIRs, each with a name of its own."""
    return Marked(
        one.text,
        tuple(
            replace(node, name=f"b {at}", open=f'<b id="{at}">', close="</b>", parent=-1)
            for at, node in enumerate(n for n in one.nodes if n.kind is NodeKind.PAIR)
        ),
    )


def fit(one: Marked) -> bool:
    """Tell whether a text has PAIRs, side by side, around whole words, and a usual length."""
    ends = [0, *(spot for node in one.nodes for spot in (node.start, node.end)), len(one.text)]
    beside = ends == sorted(ends) and bool(one.nodes)
    inside = any(one.text[at - 1 : at].isalnum() and one.text[at : at + 1].isalnum() for at in ends)
    empty = any(not any(map(str.isalnum, one.text[n.start : n.end])) for n in one.nodes)
    whole = any(n.end - n.start > 0.8 * len(one.text) for n in one.nodes)
    return beside and not (inside or empty or whole or "\n" in one.text or len(one.text) > LONGEST)


def references(shared: Path) -> None:
    for name in SETS:
        for target in TARGETS:
            compared(reference(shared / TAGGED, name, target))


def machine(shared: Path) -> None:
    if not shutil.which("apertium"):
        print("\npseudo-gold: skipped, apertium is not installed")
        return
    task = engine(shared)
    compared(task)
    print(apart.translated(task.plans, task.gold, MODE))
    print(apart.html(task.plans, MODE))


def texts(shared: Path) -> None:
    some = list(islice(sameness.found(shared, TWINS), TWINS))
    own = list(sameness.made_up(TWINS))
    print(f"\ntext with and without formatting: {len(some)} segments, and {len(own)} made up")
    with tempfile.TemporaryDirectory() as folder:
        routes = sameness.routes(Path(folder))
        differing = [sameness.compared(name, route, some + own) for name, route in routes]
    print(f"  wanted: no difference where ATOMs came back as they were: {sum(differing)}")


PARTS: dict[str, Callable[[Path], None]] = {
    "reference": references,
    "engine": machine,
    "text": texts,
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    arguments.add_argument("--part", choices=PARTS)
    options = arguments.parse_args()
    if not (options.shared / TAGGED).is_dir():
        raise SystemExit(f"skipped: {options.shared / TAGGED} is not there")
    for part in [options.part] if options.part else PARTS:
        PARTS[part](options.shared)


if __name__ == "__main__":
    main()
