"""Look for inputs that cost far more than plain text: `make fuzz MODE=cost MINUTES=60`.

Every input goes through all that a run does with it, in a process of its own.
Time is compared with that of plain text as long, memory is what it takes beyond
what the process had. Each piece of formatting, each sentence, each entry and
each few words count as some more characters: they are values with fields. What costs most is
kept, mutated and mixed. What is made up depends on the seed alone; what is kept
depends on measured times, too, so inputs beyond the limits are saved whole.
"""

import os
import pickle
import random
import re
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from families import FAMILIES, KINDS, Family, of_length
from fuzz import PIECES, made_up, mangled
from steps import Work

from l10n import po, sentences, settings
from l10n.alignment import statistical
from l10n.errors import L10nError
from l10n.markup.shelter import shelter
from l10n.markup.tokens import tokens
from l10n.plugins import formats

TIMES = 4.0  # the time of plain text that an input may take
MEMORY = 20  # bytes that it may take for each of its characters
BASE = 8_000_000  # and once, whatever its length
PIECE_LENGTH = 16  # characters of plain text that take as long as a piece
FEW = 4  # words and marks that are as much as a piece
PIECE_MEMORY = 6_000  # bytes
FLOOR = 0.25  # seconds that anything may take
SHORT, LONG = 1_500, 12_000  # characters, of first tries and of those that count
LESSONS = 100_000  # pairs of words to learn from: a bounded part of the memory, made small
PATIENCE = 40  # times the limit after which an input is stopped
KEPT = 24  # inputs of a kind that are mutated
SAVED = Path("build/fuzz")
WORD = re.compile(r"[^\W\d_]{2,}")

ANSWERS: Mapping[str, Callable[[str], str]] = {
    "endings": lambda text: WORD.sub(lambda word: f"{word[0]}o", text),
    "capitals": str.upper,
    "nothing": lambda _: "",
    "itself": lambda text: text,
    "backwards": lambda text: " ".join(reversed(text.split(" "))),
    "letters backwards": lambda text: text[::-1],
    "twice": lambda text: f"{text} {text}",
    "half": lambda text: text[: len(text) // 2],
    "without spaces": lambda text: "".join(text.split()),
    "spaced out": " ".join,
    "without marks": lambda text: re.sub(r"[^\w\s]", "", text),
    "marks between": lambda text: re.sub(r"\s", " * ", text),
    "one word": lambda text: "mot " * len(text.split()),
    "brackets": lambda text: re.sub(r"\s", " [(", text),
    "tags": lambda text: re.sub(r"\s", " <b> ", text),
    "figures": lambda text: re.sub(r"\w", "1", text),
    "quotation marks": lambda text: re.sub(r"\s", " « ", text),
    "controls": lambda text: re.sub(r"\s", "\u2028", text),
}


@dataclass(frozen=True, slots=True)
class Spent:
    """What an input took: seconds by step, bytes of memory, and how many pieces it has."""

    seconds: Mapping[str, float]
    memory: int
    pieces: int
    fault: str = ""

    @property
    def whole(self) -> float:
        return sum(self.seconds.values())


@dataclass(frozen=True, slots=True)
class Input:
    """A text of a kind, and what an engine answers to it; origin: how it was made."""

    kind: str
    text: str
    answer: str = "endings"
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An input with what it took, as parts of what it may take."""

    one: Input
    spent: Spent
    time: float
    memory: float

    @property
    def beyond(self) -> bool:
        return max(self.time, self.memory) > 1 or bool(self.spent.fault)

    @property
    def cost(self) -> float:
        return max(self.time, self.memory) + 100 * bool(self.spent.fault)

    def told(self) -> str:
        slowest = max(self.spent.seconds, key=lambda step: self.spent.seconds[step], default="")
        per_mb = self.spent.whole / max(1, len(self.one.text)) * 1e6
        bytes_each = self.spent.memory / max(1, len(self.one.text))
        return (
            f"{self.time:5.2f} of the time, {self.memory:5.2f} of the memory that it may take:"
            f" {len(self.one.text)} characters, {self.spent.pieces} pieces, {per_mb:.0f} s/MB"
            f" (most: {slowest}), {bytes_each:.0f} bytes/character;"
            f" {self.one.origin}, answered with {self.one.answer} {self.spent.fault}\n"
            f"      {self.one.text[:120]!r}"
        )


def spent(one: Input, patience: float) -> Spent:
    """Take an input through everything, in a process of its own, for so many seconds at most."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        found = measured(one, patience)
        with os.fdopen(writing, "wb") as sender:
            pickle.dump(found, sender)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as receiver:
        content = receiver.read()
    _, status = os.waitpid(child, 0)
    if not content:
        return Spent({}, 0, 0, f"ended the process: {os.waitstatus_to_exitcode(status)}")
    made: Spent = pickle.loads(content)  # noqa: S301  # from our own child
    return made


class Stopped(BaseException):
    """It took too long."""


def stop(*_: object) -> None:
    raise Stopped


def measured(one: Input, patience: float) -> Spent:
    signal.signal(signal.SIGPROF, stop)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, patience)
    signal.alarm(int(30 + 10 * patience))  # for what no signal stops
    seconds: dict[str, float] = {}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pieces, fault = [0], ""
    name = ""
    begun = time.process_time()
    try:
        for name, step in STEPS[KINDS[one.kind]](one, pieces):
            begun = time.process_time()
            step()
            seconds[name] = time.process_time() - begun
    except Stopped:
        seconds[name] = time.process_time() - begun
        fault = f"stopped at {name!r}"
    except L10nError:
        seconds[name] = time.process_time() - begun
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what we look for
        fault = f"{name}: {error!r}"[:200]
    signal.setitimer(signal.ITIMER_PROF, 0)
    memory = 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    return Spent(seconds, memory, pieces[0], fault)


Steps = list[tuple[str, Callable[[], object]]]


def of_article(one: Input, pieces: list[int]) -> Steps:
    """Give the steps of a run over an article."""
    form = formats()[one.kind if one.kind in FORMS else "markdown"]
    work = Work(form, one.text, ANSWERS[one.answer])
    known = form.configured({}, "fr")

    def counted() -> None:
        for segment in work.segments:
            marked = shelter(known, segment)[1]
            words = len(tokens(marked.text)) // FEW
            pieces[0] += len(sentences.boundaries(marked.text, "fr")) + len(marked.nodes) + words

    first, *others = work.steps()
    return [first, ("count", counted), *others]


def of_catalog(one: Input, pieces: list[int]) -> Steps:
    def read() -> None:
        catalog = po.load(one.text.encode("utf-8", "replace"))
        pieces[0] = len(catalog.units)
        po.dump(catalog, one.text.encode("utf-8", "replace"))

    return [("read", read)]


def of_settings(one: Input, pieces: list[int]) -> Steps:
    def read() -> None:
        pieces[0] = one.text.count("\n")
        with TemporaryDirectory() as folder:
            path = Path(folder) / "l10n.toml"
            path.write_bytes(one.text.encode("utf-8", "replace"))
            settings.read(path)

    return [("read", read)]


FORMS = ("text", "markdown", "html")
STEPS = {"article": of_article, "catalog": of_catalog, "settings": of_settings}


def sized(text: str, pieces: int) -> int:
    """Tell how much there is of a text."""
    return len(text) + PIECE_LENGTH * pieces


@dataclass(slots=True)
class Search:
    """The search among the inputs of one kind; plain: the seconds of a character of plain text."""

    kind: str
    seed: int
    articles: list[str]
    plain: float = 0.0
    kept: list[Judged] = field(default_factory=list)
    worst: list[Judged] = field(default_factory=list)
    count: int = 0

    def calibrate(self) -> None:
        """Measure plain text as long: the machine may be busy with other things at times."""
        text = of_length(FAMILIES[self.kind]["prose"], LONG)
        taken = min(
            (spent(Input(self.kind, text), 60) for _ in range(2)), key=lambda one: one.whole
        )
        self.plain = taken.whole / sized(text, taken.pieces)

    def judged(self, one: Input) -> Judged:
        length = len(one.text)
        patience = PATIENCE * TIMES * self.plain * length + FLOOR
        found = spent(one, min(patience, 120))
        memory = BASE + MEMORY * length + PIECE_MEMORY * found.pieces
        return Judged(
            one,
            found,
            found.whole / (FLOOR + TIMES * self.plain * sized(one.text, found.pieces)),
            found.memory / memory,
        )

    def step(self) -> None:
        """Try one input; a costly one again when it is long, and twice when it is beyond."""
        self.count += 1
        chance = random.Random(f"{self.seed} {self.kind} {self.count}")
        one = self.made(chance)
        if not one.text:
            return
        first = self.judged(one)
        relative = first.spent.whole / (FLOOR / 5 + self.plain * len(one.text) * TIMES)
        if max(first.cost, relative) < self.bar:
            return
        grown = Input(one.kind, lengthened(one.text), one.answer, one.origin)
        found = self.judged(grown)
        if found.beyond and not found.spent.fault.startswith("ended"):
            self.calibrate()
            found = min(found, self.judged(grown), key=lambda each: each.cost)
        self.keep(found)

    @property
    def bar(self) -> float:
        return self.kept[-1].cost / 2 if len(self.kept) == KEPT else 0.1

    def keep(self, found: Judged) -> None:
        if found.beyond and len(self.worst) < 200:
            self.worst.append(found)
            SAVED.mkdir(parents=True, exist_ok=True)
            path = SAVED / f"cost-{self.kind}-{self.seed}-{self.count}.txt"
            path.write_bytes(found.one.text.encode("utf-8", "surrogatepass"))
            print(f"{path}: {found.told()}", flush=True)
        same = [one for one in self.kept if one.one.origin == found.one.origin]
        if same and max(one.cost for one in same) >= found.cost:
            return
        self.kept = [one for one in self.kept if one not in same]
        self.kept.append(found)
        self.kept.sort(key=lambda each: -each.cost)
        del self.kept[KEPT:]

    def made(self, chance: random.Random) -> Input:
        """Make an input: each family once, then mixtures, mutations and made-up ones."""
        families = {name: family for name, family in FAMILIES[self.kind].items() if name != "prose"}
        answer = chance.choice(list(ANSWERS))
        if self.count <= len(families):
            name = list(families)[self.count - 1]
            return Input(self.kind, of_length(families[name], SHORT), answer, name)
        way = chance.random()
        if way < 0.4 and self.kept:
            return self.mutated(chance, answer)
        if way < 0.7:
            some = chance.sample(list(families), chance.randint(2, 3))
            return Input(
                self.kind, mixed(chance, [families[n] for n in some]), answer, "+".join(some)
            )
        if way < 0.85:
            few = chance.choices(self.pieces(), k=chance.randint(1, 5))
            text = "".join(few) * (SHORT // max(1, len("".join(few))))
            return Input(self.kind, text, answer, f"pieces {few}")
        if self.articles and way < 0.95:
            return Input(self.kind, mangled(chance, self.articles)[:SHORT], answer, "an article")
        return Input(self.kind, (made_up(chance) * 200)[:SHORT], answer, "made up")

    def pieces(self) -> tuple[str, ...]:
        return (*PIECES, *MORE.get(self.kind, ()))

    def mutated(self, chance: random.Random, answer: str) -> Input:
        """Change what cost much: a piece in, out, doubled, or the halves of two."""
        old = chance.choice(self.kept)
        text = old.one.text[:SHORT]
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(text) + 1)
            stop = min(len(text), start + chance.randint(0, 40))
            new = chance.choice(
                ["", text[start:stop] * chance.randint(2, 30), chance.choice(self.pieces())]
            )
            text = text[:start] + new + text[stop:]
        if chance.random() < 0.3:
            text = text[: len(text) // 2] + chance.choice(self.kept).one.text[: SHORT // 2]
        answer = chance.choice([old.one.answer, answer])
        root = old.one.origin.removesuffix(", mutated")
        return Input(self.kind, text[: 2 * SHORT], answer, f"{root}, mutated")


MORE = {
    "text": ("a@b.", "« ", "» ", "1 ", "“", "l'", "言", "。", "…", "\u0301"),
    "mdx": ("{a} ", "<A b={c}>", "</A>", "{/* a */}", "export const a = 1\n", "<A {...b} />"),
    "po": ('msgid "', 'msgstr "', '"\n', "#, fuzzy\n", '#| msgid "', "\\n", "\\", "#~ ", "#: a:1\n",
           "msgctxt ", "msgid_plural ", "msgstr[0] ", "\n\n"),
    "toml": ("[a]\n", "a = ", "'''", '"""', "[[a]]\n", "{a = 1}", "exclude = [", "]", "a.", "#"),
}  # fmt: skip


def mixed(chance: random.Random, families: list[Family]) -> str:
    """Put families one after, inside or between the others."""
    texts = [of_length(family, SHORT // len(families)) for family in families]
    way = chance.randrange(3)
    if way == 0:
        return "".join(texts)
    if way == 1:
        middle = len(texts[0]) // 2
        return texts[0][:middle] + "".join(texts[1:]) + texts[0][middle:]
    cut = [[text[at : at + 12] for at in range(0, len(text), 12)] for text in texts]
    return "".join(piece for pieces in zip(*cut, strict=False) for piece in pieces)


def lengthened(text: str) -> str:
    """Make an input long: the halves apart, each repeated, so that what opens is left open."""
    times = max(1, LONG // max(1, len(text)))
    middle = len(text) // 2
    return text[:middle] * times + text[middle:] * times


def search(kinds: list[str], minutes: float, seed: int, cases: Path) -> int:
    """Search all kinds in turn for some time; give how many inputs are beyond the limits."""
    warm_up()
    searches = [Search(kind, seed, articles(cases, kind)) for kind in kinds]
    end = time.monotonic() + 60 * minutes
    turn = 0
    while time.monotonic() < end:
        for one in searches:
            if turn % 100 == 0:
                one.calibrate()
            one.step()
        turn += 1
    for one in searches:
        print(
            f"\n{one.kind}: {one.count} inputs, {len(one.worst)} beyond the limits; the costliest:"
        )
        for found in one.kept[:5]:
            print(f"  {found.told()}")
        longest = max(one.kept, key=lambda each: each.memory, default=None)
        if longest:
            print(f"  most memory: {longest.told()}")
    return sum(len(one.worst) for one in searches)


def warm_up() -> None:
    """Load in this process all that is loaded at first use: it counts for no input."""
    text = "L’*été* à [Paris](b.md), 10 h 30 : `a_b` a@b.fr.\n\n<p>Un <b>mot</b>.</p>\n\n# Mot\n"
    statistical.MOST = LESSONS
    for kind, work in KINDS.items():
        for answer in ("endings", "backwards"):
            for _, step in STEPS[work](Input(kind, text, answer), [0]):
                with suppress(L10nError):
                    step()


def articles(cases: Path, kind: str) -> list[str]:
    folder = cases / ("markdown" if kind == "mdx" else kind)
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path.read_bytes().decode("utf-8", "replace") for path in found]


def main() -> None:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chosen = sys.argv[3:] or list(KINDS)
    cases = Path(__file__).parents[1] / "tests" / "cases"
    sys.exit(1 if search(chosen, minutes, seed, cases) else 0)


if __name__ == "__main__":
    main()
