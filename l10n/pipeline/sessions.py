"""The packages that a run has open, and what it knows of them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from l10n.engines import NEVER_CHOSEN, Complainer, Engine, Package, Session
from l10n.errors import L10nError
from l10n.pipeline.memory import Memory

Pair = tuple[str, str]  # a sentence and its translation
FORGETFUL = Memory(None)
TIMES, MORE = 20, 10_000  # characters of an answer, as a multiple of the question's and besides
NO_TEXT = re.compile("[\0\ud800-\udfff]")


class Sessions:
    """The packages that a run has open: each is loaded once, and freed at the end.

    count: how many were opened so far; drafted: the sentences of the run and what
    became of them, by target; earlier: gives what a target has of older ones.
    """

    def __init__(self, engines: Mapping[str, Engine], memory: Memory = FORGETFUL) -> None:
        self._engines = engines
        self._memory = memory
        self._stack = ExitStack()
        self._open: dict[Package, Session] = {}
        self.count = 0
        self.drafted: dict[str, dict[Pair, None]] = {}
        self.earlier: Callable[[str], Iterable[Pair]] = lambda _: ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.clear()
        self._stack.__exit__(kind, error, trace)

    def engine(self, package: Package) -> Engine:
        return self._engines[package.engine]

    def guards(self, package: Package) -> bool:
        """Tell whether a package's drafts are to be judged; pseudo text is no translation."""
        return self.engine(package).rank < NEVER_CHOSEN

    def translate(
        self, package: Package, sentences: Sequence[str], *, careful: bool = False
    ) -> list[str]:
        """Translate sentences; the package is opened for those alone that are not remembered.

        What nobody judges is not remembered: it is made quickly.
        """
        if not self.guards(package):
            return self.asked(package, sentences, careful=careful)
        known = self._memory.recalled(package, sentences, careful=careful)
        missing = [sentence for sentence in sentences if sentence not in known]
        if missing:
            answers = self.asked(package, missing, careful=careful)
            new = dict(zip(missing, answers, strict=True))
            self._memory.keep(package, new, careful=careful)
            known |= new
        return [known[sentence] for sentence in sentences]

    def asked(self, package: Package, sentences: Sequence[str], *, careful: bool) -> list[str]:
        """Ask the open package; raises L10nError for answers that break an engine's laws."""
        answers = self.of(package).translate(sentences, careful=careful)
        if len(answers) != len(sentences) or not all(isinstance(each, str) for each in answers):
            raise L10nError(
                f"gave {len(answers)} answers for {len(sentences)} sentences, or some are no text",
                where=f"{package.engine} {package.pair}",
                hint="That is a fault of this engine; use another one with --engine.",
            )
        return [fit(each, asked) for each, asked in zip(answers, sentences, strict=True)]

    def complaint(self, package: Package, sentence: str) -> str:
        """Say why a sentence got no answer, if its engine knows."""
        session = self._open.get(package)
        return session.complaint(sentence) if isinstance(session, Complainer) else ""

    def of(self, package: Package) -> Session:
        """Give the open session of a package, opening it at first use."""
        if package not in self._open:
            self._open[package] = self._stack.enter_context(self.engine(package).open(package))
            self.count += 1
        return self._open[package]


def fit(answer: str, sentence: str) -> str:
    """Give an answer that can be judged; nothing for one without measure, or that is no text."""
    endless = len(answer) > TIMES * len(sentence) + MORE
    return "" if endless or NO_TEXT.search(answer) else answer
