"""Markdown: CommonMark, GFM and what site generators add; the rules are in docs/markdown.md."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from l10n import front_matter
from l10n.document import Document, Kind, Moves, Rebuilt, Segment, assembled
from l10n.formats import Links
from l10n.formats.markdown import active, blocks, headings, options, spelling
from l10n.formats.markdown.inline import inline
from l10n.formats.markdown.leaves import leaves
from l10n.formats.markdown.likeness import alike
from l10n.formats.markdown.links import addresses, links
from l10n.formats.markdown.outline import outline, shape
from l10n.formats.markdown.segments import Reader, line_of
from l10n.formats.markdown.templates import masked
from l10n.markup.active import braces
from l10n.markup.nodes import Marked

Placed = tuple[int, Segment]


@dataclass(frozen=True, slots=True)
class Markdown:
    """Positions come from the parser; what is not translated is never written anew.

    language: the articles', a BCP 47 tag; HTML in another one is left alone.
    """

    language: str = ""
    chosen: options.Options = options.Options()  # noqa: RUF009  # frozen
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdx", ".qmd", ".rmd", ".mdown", ".mkd")
    references: bool = False

    def configured(self, table: Mapping[str, object], language: str) -> "Markdown":
        return Markdown(language, options.read(table))

    def parse(self, text: str) -> Document:
        head = head_of(text, self.keys)
        if head and self.excluded(head.values):
            return Document((text,))
        start = head.end if head else 0
        fields = [(f.start, field(f, text)) for f in head.fields] if head else []
        reader = self.reader(text, start)
        placed = [(at + start, segment) for at, segment in self.segments(reader)]
        found = sorted([*fields, *placed], key=lambda pair: pair[0])
        problems = [head.problem] if head and head.problem else []
        return assembled(text, found, [*problems, *reader.unplaced])

    @property
    def keys(self) -> tuple[str, ...]:
        chosen = self.chosen.front_matter
        return tuple(front_matter.DEFAULT_KEYS) if chosen is None else chosen

    def excluded(self, values: Mapping[str, object]) -> bool:
        return any(values.get(key) == value for key, value in self.chosen.exclude_when)

    def reader(self, text: str, start: int) -> Reader:
        """Make the reader of an article's body, which begins at an offset."""
        body = text[start:]
        hidden = masked(body)
        line = line_of(text, start)
        return Reader(hidden, body, leaves(hidden), line, self.chosen.exclude_headings)

    def segments(self, reader: Reader) -> Iterator[Placed]:
        """Give the segments below the front matter, and where each begins."""
        for leaf in reader.leaves:
            if leaf.block == "HtmlBlock":
                yield from blocks.html_block(reader, leaf, self.language)
            elif leaf.block != "CodeBlock":
                yield from reader.read(leaf)
            elif self.chosen.code_comments:
                yield from blocks.code_comments(reader, leaf)
        yield from reader.reference_titles()

    def explained(self, document: Document) -> Document:
        return document

    def embed(self, segment: Segment, target: str) -> str:
        if target == segment.source:
            return segment.raw
        match segment.place[0]:
            case "field":
                return front_matter.spelled(segment.place[1:], segment.raw, target)
            case "html":
                return blocks.html(self.language).embed(blocks.without(segment), target)
            case "comment":
                return " ".join(target.split())
        return spelling.embedded(segment, target)

    def inline(self, segment: Segment, text: str) -> Marked:
        match segment.place[0]:
            case "field":
                return Marked(text)
            case "html":
                return blocks.html(self.language).inline(blocks.without(segment), text)
        return inline(segment.place, text)

    def active(self, segment: Segment, text: str) -> Iterable[str]:
        if segment.place[0] == "html":
            form = blocks.html(self.language)
            return (*form.active(blocks.without(segment), text), *braces(text))
        return active.running(segment, text)

    def spell(self, segment: Segment, marked: Marked) -> str:
        match segment.place[0]:
            case "field":
                return marked.text
            case "html":
                return blocks.html(self.language).spell(blocks.without(segment), marked)
        return spelling.spell(segment.place, marked)

    def outline(self, text: str) -> tuple[str, ...]:
        head = head_of(text, self.keys)
        body = text[head.end :] if head else text
        form = blocks.html(self.language)
        return (
            *(shape(head.values, {one.path for one in head.fields}) if head else ()),
            *outline(body, masked(body), form.outline, self.code),
        )

    def code(self, language: str, content: str) -> str:
        """Give what must stay of a code block: all, but for comments where those are translated."""
        return blocks.uncommented(language, content) if self.chosen.code_comments else content

    def alike(self, original: str, rebuilt: Rebuilt) -> bool:
        if self.chosen.exclude_headings or self.chosen.exclude_when:
            return False
        if any("<" in t and s.place[0] == "field" for s, t in rebuilt.targets.items()):
            return False
        text, moves = rebuilt.text, rebuilt.moves
        before, after = head_of(original, self.keys), head_of(text, self.keys)
        if not same_head(before, after, moves):
            return False
        start, begun = (before.end, after.end) if before and after else (0, 0)
        return alike(masked(original[start:]), masked(text[begun:]), moves.beyond(start, begun))

    def adapt(self, rebuilt: str, original: str, locale: str) -> str:
        style = self.chosen.heading_ids
        if style == "none" or rebuilt == original:
            return rebuilt
        before, _ = self.headings(original)
        after, at = self.headings(rebuilt)
        if style == "auto":
            generator = at > 0 or any(heading.explicit for heading in before)
            style = "attribute" if generator else "anchor"
        return rebuilt[:at] + headings.kept_alive(
            rebuilt[at:], before, after, self.chosen.heading_slugs, style
        )

    def headings(self, text: str) -> tuple[list[headings.Heading], int]:
        """List the headings of an article's body, and tell where that begins."""
        head = head_of(text, self.keys)
        start = head.end if head else 0
        body = text[start:]
        return list(headings.headings(body, masked(body))), start

    def addresses(self, text: str) -> Iterable[str]:
        head = head_of(text, self.keys)
        return addresses(text[head.end :] if head else text, blocks.html(self.language))

    def links(self, text: str) -> Links:
        head = head_of(text, self.keys)
        start = head.end if head else 0
        return links(text, start, self.chosen.heading_slugs, blocks.html(self.language))


@lru_cache(maxsize=8)  # a build asks for each article's several times
def head_of(text: str, keys: tuple[str, ...]) -> front_matter.FrontMatter | None:
    return front_matter.read(text, keys)


def same_head(
    before: front_matter.FrontMatter | None, after: front_matter.FrontMatter | None, moves: Moves
) -> bool:
    """Tell whether two front matters differ in words for people alone."""
    if before is None or after is None:
        return before is after
    if before.problem or after.problem or moves.of(before.end) != after.end:
        return False
    places = [(f.path, moves.of(f.start), moves.of(f.end)) for f in before.fields]
    if places != [(f.path, f.start, f.end) for f in after.fields]:
        return False
    texts = {path for path, *_ in places}
    return list(shape(before.values, texts)) == list(shape(after.values, texts))


def field(found: front_matter.Field, text: str) -> Segment:
    """Make a segment of a value of the front matter."""
    name = found.path.rpartition(".")[2]
    return Segment(
        found.value,
        text[found.start : found.end],
        found.line,
        Kind.TITLE if found.path == "title" else Kind.FIELD,
        notes=() if found.path == "title" else (f"{name} of the page",),
        place=("field", *found.style),
    )


FORMAT = Markdown()
