"""The running programs of one mode, joined by pipes as a shell would."""

import os
import selectors
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import IO

from l10n.errors import L10nError

CHUNK = 1 << 16
REMEMBERED = 2000  # bytes of what the programs last complained about
SLOWEST = 5000  # bytes of a sentence that programs work off in a second, with patience besides
TIMES = 20  # as long as what was sent may be what comes back
ENDLESS = "its answer does not end"
ENDED = "its programs ended"
SILENT = "it hangs"


class Stages:
    """Programs that read sentences at one end and answer at the other, until closed.

    Each is the leader of a process group of its own, so that Ctrl-C reaches only
    us. If we die in any way, they see their input end, and end as well.

    fault: why the last exchange broke off, if it did: ENDLESS, SILENT, or that they ended.
    """

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        """Start the programs; raises L10nError when one cannot be."""
        self._running: list[subprocess.Popen[bytes]] = []
        self._complaint = b""
        self.fault = ""
        self._errors, errors = os.pipe()
        try:
            for command in commands:
                self._start(command, errors)
        except BaseException:
            self.close()
            raise
        finally:
            os.close(errors)
        for end in (self._input, self._output, self._errors):
            os.set_blocking(end, False)

    def _start(self, command: Sequence[str], errors: int) -> None:
        before = self._running[-1].stdout if self._running else None
        try:
            stage = subprocess.Popen(  # noqa: S603  # no shell; the words come from a mode
                command,
                stdin=before or subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=0,
                process_group=0,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
        except OSError as error:
            raise L10nError(
                f"{command[0]} cannot be started ({error})",
                hint="Install Apertium and the language pair again.",
            ) from error
        self._running.append(stage)
        limit_memory(stage.pid)
        if before:
            before.close()

    @property
    def complaint(self) -> str:
        """Give the last line that a program wrote about a problem."""
        self._listen()
        lines = self._complaint.decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def exchange(self, blocks: Sequence[bytes], patience: float) -> list[bytes]:
        """Send blocks, and give the answers: too few if the programs ended, hang or do not end.

        They are sent ahead of the answers, as fast as they are taken. patience:
        seconds to wait for the next answer; more for long ones.
        """
        sending = memoryview(b"".join(block + b"\0" for block in blocks))
        received = bytearray()
        missing = len(blocks)
        most = TIMES * len(sending) + CHUNK
        patience += max(map(len, blocks), default=0) / SLOWEST
        self.fault = SILENT
        with selectors.DefaultSelector() as ends:
            ends.register(self._input, selectors.EVENT_WRITE)
            ends.register(self._output, selectors.EVENT_READ)
            ends.register(self._errors, selectors.EVENT_READ)
            deadline = monotonic() + patience
            while missing > 0 and (left := deadline - monotonic()) > 0:
                ready = {key.fd for key, _ in ends.select(left)}
                if self._errors in ready and not self._listen():
                    ends.unregister(self._errors)
                if self._input in ready:
                    sending = sending[self._write(sending) :]
                    if not sending:
                        ends.unregister(self._input)
                if self._output in ready:
                    chunk = os.read(self._output, CHUNK)
                    received += chunk
                    if not chunk or len(received) > most:
                        self.fault = ENDLESS if chunk else ENDED
                        break
                    if answers := chunk.count(b"\0"):
                        missing -= answers
                        deadline = monotonic() + patience
        if missing <= 0:
            self.fault = ""
        return bytes(received).split(b"\0")[:-1]

    def close(self) -> None:
        """End the programs at once, and wait until they are gone."""
        for stage in self._running:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(stage.pid, signal.SIGKILL)
        for stage in self._running:
            stage.wait()
            for end in (stage.stdin, stage.stdout):
                if end:
                    end.close()
        self._running.clear()
        if self._errors >= 0:
            os.close(self._errors)
            self._errors = -1

    @property
    def _input(self) -> int:
        return number(self._running[0].stdin)

    @property
    def _output(self) -> int:
        return number(self._running[-1].stdout)

    def _write(self, sending: memoryview) -> int:
        """Send what goes through; everything counts as sent when nobody reads any more."""
        try:
            return os.write(self._input, sending[:CHUNK])
        except BlockingIOError:
            return 0
        except BrokenPipeError:
            return len(sending)

    def _listen(self) -> bool:
        """Take what the programs wrote about problems; False once they all ended."""
        with suppress(BlockingIOError):
            while chunk := os.read(self._errors, CHUNK):
                self._complaint = (self._complaint + chunk)[-REMEMBERED:]
            return False
        return True


def number(end: IO[bytes] | None) -> int:
    if end is None:
        raise AssertionError("every stage has both of its pipes")
    return end.fileno()


MEMORY = 4 << 30  # bytes; apertium-transfer of fr-eo was seen to take all there is for one text


def limit_memory(process: int) -> None:
    """Let a runaway program die by itself, where the kernel can see to it (Linux)."""
    import resource

    if hasattr(resource, "prlimit"):
        resource.prlimit(process, resource.RLIMIT_AS, (MEMORY, MEMORY))
