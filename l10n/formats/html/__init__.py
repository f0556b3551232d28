"""HTML: whole documents and fragments, malformed ones as browsers read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from l10n.document import Document, Rebuilt, Segment
from l10n.formats import Links
from l10n.formats.html import active, inline, likeness, locale_marks, options, segments, spelling
from l10n.formats.html.links import addresses, links
from l10n.formats.html.options import Options
from l10n.formats.html.outline import outline
from l10n.formats.html.tree import Scope
from l10n.markup.nodes import Marked


@dataclass(frozen=True, slots=True)
class Html:
    """The rules are in docs/html.md.

    language: the articles'; what is in another one is left alone.
    """

    language: str = ""
    chosen: Options = field(default_factory=Options)
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")
    references: bool = True

    def configured(self, options_: Mapping[str, object], language: str) -> "Html":
        return replace(self, language=language, chosen=options.read(options_))

    @property
    def scope(self) -> Scope:
        return Scope(self.language, self.chosen.include, self.chosen.exclude)

    def parse(self, text: str) -> Document:
        return segments.document(text, self.scope, self.chosen.attributes)

    def explained(self, document: Document) -> Document:
        return document

    def embed(self, segment: Segment, target: str) -> str:
        return spelling.embedded(segment, target, self.language)

    def inline(self, segment: Segment, text: str) -> Marked:
        if segment.place in (spelling.SOLE_TEXT, spelling.VALUE):
            return inline.without_tags(text)
        return inline.marked(text, self.language, spelling.alone_in(segment.place))

    def active(self, segment: Segment, text: str) -> Iterable[str]:
        return active.running(segment, text)

    def spell(self, segment: Segment, marked: Marked) -> str:
        return spelling.spelled(segment, marked)

    def outline(self, text: str) -> tuple[str, ...]:
        return outline(text, self.scope, self.chosen.attributes)

    def alike(self, original: str, rebuilt: Rebuilt) -> bool:
        return not (self.chosen.include or self.chosen.exclude) and all(
            likeness.alike(segment, target, rebuilt.spelled[segment])
            for segment, target in rebuilt.targets.items()
        )

    def adapt(self, rebuilt: str, original: str, locale: str) -> str:
        return locale_marks.localized(rebuilt, locale) if self.chosen.locale_marks else rebuilt

    def addresses(self, text: str) -> Iterable[str]:
        return addresses(text)

    def links(self, text: str) -> Links:
        return links(text)


FORMAT = Html()
