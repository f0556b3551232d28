"""A model of `re` that counts its steps: the same matches, by the same trying and going back."""

import re
import re._constants as names  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Tree = Sequence[tuple[Any, Any]]
Fits = Callable[[str], bool]
Registers = Mapping[int, int]
UNLIMITED = 4_294_967_295


class TooManySteps(Exception):  # noqa: N818  # says what happened
    """The allowance is spent."""


def text_of(pattern: re.Pattern[Any]) -> str:
    """Read bytes as the characters of the same numbers."""
    spelled = pattern.pattern
    return spelled if isinstance(spelled, str) else spelled.decode("latin-1")


def tree_of(pattern: re.Pattern[Any]) -> Tree:
    flags = pattern.flags
    if isinstance(pattern.pattern, bytes):
        flags |= re.ASCII
    parsed: Tree = parser.parse(text_of(pattern), flags & ~re.DEBUG)
    return parsed


def category(name: str, flags: int) -> Fits:
    """Read `\\d`, `\\s`, `\\w` and their opposites."""
    plain = name.rpartition("_")[2]
    whole: dict[str, Fits] = {
        "DIGIT": str.isdecimal,
        "SPACE": str.isspace,
        "WORD": lambda char: char.isalnum() or char == "_",
    }
    fits = whole[plain]

    def asked(char: str) -> bool:
        found = fits(char) and (not flags & re.ASCII or char.isascii())
        return found is not ("_NOT_" in name)

    return asked


def member(op: Any, value: Any, flags: int) -> Fits:
    """Read one member of a class of characters."""
    if op is names.RANGE:
        return lambda char: value[0] <= ord(char) <= value[1]
    if op is names.CATEGORY:
        return category(str(value), flags)
    return lambda char: ord(char) == value


def one_character(op: Any, value: Any, flags: int) -> Fits | None:
    """Read what takes exactly one character; None for anything else."""
    known: dict[str, bool] = {}
    if op is names.ANY:
        return lambda char: bool(flags & re.DOTALL) or char != "\n"
    if op is names.LITERAL or op is names.NOT_LITERAL:
        members, negated = [member(names.LITERAL, value, flags)], op is names.NOT_LITERAL
    elif op is names.IN:
        negated = value[0][0] is names.NEGATE
        members = [member(inner, av, flags) for inner, av in value[negated:]]
    else:
        return None

    def fits(char: str) -> bool:
        if char not in known:
            forms = {char, char.lower(), char.upper()} if flags & re.IGNORECASE else {char}
            single = [form for form in forms if len(form) == 1]
            known[char] = any(one(form) for one in members for form in single) is not negated
        return known[char]

    return fits


def nullable(items: Tree) -> bool:
    return bool(items.getwidth()[0] == 0) if hasattr(items, "getwidth") else True


@dataclass
class Program:
    """Instructions: (name, operands); the first is where a match begins."""

    flags: int
    code: list[tuple[Any, ...]] = field(default_factory=list)
    slots: int = 1000  # registers above the groups': where a turn of a loop began

    def emit(self, items: Tree, flags: int | None = None) -> None:
        flags = self.flags if flags is None else flags
        for op, value in items:
            if fits := one_character(op, value, flags):
                self.code.append(("character", fits))
            else:
                getattr(self, f"emit_{str(op).lower()}")(value, flags)

    def emit_at(self, value: Any, flags: int) -> None:
        name = str(value)
        if flags & re.MULTILINE and name in {"AT_BEGINNING", "AT_END"}:
            name += "_LINE"
        self.code.append(("at", name, flags))

    def emit_failure(self, _: Any, __: int) -> None:
        self.code.append(("fail",))

    def emit_branch(self, value: Any, flags: int) -> None:
        ends = []
        for number, branch in enumerate(branches := value[1]):
            split = len(self.code)
            last = number == len(branches) - 1
            if not last:
                self.code.append(())
            self.emit(branch, flags)
            if not last:
                ends.append(len(self.code))
                self.code.append(())
                self.code[split] = ("split", split + 1, len(self.code))
        for end in ends:
            self.code[end] = ("jump", len(self.code))

    def emit_subpattern(self, value: Any, flags: int) -> None:
        group, added, removed, items = value
        flags = (flags | added) & ~removed
        if group is not None:
            self.code.append(("save", 2 * group))
        self.emit(items, flags)
        if group is not None:
            self.code.append(("save", 2 * group + 1))

    def emit_max_repeat(self, value: Any, flags: int, *, lazy: bool = False) -> None:
        low, high, items = value
        for _ in range(low):
            self.emit(items, flags)
        if int(high) >= UNLIMITED:
            self.loop(items, flags, lazy=lazy)
            return
        splits = []
        for _ in range(int(high) - low):
            splits.append(len(self.code))
            self.code.append(())
            self.emit(items, flags)
        for split in splits:
            self.code[split] = self.choice(split + 1, len(self.code), lazy=lazy)

    def emit_min_repeat(self, value: Any, flags: int) -> None:
        self.emit_max_repeat(value, flags, lazy=True)

    @staticmethod
    def choice(body: int, out: int, *, lazy: bool) -> tuple[Any, ...]:
        return ("split", out, body) if lazy else ("split", body, out)

    def loop(self, items: Tree, flags: int, *, lazy: bool) -> None:
        start, slot = len(self.code), self.slots
        self.slots += 1
        self.code.append(())
        if empty := nullable(items):
            self.code.append(("save", slot))
        self.emit(items, flags)
        if empty:
            self.code.append(("moved", slot, start))
        else:
            self.code.append(("jump", start))
        self.code[start] = self.choice(start + 1, len(self.code), lazy=lazy)

    def emit_possessive_repeat(self, value: Any, flags: int) -> None:
        inner = self.inner(())
        inner.emit_max_repeat(value, flags)
        inner.code.append(("match",))
        self.code.append(("atomic", inner.code))

    def emit_atomic_group(self, value: Any, flags: int) -> None:
        self.code.append(("atomic", self.inner(value, flags).code))

    def emit_assert(self, value: Any, flags: int) -> None:
        self.look("ahead", value, flags)

    def emit_assert_not(self, value: Any, flags: int) -> None:
        self.look("not ahead", value, flags)

    def look(self, name: str, value: Any, flags: int) -> None:
        direction, items = value
        back = items.getwidth()[0] if direction < 0 else 0
        self.code.append((name, self.inner(items, flags).code, back))

    def emit_groupref(self, value: Any, flags: int) -> None:
        self.code.append(("same", value, flags))

    def emit_groupref_exists(self, value: Any, flags: int) -> None:
        group, yes, no = value
        at = len(self.code)
        self.code.append(())
        self.emit(yes, flags)
        jump = len(self.code)
        self.code.append(())
        self.code[at] = ("exists", group, len(self.code))
        self.emit(no or (), flags)
        self.code[jump] = ("jump", len(self.code))

    def inner(self, items: Tree, flags: int | None = None) -> "Program":
        """Compile what is matched by itself."""
        self.slots += 1000
        program = Program(self.flags, slots=self.slots)
        program.emit(items, flags)
        if items:
            program.code.append(("match",))
        return program


def word(text: str, at: int, flags: int) -> bool:
    return 0 <= at < len(text) and category("CATEGORY_WORD", flags)(text[at])


AT: dict[str, Callable[[str, int, int], bool]] = {
    "AT_BEGINNING": lambda text, at, _: at == 0,
    "AT_BEGINNING_STRING": lambda text, at, _: at == 0,
    "AT_BEGINNING_LINE": lambda text, at, _: at == 0 or text[at - 1] == "\n",
    "AT_END": lambda text, at, _: text[at:] in {"", "\n"} if at > len(text) - 2 else False,
    "AT_END_STRING": lambda text, at, _: at == len(text),
    "AT_END_LINE": lambda text, at, _: at == len(text) or text[at] == "\n",
    "AT_BOUNDARY": lambda text, at, flags: word(text, at, flags) != word(text, at - 1, flags),
    "AT_NON_BOUNDARY": lambda text, at, flags: word(text, at, flags) == word(text, at - 1, flags),
}


class Counted:
    """A pattern whose steps are counted in `steps`, up to `allowance`."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        flags = pattern.flags | (re.ASCII if isinstance(pattern.pattern, bytes) else 0)
        program = Program(flags)
        program.emit(tree_of(pattern))
        program.code.append(("match",))
        self.code = program.code
        self.steps = 0
        self.allowance = 1 << 62

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Find as `finditer` does."""
        at, after_empty = 0, -1
        while at <= len(text):
            end = self.run(self.code, text, at, {}, unlike=at if at == after_empty else -1)
            if end is None:
                at += 1
                continue
            yield at, end[0]
            after_empty = end[0] if end[0] == at else -1
            at = end[0]

    def match(self, text: str, *, whole: bool = False) -> int | None:
        """Give the end of the match at the start of a text."""
        found = self.run(self.code, text, 0, {}, whole=whole)
        return None if found is None else found[0]

    def run(  # noqa: C901, PLR0912, PLR0915  # one arm an instruction
        self,
        code: list[tuple[Any, ...]],
        text: str,
        at: int,
        registers: Registers,
        *,
        whole: bool = False,
        unlike: int = -1,
    ) -> tuple[int, Registers] | None:
        """Run a program from a place; unlike: where the match must not end."""
        waiting: list[tuple[int, int, Registers]] = [(0, at, registers)]
        size, start, steps = len(text), at, 0
        while waiting:
            here, at, registers = waiting.pop()
            while True:
                steps += 1
                if steps > 4096:
                    self.spend(steps)
                    steps = 0
                instruction = code[here]
                name = instruction[0]
                if name == "character":
                    if at < size and instruction[1](text[at]):
                        at += 1
                        here += 1
                        continue
                    break
                if name == "split":
                    waiting.append((instruction[2], at, registers))
                    here = instruction[1]
                    continue
                if name == "jump":
                    here = instruction[1]
                    continue
                if name == "match":
                    if (whole and at != size) or (at == unlike == start):
                        break
                    self.spend(steps)
                    return at, registers
                if name == "save":
                    registers = {**registers, instruction[1]: at}
                elif name == "moved":
                    if registers[instruction[1]] != at:
                        here = instruction[2]
                        continue
                elif name == "atomic":
                    found = self.run(instruction[1], text, at, registers)
                    if found is None:
                        break
                    at, registers = found
                elif name == "at":
                    if not AT[instruction[1]](text, at, instruction[2]):
                        break
                elif name in {"ahead", "not ahead"}:
                    begin = at - instruction[2]
                    seen = None if begin < 0 else self.run(instruction[1], text, begin, registers)
                    if (seen is None) is (name == "ahead"):
                        break
                    if seen is not None:
                        registers = seen[1]
                elif name == "same":
                    group = instruction[1]
                    if 2 * group + 1 not in registers:
                        break
                    again = text[registers[2 * group] : registers[2 * group + 1]]
                    there = text[at : at + len(again)]
                    steps += len(again)
                    if there != again and not (
                        instruction[2] & re.IGNORECASE and there.lower() == again.lower()
                    ):
                        break
                    at += len(again)
                elif name == "exists":
                    if 2 * instruction[1] + 1 not in registers:
                        here = instruction[2]
                        continue
                else:
                    break
                here += 1
        self.spend(steps)
        return None

    def spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > self.allowance:
            raise TooManySteps
