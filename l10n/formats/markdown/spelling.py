"""From a text and its nodes back to the author's syntax, and from targets to lines."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from l10n.document import Segment, Wrapping
from l10n.formats.markdown.inline import MISREAD, PLAIN, inline
from l10n.formats.markdown.lines import has_line_end
from l10n.markup.nodes import Marked, Node, NodeKind
from l10n.wrapping import recognizable, wrapped

# What must be escaped among words as a rule; the rest is only where a first try reads wrong.
LIGHT = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|[*`]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?]|$)|&(?=#?\w+;)|~~|\{\{|\{%|\{(?=[.#:/])"
)
HEAVY = re.compile(r"[\\*_`~<>\[\]{}&$|!#@]")
PIPE = re.compile(r"(?<!\\)\|")
# What opens another block at the start of a line (CommonMark 4 and 5, GFM tables, definition
# lists, and the templates that have a line for themselves).
OPENS = re.compile(
    r"[-+*]$|\d{1,9}[.)]$|\#{1,6}$|>|=+$|-{2,}$|[-_*]{3,}$|[`~]{3,}|[|:]|<[A-Za-z/!?]|\[[^\]]*\]:|"
    r"\{|!!!|\?\?\?|[-:|]+$|\$\$|\\$"
)
NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
BLOCK_START = re.compile(
    r"[-+*](?=\s|$)|\#{1,6}(?=\s|$)|>|=+\s*$|~~~|[|:](?=\s)|!!!|\?\?\?|:::|\[[ xX]\](?=\s)"
)
LABELLED = re.compile(r"\[[^\]]*\]:")
CLOSING = re.compile(r"(?<=\s)(#+)$")
BREAK = re.compile(r"(\\| {2,})\n")
RUN_ON = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
EMPHASIS = frozenset({"emphasis", "strong", "strikethrough"})
MUCH = 200  # characters in a node
QUOTES = {'"': '"', "'": "'", "(": "()"}


def spell(place: tuple[str, ...], marked: Marked) -> str:
    """Write a text with its nodes as a target for a place: escaped where it would read otherwise.

    Where emphasis cannot begin or end as the author spelled it (CommonMark
    6.2, flanking runs), `*` takes the place of `_`, or else it is narrowed to
    the letters inside. A spelling that looks like more formatting than there
    is gives way to one that does not.
    """
    if place[0] in PLAIN:
        return marked.text
    doubtful = ""
    for form in (marked, starred(marked), narrowed(starred(marked))):
        for pattern in (LIGHT, HEAVY):
            spelled = written(place, form, pattern)
            read = inline(place, spelled)
            if same(read, form):
                if not Counter(read.loose) - Counter(form.loose):
                    return spelled
                doubtful = doubtful or spelled
    return doubtful or written(place, marked, LIGHT)


def same(one: Marked, other: Marked) -> bool:
    """Tell whether two texts say the same with the same formatting at the same places."""
    misread = any(found.startswith(MISREAD) for found in one.loose)
    alike = one.text.split() == other.text.split() and signature(one) == signature(other)
    return alike and not misread


def signature(marked: Marked) -> Counter[tuple[str, str, str]]:
    """Count the nodes by name, with what each holds and what is around it.

    What holds much is told by where it begins and ends: nodes may nest.
    """
    held = [marked.text[n.start : n.end] if n.end - n.start <= MUCH else "" for n in marked.nodes]
    if any(n.end - n.start > MUCH for n in marked.nodes):
        solid = list(accumulate((not char.isspace() for char in marked.text), initial=0))
        for at, node in enumerate(marked.nodes):
            if node.end - node.start > MUCH:
                held[at] = f"{solid[node.start]} to {solid[node.end]}"
    around = (marked.nodes[n.parent].name if n.parent >= 0 else "" for n in marked.nodes)
    return Counter(
        (node.name, "".join(text.split()), name)
        for node, text, name in zip(marked.nodes, held, around, strict=True)
    )


def written(place: tuple[str, ...], marked: Marked, escapes: re.Pattern[str]) -> str:
    """Write a text with its nodes, escaping what a pattern matches among the words."""
    whole: list[str] = []
    at = 0
    for offset, spelled, stop in strokes(marked):
        if offset > at:
            whole.append(escaped(place, marked.text[at:offset], escapes))
        whole.append(spelled)
        at = max(at, stop)
    whole.append(escaped(place, marked.text[at:], escapes))
    text = re.sub(r"((?:\\|  )\n) ", r"\1", "".join(whole))
    text = CLOSING.sub(r"\\\1", text) if place[0] in ("heading", "inside") else text
    return started(text) if place[0] not in ("heading", "cell", "inside", "linked", "alt") else text


def strokes(marked: Marked) -> Iterator[tuple[int, str, int]]:
    """List what is written at which offset, and up to where it takes the text's place."""
    below: dict[int, list[int]] = {}
    for index, node in enumerate(marked.nodes):
        below.setdefault(node.parent, []).append(index)
    stack: list[tuple[Iterator[int], Node | None]] = [(iter(below.get(-1, [])), None)]
    while stack:
        siblings, around = stack[-1]
        index = next(siblings, -1)
        if index < 0:
            stack.pop()
            if around is not None:
                yield around.end, around.close, around.end
            continue
        node = marked.nodes[index]
        if node.kind is NodeKind.PAIR:
            yield node.start, node.open, node.start
            stack.append((iter(below.get(index, [])), node))
        else:
            yield node.start, opened(node), node.end


def opened(node: Node) -> str:
    """Give a VOID's or an ATOM's spelling, with the texts inside it as they are now."""
    if not node.shell:
        return node.open
    whole = [node.shell[0]]
    for text, before, after in zip(node.inner, node.shell, node.shell[1:], strict=False):
        whole += [bracketed(text) if before.endswith("[") else titled(before[-1:], text), after]
    return "".join(whole)


def bracketed(text: str) -> str:
    """Escape a description of an image."""
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)


def titled(quote: str, text: str) -> str:
    """Escape the quotes of a title, which is spelled between two of them."""
    return (
        re.sub(rf"(?<!\\)([{re.escape(QUOTES.get(quote, quote))}])", r"\\\1", text)
        if quote
        else text
    )


def escaped(place: tuple[str, ...], text: str, escapes: re.Pattern[str]) -> str:
    whole = escapes.sub(lambda match: "".join(f"\\{char}" for char in match[0]), text)
    whole = whole.replace("\n", "&#10;").replace("\r", "&#13;")
    return PIPE.sub(r"\\|", whole) if place[0] == "cell" else whole


def started(text: str) -> str:
    """Escape what would open another block at the start of a text."""
    number = NUMBER.match(text)
    if number:
        return f"{text[: number.end()]}\\{text[number.end() :]}"
    return f"\\{text}" if BLOCK_START.match(text) else text


def starred(marked: Marked) -> Marked:
    """Spell emphasis with stars: they may stand inside a word, underscores may not."""
    nodes = (
        replace(n, open=n.open.replace("_", "*"), close=n.close.replace("_", "*"))
        if n.name in EMPHASIS
        else n
        for n in marked.nodes
    )
    return replace(marked, nodes=tuple(nodes))


def narrowed(marked: Marked) -> Marked:
    """Take the marks at the edges of emphasis out of it, where there are letters left."""
    first, last = [n.end for n in marked.nodes], [n.start for n in marked.nodes]
    for node in marked.nodes:
        if node.parent >= 0:
            first[node.parent] = min(first[node.parent], node.start)
            last[node.parent] = max(last[node.parent], node.end)
    nodes = (narrower(marked, *one) for one in zip(marked.nodes, first, last, strict=True))
    return replace(marked, nodes=tuple(nodes))


def narrower(marked: Marked, node: Node, first: int, last: int) -> Node:
    """Narrow a node down to its letters; first, last: the ends of the nodes inside it."""
    if node.kind is not NodeKind.PAIR or node.name not in EMPHASIS:
        return node
    start, end = node.start, node.end
    while start < min(end, first) and not marked.text[start].isalnum():
        start += 1
    while end > max(start, last) and not marked.text[end - 1].isalnum():
        end -= 1
    return replace(node, start=start, end=end) if start < end else node


def embedded(segment: Segment, target: str) -> str:
    """Give a target as it stands in the article: broken over lines as its source was."""
    if segment.place[0] == "title":
        return titled(segment.place[1], RUN_ON.sub(" ", target))
    hard = broken(target.strip(" \t\r\n"))
    texts = [
        RUN_ON.sub(" ", text).strip(" \t") if has_line_end(text) else text for text in hard[::2]
    ]
    marks = [*hard[1::2], ""]
    layout = segment.wrapping
    if layout is None:
        return " ".join(texts)
    whole = []
    for text, mark in zip(texts, marks, strict=True):
        lines = folded(text, layout) if text else [""]
        whole.append(layout.joint.join(lines) + mark)
    return layout.joint.join(whole)


def broken(text: str) -> list[str]:
    """Cut a text at its hard breaks; every other piece is what marks one."""
    return BREAK.split(text) if "\n" in text else [text]


def folded(text: str, layout: Wrapping) -> list[str]:
    """Break a text over lines where no line would open another block.

    What begins as a reference definition stays on one line: it would be one
    with a line end after its second word.
    """
    foldable = recognizable(text) and not LABELLED.match(text)
    return wrapped(text, layout, opens) if foldable else [text]


def opens(word: str) -> bool:
    return OPENS.match(word) is not None
