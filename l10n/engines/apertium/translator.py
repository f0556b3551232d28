"""An open mode: its programs kept alive, and started again when something goes wrong."""

from collections.abc import Sequence
from pathlib import Path

from l10n.alignment import Alignment, Traced
from l10n.engines.apertium.conversation import Conversation
from l10n.engines.apertium.following import Follower
from l10n.engines.apertium.stream import answer, escaped, plain, unmarked
from l10n.errors import L10nError

HARMLESS = "1"


class Translator:
    """A Session, an Aligner and a Complainer. Sentences are numbered: no answer can go to another.

    When an answer is missing, late, malformed or another's, the programs are
    started again, the sentence is tried once more by itself, and the rest goes
    on. Input is spelled in plain single spaces; they do not come back otherwise.
    carrying: the same mode's commands, with stages that carry blanks on words.
    These are other programs, so that no blank can get into a draft.
    """

    def __init__(
        self,
        path: Path,
        commands: Sequence[Sequence[str]],
        carrying: Sequence[Sequence[str]] = (),
    ) -> None:
        self._path = path
        self._talk = Conversation(commands)
        self._complaints: dict[str, str] = {}
        self._follower = Follower(carrying) if carrying else None

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> list[str]:
        """Translate sentences; equal ones once. Rules leave nothing to be careful about.

        Raises L10nError when not even a harmless sentence gets an answer.
        """
        lines = [plain(sentence) for sentence in sentences]
        waiting = list(dict.fromkeys(filter(None, lines)))
        drafts: dict[str, str] = {"": ""}
        while waiting:
            answers = self._ask(waiting)
            drafts.update(zip(waiting, answers, strict=False))
            failed, waiting = waiting[len(answers) :][:1], waiting[len(answers) + 1 :]
            drafts.update((line, self._ask_alone(line)) for line in failed)
        return [drafts[line] for line in lines]

    def align(self, traced: Sequence[Traced]) -> list[Alignment | None]:
        """Tell what became of stretches in the drafts of this mode; None for any other text."""
        return self._follower.align(traced) if self._follower else [None] * len(traced)

    def complaint(self, sentence: str) -> str:
        return self._complaints.get(plain(sentence), "")

    def close(self) -> None:
        """End the programs; the next sentence would start them again."""
        self._talk.close()
        if self._follower:
            self._follower.close()

    def _ask(self, lines: Sequence[str]) -> list[str]:
        """Give the answers up to the first one that is not sound."""
        found = self._talk.ask([escaped(line) for line in lines], answer)
        return [unmarked(read, line) for read, line in zip(found, lines, strict=False)]

    def _ask_alone(self, line: str) -> str:
        """Try one sentence again; an empty string if the fault is its own."""
        if answers := self._ask([line]):
            return answers[0]
        if self._talk.fault:
            self._complaints[line] = f"got no answer: {self._talk.fault}"
        if not self._ask([HARMLESS]):
            reason = f" ({self._talk.complaint})" if self._talk.complaint else ""
            raise L10nError(
                f"this Apertium mode does not answer{reason}",
                where=str(self._path),
                hint="Install its language pair again.",
            )
        return ""
