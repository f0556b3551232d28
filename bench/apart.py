"""What comes of translating the stretches between tags apart, as Argos does with HTML."""

import re
import subprocess
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import blanks
import sacrebleu
import xliff
from placement import Gold, Score, percent

from l10n.alignment import Alignment
from l10n.markup.nodes import Marked, Node, NodeKind
from l10n.markup.plan import Plan
from l10n.markup.projection import Projected

TAG = re.compile(r"<(/?)b id=\"(\d+)\"[^<>]*>")
WORD = re.compile(r"\S+")


def stretches(asked: Plan) -> list[tuple[int, int]]:
    """Cut a text at the ends of its nodes."""
    ends = sorted({0, len(asked.text), *(spot for span in asked.spans for spot in span)})
    return list(pairwise(ends))


def in_order(asked: Plan, text: str, alignments: Sequence[Alignment]) -> Projected:
    """Put the nodes on a given translation as one of stretches apart would have them.

    Such a translation has the stretches in the order of the source. Where each
    ends in the one at hand is chosen so that most of what alignments say of its
    words is due to the stretch that they are in: kinder than any engine is,
    whose stretches would also read otherwise.
    """
    spans = [match.span() for match in WORD.finditer(text)]
    own = stretches(asked)
    cuts = best_cuts(weights(own, spans, alignments), len(own), len(spans))
    begins = [start for start, _ in own]

    def edge(spot: int) -> int:
        return cuts[bisect_right(begins, spot) - 1] if spot < len(asked.text) else len(spans)

    def put(node: Node, span: tuple[int, int]) -> Node:
        first, last = edge(span[0]), edge(span[1])
        start = spans[first][0] if first < len(spans) else len(text)
        end = spans[last - 1][1] if last > first else start
        return replace(node, start=start, end=end if node.kind is NodeKind.PAIR else start)

    return Projected(Marked(text, tuple(map(put, asked.source.nodes, asked.spans))))


def weights(
    own: Sequence[tuple[int, int]],
    spans: Sequence[tuple[int, int]],
    alignments: Sequence[Alignment],
) -> dict[tuple[int, int], float]:
    """Tell how much of each target word is due to each stretch, and a little by its place."""
    found: defaultdict[tuple[int, int], float] = defaultdict(float)
    begins, starts = [start for start, _ in own], [start for start, _ in spans]
    for link in (link for alignment in alignments for link in alignment.links):
        stretch = bisect_right(begins, link.source[0]) - 1
        word = bisect_right(starts, link.target[0]) - 1
        if stretch >= 0 and word >= 0:
            found[stretch, word] += link.weight
    scale = own[-1][1] / max(1, spans[-1][1]) if own and spans else 1.0
    for word, (start, _) in enumerate(spans):
        found[max(0, bisect_right(begins, start * scale) - 1), word] += 0.01
    return dict(found)


def best_cuts(due: dict[tuple[int, int], float], count: int, size: int) -> list[int]:
    """Choose the word that each of so many stretches begins with, in order."""
    best: list[tuple[float, tuple[int, ...]]] = [(-1.0, ())] * (size + 1)
    best[0] = (0.0, ())
    for stretch in range(count):
        reached: tuple[float, tuple[int, ...]] = (-1.0, ())
        now = []
        for word in range(size + 1):
            if word and reached[0] >= 0:
                reached = (reached[0] + due.get((stretch, word - 1), 0.0), reached[1])
            if best[word][0] > reached[0]:
                reached = (best[word][0], (*best[word][1], word))
            now.append(reached)
        best = now
    return list(best[size][1])


@dataclass(frozen=True, slots=True)
class Apart:
    """What came of drafts of stretches: structure, and the likeness to drafts of the whole."""

    structure: Score
    likeness: float
    same: int

    def __str__(self) -> str:
        held = self.structure.structure
        laws = ("well-formed", "multiset", "nesting", "atoms")
        shares = ", ".join(f"{law} {percent(held[law], held['segments']):.1f} %" for law in laws)
        return (
            f"  split at tags, translated: {shares}; text beside the whole's: "
            f"chrF {self.likeness:.1f}, {percent(self.same, held['segments']):.1f} % the same"
        )


def translated(plans: Sequence[Plan], gold: Sequence[Gold], mode: str) -> Apart:
    """Draft every stretch by itself, and put the drafts together."""
    parts = [asked.text[a:b] for asked in plans for a, b in stretches(asked)]
    made = iter(one_by_one(parts, mode))
    score, texts = Score(), []
    for asked, whole in zip(plans, gold, strict=True):
        own = joined(asked, made)
        score.add(whole.judged(asked.source, own, ()))
        texts.append((own.text, whole.marked.text))
    likeness = sacrebleu.corpus_chrf([a for a, _ in texts], [[b for _, b in texts]]).score
    return Apart(score, likeness, sum(a == b for a, b in texts))


def one_by_one(parts: Sequence[str], mode: str) -> Iterator[str]:
    """Draft stretches in one run, each between blank lines; the spaces around them stay."""
    distinct = list(dict.fromkeys(part.strip() for part in parts if part.strip()))
    sent = "".join(blanks.SPECIAL.sub(r"\\\1", part) + "\n\n" for part in distinct)
    answers = blanks.asked(mode, "none", f"\n\n{sent}").strip("\n").split("\n\n")
    if len(answers) != len(distinct):
        raise subprocess.SubprocessError(f"{len(distinct)} texts gave {len(answers)} answers")
    known = dict(zip(distinct, answers, strict=True))
    for part in parts:
        body = part.strip()
        lead, tail = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
        yield f"{lead}{read(known[body])}{tail}" if body else part


def read(answer: str) -> str:
    return re.sub(r"\\(.)", r"\1", answer.strip())


def joined(asked: Plan, made: Iterator[str]) -> Marked:
    """Put drafts of stretches together, the nodes where these meet."""
    places, text = {0: 0}, ""
    for _, end in stretches(asked):
        text += next(made)
        places[end] = len(text)
    nodes = zip(asked.source.nodes, asked.spans, strict=True)
    placed = (replace(node, start=places[a], end=places[b]) for node, (a, b) in nodes)
    return Marked(text, tuple(placed))


def html(plans: Sequence[Plan], mode: str) -> str:
    """Say what Apertium's own HTML mode keeps of the tags."""
    lines = [f"<p>{xliff.spelled(Marked(p.text, spans(p)))}</p>" for p in plans]
    came = blanks.asked(mode, "html", "\n".join(lines)).splitlines()
    if len(came) != len(lines):
        return f"  Apertium -f html: {len(lines)} lines went in, {len(came)} came back"
    kept = formed = 0
    for sent, back in zip(lines, came, strict=True):
        kept += Counter(TAG.findall(sent)) == Counter(TAG.findall(back))
        formed += balanced(back)
    return (
        f"  Apertium -f html: well-formed {percent(formed, len(lines)):.1f} %, "
        f"multiset {percent(kept, len(lines)):.1f} %"
    )


def spans(one: Plan) -> tuple[Node, ...]:
    nodes = zip(one.source.nodes, one.spans, strict=True)
    return tuple(replace(node, start=start, end=end) for node, (start, end) in nodes)


def balanced(text: str) -> bool:
    """Tell whether every tag is closed once, in order."""
    begun = 0
    for match in re.finditer(r"<(/?)b\b", text):
        begun += -1 if match[1] else 1
        if begun < 0:
            return False
    return begun == 0
