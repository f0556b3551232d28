"""An open mode: its programs kept alive, and started again when something goes wrong."""

from collections.abc import Sequence
from pathlib import Path

from l10n.engines.apertium.stages import Stages
from l10n.engines.apertium.stream import answer, block, plain, unmarked
from l10n.errors import L10nError

PATIENCE = 30.0  # seconds for one answer; a long sentence takes some 0.1
HARMLESS = "1"


class Translator:
    """A Session. Each sentence is numbered, so that no answer can go to another one.

    When an answer is missing, late, malformed or another's, the programs are
    started again, the sentence is tried once more by itself, and the rest goes
    on. Input is spelled in plain single spaces; they do not come back otherwise.
    """

    def __init__(self, path: Path, commands: Sequence[Sequence[str]]) -> None:
        self._path = path
        self._commands = commands
        self._stages: Stages | None = None
        self._count = 0
        self._complaint = ""

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

    def close(self) -> None:
        """End the programs; the next sentence would start them again."""
        if self._stages:
            self._stages.close()
        self._stages = None

    def _ask(self, lines: Sequence[str]) -> list[str]:
        """Give the answers up to the first one that is not sound.

        If there is one, the programs are closed: they may be out of step.
        """
        if not self._stages:
            self._stages = Stages(self._commands)
        first, self._count = self._count, self._count + len(lines)
        blocks = [block(line, first + place) for place, line in enumerate(lines)]
        found: list[str] = []
        received = self._stages.exchange(blocks, PATIENCE)
        for place, (line, back) in enumerate(zip(lines, received, strict=False)):
            read = answer(back, first + place)
            if read is None:
                break
            found.append(unmarked(read, line))
        if len(found) < len(lines):
            self._complaint = self._stages.complaint
            self.close()
        return found

    def _ask_alone(self, line: str) -> str:
        """Try one sentence again; an empty string if the fault is its own."""
        if answers := self._ask([line]):
            return answers[0]
        if not self._ask([HARMLESS]):
            reason = f" ({self._complaint})" if self._complaint else ""
            raise L10nError(
                f"this Apertium mode does not answer{reason}",
                where=str(self._path),
                hint="Install its language pair again.",
            )
        return ""
