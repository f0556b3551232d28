"""What the edge cases of formatting are run with: engines that answer in known ways, and articles.

An answer is written `y=et gato=chat|noir ~s`: every word with those of the
source that it is due to; without a space before it where there is a `~`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property

from l10n.alignment import Alignment, Link, Span, Traced
from l10n.catalog import Catalog
from l10n.document import Document
from l10n.engines import NEVER_CHOSEN, Package, Pair, Session
from l10n.engines.routing import Route
from l10n.formats import Format
from l10n.formats.html import FORMAT as HTML
from l10n.formats.markdown import FORMAT as MARKDOWN
from l10n.pipeline.draft import Key, Outcome, with_drafts
from l10n.pipeline.extract import extract
from l10n.pipeline.gate import original
from l10n.pipeline.localize import Localized, Ship, localize
from l10n.pipeline.segments import Question, drafts, question
from l10n.pipeline.sessions import Sessions

UNJUDGED = NEVER_CHOSEN  # the rank of an engine whose drafts are neither judged nor typeset
FORMATS: dict[str, Format] = {"Markdown": MARKDOWN, "HTML": HTML}
WORD = re.compile(r"\w+")
BLOCK = re.compile(r"<(?:p|h\d|ul|ol|table|div|figure)\b")

Answer = Callable[[str], str]
Align = Callable[[Traced], Alignment | None]


@dataclass(frozen=True, slots=True)
class Case:
    """A case of one number: an article of each format that has it, and the Spanish one.

    In HTML, a paragraph is put around it if it is none. terms: words that are
    not to be translated; target: the language.
    """

    number: int
    markdown: str
    spanish_markdown: str
    html: str
    spanish_html: str
    terms: tuple[str, ...] = ()
    target: str = "es"

    def articles(self) -> Iterator[tuple[str, str, str]]:
        """Give format, article and translation."""
        if self.markdown:
            yield "Markdown", self.markdown, self.spanish_markdown
        if self.html:
            yield "HTML", framed(self.html), framed(self.spanish_html)


def framed(html: str) -> str:
    return html if BLOCK.match(html) else f"<p>{html}</p>"


def spans(text: str) -> list[Span]:
    return [match.span() for match in WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Translator:
    """A benign engine: knows some sentences, and all others word by word."""

    words: Mapping[str, str]
    sentences: Mapping[str, str]

    def answer(self, text: str) -> str:
        if text in self.sentences:
            return read(self.sentences[text], text)[0]
        return WORD.sub(lambda match: self.words.get(match[0], match[0]), text)

    def align(self, traced: Traced) -> Alignment | None:
        """Tell truly what each word is due to."""
        if traced.source in self.sentences:
            links = read(self.sentences[traced.source], traced.source)[1]
        else:
            pairs = zip(spans(traced.source), spans(traced.target), strict=False)
            links = [Link(ours, theirs, 1.0) for ours, theirs in pairs]
        return Alignment(tuple(links), 0.95, "test")


def read(notation: str, source: str) -> tuple[str, list[Link]]:
    """Read an answer, and what its words are due to."""
    text, links = "", []
    for word in notation.split():
        said, _, due = word.partition("=")
        gap = "" if said.startswith("~") or not text else " "
        said = said.removeprefix("~")
        text += gap + said
        for one in filter(None, due.split("|")):
            at, weight = source.index(one), 1 / (1 + due.count("|"))
            links.append(Link((at, at + len(one)), (len(text) - len(said), len(text)), weight))
    return text, links


@dataclass
class Stub:
    """An Engine and its Session that answers and aligns with functions."""

    reply: Answer
    told: Align = lambda _: None
    rank: int = 1
    name: str = "stub"
    whole: bool = False
    asked: list[str] = field(default_factory=list)

    def packages(self, source: str) -> tuple[Package, ...]:
        return ()

    @contextmanager
    def open(self, package: Package) -> Iterator[Session]:
        yield self

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        self.asked += sentences
        return [self.reply(sentence) for sentence in sentences]

    def align(self, traced: Sequence[Traced]) -> list[Alignment | None]:
        return [self.told(one) for one in traced]

    def how_to_get(self, pair: Pair) -> str:
        return ""


def route(*pairs: Pair) -> Route:
    return Route(tuple(Package("stub", pair, "stub", "1") for pair in pairs))


def drafted(
    questions: Sequence[Question], engine: Stub, target: str = "es", pivot: str = ""
) -> list[Outcome]:
    """Draft segments together, as a run does."""
    tags = [tag for tag in ("fr", pivot, target) if tag]
    path = route(*map(Pair, tags, tags[1:]))
    found: dict[int, Outcome] = {}
    with Sessions({"stub": engine}) as sessions:
        for _, some in drafts(questions, {target: range(len(questions))}, {target: path}, sessions):
            found |= some
    return [found[at] for at in range(len(questions))]


@dataclass(frozen=True)
class Draft:
    """An article with drafts of its units, on its way to being written."""

    form: Format
    article: str
    terms: tuple[str, ...] = ()
    outcomes: dict[Key, Outcome] = field(default_factory=dict)

    @cached_property
    def document(self) -> Document:
        return self.form.parse(self.article)

    @cached_property
    def questions(self) -> dict[Key, Question]:
        return {s.key: question(self.form, s, self.terms) for s in self.document.segments}

    @cached_property
    def localized(self) -> Localized:
        """Build the article with whatever may ship."""
        empty = Catalog(units=extract(self.document, "a"))
        origin = route(Pair("fr", "es")).origin
        catalog = with_drafts(empty, self.outcomes, origin, lambda _: True)
        whole = original(self.form, self.article, "a")
        return localize(self.document, catalog, whole, Ship.DRAFT)


def filled(some: Iterable[Draft], engine: Stub, target: str = "es", pivot: str = "") -> list[Draft]:
    """Draft articles together."""
    blank = list(some)
    wanted = [(at, key) for at, one in enumerate(blank) for key in one.questions]
    made = drafted([blank[at].questions[key] for at, key in wanted], engine, target, pivot)
    own: list[dict[Key, Outcome]] = [{} for _ in blank]
    for (at, key), outcome in zip(wanted, made, strict=True):
        own[at][key] = outcome
    return [replace(one, outcomes=outcomes) for one, outcomes in zip(blank, own, strict=True)]
