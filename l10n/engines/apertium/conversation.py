"""Sentences sent to running programs, and their answers: each numbered, never another's."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from l10n.engines.apertium.stages import SILENT, Stages
from l10n.engines.apertium.stream import framed
from l10n.errors import L10nError

PATIENCE = 30.0  # seconds for one answer; a long sentence takes some 0.1
MOST_HANGS = 6  # after so many waits in vain, nothing more is asked
Answer = TypeVar("Answer")


class Conversation:
    """Programs that are started when there is something to ask, and again after a fault.

    complaint: what they last said about a problem; fault: why their last answers broke off.
    """

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        self._commands = commands
        self._count = 0
        self.stages: Stages | None = None
        self._hangs = 0
        self.complaint = self.fault = ""

    def ask(
        self,
        contents: Sequence[str],
        read: Callable[[bytes, int], Answer | None],
    ) -> list[Answer]:
        """Give the answers up to the first one that is not sound.

        contents: spelled for the stream; read: makes an answer of what came back
        for a number, None if it is not sound. If one is not, the programs are
        closed: they may be out of step. Raises L10nError if they hung too often.
        """
        if self._hangs >= MOST_HANGS:
            raise L10nError(
                f"hung {self._hangs} times, for {PATIENCE:.0f} seconds each: nothing more is asked",
                where=" | ".join(command[0] for command in self._commands),
                hint="Try its language pair by hand, or use another engine with --engine.",
            )
        if not self.stages:
            self.stages = Stages(self._commands)
        first, self._count = self._count, self._count + len(contents)
        blocks = [framed(content, first + place) for place, content in enumerate(contents)]
        found: list[Answer] = []
        for place, back in enumerate(self.stages.exchange(blocks, PATIENCE)):
            answer = read(back, first + place) if place < len(contents) else None
            if answer is None:
                break
            found.append(answer)
        if len(found) < len(contents):
            self.complaint = self.stages.complaint
            self.fault = self.stages.fault
            self._hangs += self.fault == SILENT
            self.close()
        return found

    def close(self) -> None:
        """End the programs; the next question would start them again."""
        if self.stages:
            self.stages.close()
        self.stages = None
