"""The text of drafts with and without formatting: engines are to see, and give, the same."""

import random
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path
from time import perf_counter

import sacrebleu
import xliff

from l10n.document import Segment
from l10n.engines import Package, Pair
from l10n.engines.argos.package import read
from l10n.engines.routing import Route
from l10n.formats.markdown import FORMAT as MARKDOWN
from l10n.formats.text import FORMAT as TEXT
from l10n.markup.nodes import Marked, NodeKind
from l10n.pipeline.draft import Outcome
from l10n.pipeline.segments import Question, drafts, question
from l10n.pipeline.sessions import Sessions
from l10n.plugins import engines

MODELS = Path(__file__).parents[1] / "tests" / "models"
sys.path.append(str(MODELS))
from grammar import Writer  # noqa: E402
from spelling import spelled  # noqa: E402

LONGEST = 400  # characters: the tiny packages have places for 512 pieces
MARKS = (("**", "**"), ("*", "*"), ("[", "](https://example.org)"), ("<b>", "</b>"))
ROUTES = (
    ("apertium", ("fr", "es")),
    ("argos", ("fr", "en")),
    ("argos", ("fr", "en", "es")),
)


@dataclass(frozen=True, slots=True)
class Twins:
    """A segment with formatting, and the same text as plain text."""

    dressed: Question
    bare: Question

    def text(self, outcome: Outcome) -> str:
        """Give the text of a draft of the segment, read back from how it is spelled."""
        form, segment = self.dressed.form, self.dressed.segment
        return " ".join(form.inline(segment, outcome.text).text.split())


def twins(dressed: Question) -> Twins | None:
    """Put a plain text beside a segment; None if it has code, which plain text cannot say."""
    text = dressed.asked.text
    bare = question(TEXT, Segment(text, text, 1))
    same = [text[a:b] for a, b, _ in dressed.asked.atoms]
    return Twins(dressed, bare) if same == [text[a:b] for a, b, _ in bare.asked.atoms] else None


def found(shared: Path, most: int) -> Iterator[Twins]:
    """Find French segments with formatting: of Markdown articles, and of the glossary set."""
    seen: set[str] = set()
    for dressed in islice(asked(shared), 20 * most):
        text = dressed.asked.text
        nodes = dressed.asked.source.nodes
        pair = dressed.asked.spans and any(n.kind is not NodeKind.ATOM for n in nodes)
        if pair and text not in seen and len(text) <= LONGEST and (both := twins(dressed)):
            seen.add(text)
            yield both


def asked(shared: Path) -> Iterator[Question]:
    form = MARKDOWN.configured({}, "fr")
    for one in xliff.read(shared / "data/markup-tags/dev-glossary.fr"):
        segment = Segment("", "", 1, place=("paragraph",))
        source = form.spell(segment, bold(one))
        yield question(form, replace(segment, source=source, raw=source))
    for path in sorted((shared / "corpus/01_markdown/fr").rglob("*.md")):
        for segment in form.parse(path.read_text("utf-8", "replace")).segments:
            yield question(form, segment)


def made_up(count: int) -> Iterator[Twins]:
    """Write French sentences of the words that the tiny packages know, with formatting."""
    draw, writer, form = random.Random(3), Writer(3), MARKDOWN.configured({}, "fr")
    while count:
        words = spelled(writer.sentence().fr, "fr")[0].split(" ")
        opened, closed = draw.choice(MARKS)
        first = draw.randrange(len(words))
        last = min(len(words) - 1, first + draw.randrange(3))
        words[first] = opened + words[first]
        words[last] += closed
        source = " ".join(words)
        both = twins(question(form, Segment(source, source, 1, place=("paragraph",))))
        if both and both.dressed.asked.spans:
            count -= 1
            yield both


def bold(one: Marked) -> Marked:
    """Spell all PAIRs as Markdown's bold."""
    nodes = (replace(node, open="**", close="**", name="strong") for node in one.nodes)
    return replace(one, nodes=tuple(nodes))


def routes(folder: Path) -> Iterator[tuple[str, Route]]:
    """List the real routes there are: Apertium's, and Argos's by the tiny packages of the tests."""
    known = {(one.engine, one.pair): one for one in engines()["apertium"].packages("fr")}
    for archive in sorted(MODELS.glob("*.argosmodel")):
        with zipfile.ZipFile(archive) as package:
            package.extractall(folder)
        if own := read(folder / archive.stem):
            known["argos", own.pair] = Package(
                "argos", own.pair, own.name, own.version, str(own.folder)
            )
    for name, tags in ROUTES:
        hops = [known.get((name, Pair(*pair))) for pair in pairwise(tags)]
        if all(hops):
            yield f"{name} {'>'.join(tags)}", Route(tuple(hop for hop in hops if hop))


def drafted(some: Sequence[Question], route: Route) -> tuple[list[Outcome], set[int]]:
    """Draft questions; tell which of them were asked again without their ATOMs."""
    made: dict[int, Outcome] = {}
    target = route.hops[-1].pair.target
    with Sessions(engines()) as sessions:
        found = drafts(some, {target: range(len(some))}, {target: route}, sessions)
        rounds = [own for _, own in found]
    for own in rounds:
        made |= own
    again = set(rounds[1]) if len(rounds) > 1 else set()
    return [made[at] for at in range(len(some))], again


def compared(name: str, route: Route, some: Sequence[Twins]) -> int:
    """Print how drafts of twins differ; give how many do that should not."""
    began = perf_counter()
    dressed, again = drafted([one.dressed for one in some], route)
    bare, alike = drafted([one.bare for one in some], route)
    took = perf_counter() - began
    counts: Counter[str] = Counter()
    texts: list[tuple[str, str]] = []
    for at, (one, ours, plain) in enumerate(zip(some, dressed, bare, strict=True)):
        kind = "asked again without atoms" if at in again | alike else "asked once"
        if ours.fault or plain.fault:
            counts["refused" if ours.fault == plain.fault else "refused with formatting"] += 1
            if ours.fault != plain.fault:
                print(f"    {one.dressed.segment.source!r}: {ours.fault or plain.fault}")
            continue
        pair = one.text(ours), " ".join(plain.text.split())
        counts[kind] += 1
        texts.append(pair)
        if pair[0] != pair[1]:
            counts[f"{kind}, differs"] += 1
            print(f"    {kind}: {one.dressed.segment.source!r}", *map(repr, pair), sep="\n      ")
    score = sacrebleu.corpus_chrf([a for a, _ in texts], [[b for _, b in texts]]).score
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    print(f"  {name:16} {told}; text to text chrF {score:.4f} (100: the same), {took:.0f} s")
    return counts["asked once, differs"]
