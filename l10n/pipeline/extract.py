"""From a document to the template of its catalogs."""

from functools import cache

from l10n import locales
from l10n.catalog import Catalog, Unit
from l10n.document import Document, Segment

# Dates and people are left empty: gettext wants the fields, and a clock would
# change every file at every run.
FIELDS = (
    ("Project-Id-Version", "{project}"),
    ("PO-Revision-Date", ""),
    ("Last-Translator", ""),
    ("Language-Team", ""),
    ("Language", "{language}"),
    ("X-Source-Language", "{source}"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
)


def extract(document: Document, path: str) -> tuple[Unit, ...]:
    """List a document's units: equal texts of one context are one, with several references.

    path: the article's, as `#:` shows it.
    """
    found: dict[tuple[str | None, str], list[Segment]] = {}
    for segment in document.segments:
        found.setdefault(segment.key, []).append(segment)
    return tuple(
        Unit(
            source,
            context=context,
            extracted=explained(segments),
            references=tuple(f"{path}:{segment.line}" for segment in segments),
        )
        for (context, source), segments in found.items()
    )


def explained(segments: list[Segment]) -> tuple[str, ...]:
    """Tell a translator what the text is, which headings it stands under, what the author says."""
    told = [", ".join(dict.fromkeys([segment.kind for segment in segments]))]
    if trail := segments[0].trail:
        told.append(f"under: {' › '.join(trail)}")
    notes = [" ".join(note.split()) for segment in segments for note in segment.notes]
    return (*told, *dict.fromkeys(filter(None, notes)))


@cache
def header(project: str, source: str, target: str = "") -> Unit:
    """Make the header entry (gettext manual, "Header Entry") of a template or a catalog."""
    values = {
        "project": project,
        "source": locales.gettext_name(source),
        "language": locales.gettext_name(target) if target else "",
    }
    fields = [f"{name}: {value.format(**values)}\n" for name, value in FIELDS]
    if target:
        fields.append(f"Plural-Forms: {locales.plural_forms(target)}\n")
    return Unit("", target="".join(fields))


def template(document: Document, path: str, project: str, source: str) -> Catalog:
    """Make the template (POT) of a document."""
    return Catalog(header(project, source), extract(document, path))
