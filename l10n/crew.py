"""Work over many things in as many processes as there are cores."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

from l10n.errors import L10nError

Thing = TypeVar("Thing")
Result = TypeVar("Result")

FEW = 50  # things for which starting processes costs more than it saves
SHARE = 20  # things that are done between two answers of a process


def spread(work: Callable[[Sequence[Thing]], Result], things: Sequence[Thing]) -> Iterator[Result]:
    """Do work on all things, some at a time; give what comes of each share, in order.

    In this process alone where there are few, or where no other can be forked
    from it safely. What the work raises is raised here.
    """
    shares = [things[at : at + SHARE] for at in range(0, len(things), SHARE)]
    count = min(processes(), len(shares))
    if len(things) < FEW or count < 2:
        yield from map(work, shares)
        return
    crew: list[tuple[multiprocessing.process.BaseProcess, Connection]] = []
    try:
        for number in range(count):
            crew.append(begun(work, shares[number::count], [end for _, end in crew]))
        for number in range(len(shares)):
            yield received(crew[number % count][1])
    finally:
        for member, end in crew:
            member.terminate()
            member.join()
            end.close()


def processes() -> int:
    """Tell how many processes may work at a time: one where they cannot be forked safely."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def begun(
    work: Callable[[Sequence[Thing]], Result],
    shares: Sequence[Sequence[Thing]],
    others: Sequence[Connection],
) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    """Start a process; give it with the end that its answers come out of."""
    context = multiprocessing.get_context("fork")
    end, sender = context.Pipe(duplex=False)
    member = context.Process(target=serve, args=(work, shares, sender, [*others, end]), daemon=True)
    member.start()
    sender.close()
    return member, end


def serve(
    work: Callable[[Sequence[Thing]], Result],
    shares: Sequence[Sequence[Thing]],
    sender: Connection,
    ends: Sequence[Connection],
) -> None:
    """Do some shares, and send what comes of each, until nobody listens any more.

    Ctrl-C is for the process that started this one, which then ends it. When
    that one is killed, sending fails, as no process keeps its ends open.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in ends:
        end.close()
    with suppress(BrokenPipeError):
        for share in shares:
            try:
                sender.send((work(share), None))
            except BrokenPipeError:
                raise
            except Exception as error:  # noqa: BLE001  # it is raised where the answer is read
                sender.send((None, error))


def received(end: Connection) -> Result:  # type: ignore[type-var]  # the sender's
    """Give the next answer of a process; raises what its work raised."""
    try:
        result, error = end.recv()
    except EOFError:
        raise L10nError(
            "a process that did part of the work was killed",
            hint="There may not be enough memory. Run the command again.",
        ) from None
    if error is not None:
        raise error
    answer: Result = result
    return answer
