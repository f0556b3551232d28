"""Reads lines with the inline tags of XLIFF 1.2: pairs `<g>`, points `<x/>`, `<bx/>`, `<ex/>`."""

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from l10n.markup.nodes import Marked, Node, NodeKind

TAG = re.compile(r"<(?P<end>/?)(?P<name>g|x|bx|ex)\b(?P<rest>[^<>]*)>")
ID = re.compile(r'\bid="([^"]*)"')
KINDS = {"g": NodeKind.PAIR}


def read(path: Path) -> list[Marked]:
    return [marked(line) for line in path.read_text("utf-8").splitlines()]


def marked(line: str) -> Marked:
    """Tell the text of a line from its tags; a node's name is its tag and id.

    >>> marked('un <g id="1">mot</g><x id="2"/>').text
    'un mot'
    """
    nodes: list[Node] = []
    begun: list[int] = []
    pieces: list[str] = []
    length = done = 0
    for match in TAG.finditer(line):
        pieces.append(html.unescape(line[done : match.start()]))
        length += len(pieces[-1])
        done = match.end()
        if match["end"]:
            at = begun.pop()
            nodes[at] = replace(nodes[at], end=length, close=match[0])
            continue
        found = ID.search(match["rest"])
        name = f"{match['name']} {found[1] if found else ''}"
        parent = begun[-1] if begun else -1
        kind = KINDS.get(match["name"], NodeKind.VOID)
        nodes.append(Node(kind, length, length, match[0], parent=parent, name=name))
        if kind is NodeKind.PAIR:
            begun.append(len(nodes) - 1)
    if begun:
        raise ValueError(f"nothing closes {nodes[begun[-1]].open}")
    return Marked("".join((*pieces, html.unescape(line[done:]))), tuple(nodes))


def spelled(one: Marked) -> str:
    """Write a text and its tags again."""
    pieces: list[str] = []
    done = 0
    ends: list[Node] = []

    def put(upto: int, tag: str) -> None:
        nonlocal done
        pieces.extend((html.escape(one.text[done:upto], quote=False), tag))
        done = upto

    for node in one.nodes:
        path = lineage(one.nodes, node)
        while ends and ends[-1] not in path:
            last = ends.pop()
            put(last.end, last.close)
        put(node.start, node.open)
        if node.kind is NodeKind.PAIR:
            ends.append(node)
    for last in reversed(ends):
        put(last.end, last.close)
    put(len(one.text), "")
    return "".join(pieces)


def lineage(nodes: Sequence[Node], node: Node) -> list[Node]:
    """Give the PAIRs around a node, the nearest first."""
    found = []
    while node.parent >= 0:
        node = nodes[node.parent]
        found.append(node)
    return found
