"""No function calls itself as deep as an article, a catalog or a setting is nested."""

import ast
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import l10n

Bodies = Mapping[str, ast.AST]  # of functions, by module and name
Ours = Mapping[str, Mapping[str, tuple[str, str]]]  # what is imported of our modules, by module
ROOT = Path(l10n.__file__).parent
# Functions that come back to themselves, and why never deeper than is written here.
BOUNDED = {
    "caches:make": "as deep as the folder of the caches lies",
    "caches:private_folder": "the same",
    "engines.argos.attention:looks": "once more, for the sentences of a batch one by one",
    "engines.routing:chains": "as many hops as LONGEST says",
    "formats.markdown.events:restored": "what the parser tells of one event: a mapping of words",
    "front_matter.json:Walk.inside": "as deep as DEEPEST says",
    "front_matter.json:Walk.value": "as deep as DEEPEST says",
    "front_matter.toml:Walk.entries": "as deep as DEEPEST says",
    "front_matter.toml:Walk.pair": "as deep as DEEPEST says",
    "front_matter.toml:Walk.value": "as deep as DEEPEST says",
    "front_matter.yaml:Composition.entries": "as deep as DEEPEST says",
    "front_matter.yaml:Composition.pairs": "as deep as DEEPEST says",
    "front_matter.yaml:Composition.value": "as deep as DEEPEST says",
    "markup.projection:project": "once more without ATOMs, where none is in the way",
}


def test_whatever_comes_back_to_itself_is_bounded() -> None:
    found = set(recursive(calls()))
    assert found - BOUNDED.keys() == set(), "write it as a loop with a stack"
    assert BOUNDED.keys() - found == set(), "it is no longer so: remove it"


def calls() -> dict[str, set[str]]:
    """Tell for every function which ones its body names, in its module or another of ours."""
    bodies: dict[str, ast.AST] = {}
    ours: dict[str, dict[str, tuple[str, str]]] = {}
    holders: set[str] = set()
    for path in sorted(ROOT.rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text("utf-8"))
        ours[module] = imported(tree)
        bodies |= {f"{module}:{name}": node for name, node in functions(tree)}
        holders |= {f"{module}:{name}" for name in holding(tree)}
    return graph(bodies, ours, holders)


def graph(bodies: Bodies, ours: Ours, holders: AbstractSet[str]) -> dict[str, set[str]]:
    return {name: set(named(name, bodies, ours, holders)) & bodies.keys() for name in bodies}


def functions(tree: ast.AST, above: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = above + node.name
            if not isinstance(node, ast.ClassDef):
                yield name, node
            yield from functions(node, f"{name}.")
        else:
            yield from functions(node, above)


def holding(tree: ast.AST) -> Iterator[str]:
    """List the classes with a field that holds others of the same class: trees."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [
                ast.unparse(one.annotation) for one in node.body if isinstance(one, ast.AnnAssign)
            ]
            if any(node.name in field for field in fields):
                yield node.name


def imported(tree: ast.AST) -> dict[str, tuple[str, str]]:
    """Tell of which module of ours a name is, and what it is there."""
    found: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "l10n":
            module = (node.module or "").removeprefix("l10n").removeprefix(".")
            found |= {one.asname or one.name: (module, one.name) for one in node.names}
    return found


def named(name: str, bodies: Bodies, ours: Ours, holders: AbstractSet[str]) -> Iterator[str]:
    """List the functions that one names, and the methods of its own class or of such a tree."""
    module, _, own = name.partition(":")
    owner = f"{module}:{own.rpartition('.')[0]}"
    while owner in bodies:  # functions inside a method have its class
        owner = owner.rpartition(".")[0]
    nodes = list(ast.walk(bodies[name]))
    local = {node.arg for node in nodes if isinstance(node, ast.arg)}
    local |= {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for node in nodes:
        if isinstance(node, ast.Name) and node.id not in local:
            around = name
            while around in bodies:
                yield f"{around}.{node.id}"
                around = around.rpartition(".")[0]
            yield f"{module}:{node.id}"
            yield ":".join(ours[module].get(node.id, ("", "")))
        elif isinstance(node, ast.Attribute):
            base = node.value.id if isinstance(node.value, ast.Name) else ""
            if base in ours[module]:
                yield f"{'.'.join(filter(None, ours[module][base]))}:{node.attr}"
            elif base in ("self", "cls") or owner in holders:
                yield f"{owner}.{node.attr}"


def recursive(graph: Mapping[str, AbstractSet[str]]) -> Iterator[str]:
    """List the functions from which one comes back to them."""
    for start, first in graph.items():
        seen: set[str] = set()
        todo = list(first)
        while todo and start not in seen:
            now = todo.pop()
            if now not in seen:
                seen.add(now)
                todo += graph[now]
        if start in seen:
            yield start


def test_the_search_finds_all_kinds() -> None:
    source = """
def plain(x): return plain(x)
def one(x): return two(x)
def two(x): return list(map(one, x))
class Tree:
    children: "list[Tree]"
    def deep(self): return all(child.deep for child in self.children)
    def flat(self): return flat(self)
def flat(x): return 1
def outer():
    def inner(x): return inner(x)
    return inner
"""
    tree = ast.parse(source)
    bodies = {f":{name}": node for name, node in functions(tree)}
    trees = {f":{name}" for name in holding(tree)}
    assert set(recursive(graph(bodies, {"": {}}, trees))) == {
        ":plain",
        ":one",
        ":two",
        ":Tree.deep",
        ":outer.inner",
    }
