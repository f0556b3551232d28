"""Makes the mutants of a module: its text with one small thing wrong, by cosmic-ray's operators."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Any

import parso
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

# Of cosmic-ray's 130 operators those whose mutants run: `+` to `<<` is a TypeError at once,
# which any test catches, so that it says nothing of them.
COMPARISONS = (
    "Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is",
    "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt",
)  # fmt: skip
ARITHMETIC = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "BitAnd_BitOr")
OPERATORS = (
    *(f"core/ReplaceComparisonOperator_{turned}" for turned in COMPARISONS),
    *(f"core/ReplaceBinaryOperator_{turned}" for turned in ARITHMETIC),
    "core/ReplaceAndWithOr",
    "core/ReplaceOrWithAnd",
    "core/ReplaceTrueWithFalse",
    "core/ReplaceFalseWithTrue",
    "core/AddNot",
    "core/ReplaceUnaryOperator_Delete_Not",
    "core/ReplaceUnaryOperator_Delete_USub",
    "core/NumberReplacer",
    "core/ExceptionReplacer",
    "core/ZeroIterationForLoop",
    "core/ReplaceBreakWithContinue",
    "core/ReplaceContinueWithBreak",
)
TOKEN = re.compile(r"\w+|[<>=!]+|\s|[^\w\s<>=!]")
# A dataclass that can be changed, a cache of another size, a zip that does not ask whether
# both are as long, `/` for the `*` of a signature: no mistake that sound code shows.
EQUAL = re.compile(r"^@|strict=\{True|\{\* → /\},")
FUNCTION = re.compile(r"^ *(?:def|class) (\w+)", re.MULTILINE)
OTHER_WAY = {"in": " not in", "not in": " in"}
Position = tuple[tuple[int, int], tuple[int, int]]


class Membership:
    """`in` for `not in` and the other way round, which cosmic-ray leaves."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        if node.type == "comparison" and spelled(node.children[1]) in OTHER_WAY:
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Any, _: int) -> Any:
        node.children[1] = parso.parse(OTHER_WAY[spelled(node.children[1])])
        return node


class Filtering:
    """A comprehension that keeps what it should leave out, which cosmic-ray leaves."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        if node.type == "comp_if":
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node: Any, _: int) -> Any:
        node.children[1] = parso.parse(f" not ({spelled(node.children[1])})")
        return node


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module's text with one thing wrong.

    told: the line, with what was put in place of what, to know it by again
    wherever the line stands.
    """

    module: str
    told: str
    text: str


def spelled(node: Any) -> str:
    return " ".join(node.get_code().split())


def mutants(module: str, every: int) -> list[Mutant]:
    """Make a module's mutants, or about one in so many, the same ones at every run."""
    code = Path(module).read_text("utf-8")
    nodes = list(ast_nodes(get_ast(code)))
    made: dict[str, Mutant] = {}
    for operator in [*(get_operator(name)() for name in OPERATORS), Membership(), Filtering()]:
        count = sum(len(list(operator.mutation_positions(node))) for node in nodes)
        for occurrence in range(count):
            text = mutate_code(code, operator, occurrence)
            told = difference(code, text)
            chosen = int(sha256(told.encode()).hexdigest(), 16) % every == 0
            if text != code and chosen and not EQUAL.search(told):
                made[text] = Mutant(module, told, text)
    return sorted(made.values(), key=lambda mutant: mutant.told)


def difference(code: str, text: str) -> str:
    """Give the line that differs, with its function and what was put in place of what.

    >>> difference("def f(a):\\n    return a > 12\\n", "def f(a):\\n    return a > 13\\n")
    'f: return a > {12 → 13}'
    """
    ours, theirs = TOKEN.findall(code), TOKEN.findall(text)
    start = common(ours, theirs)
    rest = common(ours[start:][::-1], theirs[start:][::-1])
    old, new = ours[start : len(ours) - rest], theirs[start : len(theirs) - rest]
    above, _, before = "".join(ours[:start]).rpartition("\n")
    after = "".join(ours[len(ours) - rest :]).partition("\n")[0]
    change = f"{{{''.join(old).strip()} → {''.join(new).strip()}}}"
    place = [f"{name}:" for name in FUNCTION.findall(above)[-1:] if before.startswith(" ")]
    return " ".join([*place, *f"{before}{change}{after}".split()])


def common(one: list[str], other: list[str]) -> int:
    """Count the tokens with which both begin."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
