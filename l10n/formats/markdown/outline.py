"""The structure of a Markdown article without its words, for the gate of every build."""

from collections.abc import Callable, Iterator, Mapping

from l10n.formats.markdown.events import Event, article
from l10n.formats.markdown.inline import Writing
from l10n.formats.markdown.leaves import BLOCKS
from l10n.formats.markdown.spans import tree
from l10n.formats.markdown.templates import Masked

WORDS = ("Text", "SoftBreak")
DEEPEST = 20  # blocks around one that are told by spaces
Fragment = Callable[[str], tuple[str, ...]]


def outline(
    text: str, masked: Masked, html: Fragment, code: Callable[[str, str], str]
) -> Iterator[str]:
    """List an article's blocks, indented by depth, and after each leaf what formatting it has.

    html: outlines an HTML block; code: gives what of a code block, whose
    language comes first, must stay.
    """
    depth, language = 0, ""
    run: list[Event] = []
    for event in article(masked.text):
        if event.tag not in BLOCKS:
            run.append(event)
            continue
        if event.edge == "-" and event.tag == "CodeBlock":
            content = "".join(text[e.start : e.end] for e in run)
            yield f"{indented(depth)}{code(language, content)!r}"
        elif event.edge == "-" and event.tag == "HtmlBlock":
            whole = text[run[0].start : run[-1].end] if run else ""
            yield from (f"{indented(depth)}{line}" for line in html(whole))
        elif run:
            yield from (f"{indented(depth)}{line}" for line in inside(text, masked, run))
        run = []
        depth -= event.edge == "-"
        if event.edge != "-":
            language = event.told("Fenced")
            yield f"{indented(depth)}{told(event)}"
        depth += event.edge == "+"
    if run:
        yield from inside(text, masked, run)


def indented(depth: int) -> str:
    """Give what stands before what is so deep: that many spaces, or their number if they are many.

    >>> indented(2), indented(1_000_000)
    ('  ', '1000000 ')
    """
    return " " * depth if depth <= DEEPEST else f"{depth} "


def told(event: Event) -> str:
    """Name a block with what must not change of it."""
    if event.tag == "Heading":
        return f"heading {event.told('level')}"
    return event.tag if event.value is None else f"{event.tag} {event.value}"


def inside(text: str, masked: Masked, run: list[Event]) -> list[str]:
    """Name a leaf's formatting, each with what is around it; the order may change."""
    if not masked.opaque and all(event.tag in WORDS for event in run):
        return []
    writing = Writing(text, masked)
    writing.write(tree(masked.text, run))
    around = [writing.nodes[n.parent].name if n.parent >= 0 else "" for n in writing.nodes]
    return sorted(f"{n.name} in {name}" for n, name in zip(writing.nodes, around, strict=True))


def shape(values: object, texts: set[str]) -> Iterator[str]:
    """List the values of a front matter by their paths, and of texts for people the paths alone.

    What an alias brings in once more is told by where it stood first: else a
    few lines could tell of billions of values.
    """
    todo: list[tuple[object, str]] = [(values, "")]
    known: dict[int, str] = {}
    while todo:
        value, path = todo.pop()
        if path in texts:
            yield path
        elif not isinstance(value, (Mapping, list)):
            yield f"{path} {value!r}"
        elif id(value) in known and value:
            yield f"{path} = {known[id(value)]}"
        else:
            known[id(value)] = path
            todo += reversed(list(below(value, path)))


def below(value: Mapping[object, object] | list[object], path: str) -> Iterator[tuple[object, str]]:
    """Give what stands in a mapping or a list, each with the path that leads there."""
    if isinstance(value, list):
        yield from ((one, f"{path}[{place}]") for place, one in enumerate(value))
    else:
        yield from ((one, f"{path}.{key}" if path else str(key)) for key, one in value.items())
