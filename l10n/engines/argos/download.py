"""A package's file, brought here from its first link that works, resumed where it broke off."""

import http.client
import urllib.error
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from l10n.caches import cache, private
from l10n.engines.argos import lock, web
from l10n.engines.argos.archive import MOST_BYTES
from l10n.engines.argos.part import Origin, Part
from l10n.engines.argos.web import InterruptionError, Patience, RefusalError
from l10n.errors import L10nError
from l10n.mutex import alone

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to bring here.

    name: a safe file name to keep it under meanwhile; links: its addresses,
    tried in this order; sha256, size: what it must be, empty or None if nobody
    told.
    """

    name: str
    links: tuple[str, ...]
    sha256: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is here, whole.

    source: the address that gave it; part: the download to be removed after
    use, None for a file that was on this machine all along.
    """

    path: Path
    source: str
    part: Part | None = None

    def discard(self) -> None:
        if self.part:
            self.part.remove()


def fetch(
    wanted: Wanted, *, progress: Progress = lambda done, total: None, patience: Patience
) -> Fetched:
    """Bring a file here, from the first of its links that gives it.

    progress: called with the bytes so far and in all (None: nobody knows).
    What broke off stays in the cache folder for the next time; what turned
    out wrong is deleted. Raises L10nError telling what each link answered.
    """
    reasons: dict[str, str] = {}
    part = Part(cache("downloads") / f"{wanted.name}.part")
    mutex = part.path.with_suffix(".mutex")
    private(mutex)
    part.keep_private()
    with alone(mutex, patience=0):
        for link in wanted.links:
            try:
                return _fetch(link, wanted, part, progress, patience)
            except RefusalError as error:
                reasons[link] = str(error)
            except L10nError as error:
                if link == wanted.links[-1]:
                    raise
                reasons[link] = error.message
    raise web.give_up(wanted.name, reasons or {"its index": "names no link"})


def _fetch(
    link: str, wanted: Wanted, part: Part, progress: Progress, patience: Patience
) -> Fetched:
    if path := web.local(link):
        if not path.is_file():
            raise RefusalError("is no file")
        fetched = Fetched(path, link)
    else:
        web.patiently(
            lambda: _attempt(link, wanted, part, progress, patience), lambda: part.size, patience
        )
        fetched = Fetched(part.path, link, part)
    _check(fetched, wanted)
    return fetched


def _check(fetched: Fetched, wanted: Wanted) -> None:
    """Compare with what was told; delete what is wrong, so that the next time starts afresh."""
    found = lock.fingerprint(fetched.path)
    if wanted.size not in (None, found.size):
        fetched.discard()
        raise RefusalError(f"gives {found.size} bytes, not the {wanted.size} of the index")
    try:
        lock.expect(found, wanted.sha256, fetched.source)
    except L10nError:
        fetched.discard()
        raise


def _attempt(link: str, wanted: Wanted, part: Part, progress: Progress, patience: Patience) -> None:
    """Get the rest of a file, or all of it; what came stays, however this ends."""
    origin = _resumable(link, part)
    if origin and part.size == origin.total:
        progress(part.size, part.size)
        return
    try:
        answer = web.ask(link, _rest(origin, part.size), patience)
    except urllib.error.HTTPError as error:  # 416: the file is not as long as our part of it
        part.remove()
        raise InterruptionError("cannot give the rest") from error
    with answer:
        if not (origin and _continues(answer, origin, part)):
            origin = _begin(answer, link, wanted, part)
        _append(answer, part, origin, progress, patience)
    if origin.total is None:
        part.annotate(replace(origin, total=part.size))


def _resumable(link: str, part: Part) -> Origin | None:
    """Recall the beginning of this download, if the server can tell whether it still fits."""
    origin = part.origin()
    fits = origin and origin.link == link and part.size and (origin.validator or origin.total)
    return origin if fits else None


def _rest(origin: Origin | None, size: int) -> dict[str, str]:
    if not origin:
        return {}
    condition = {"If-Range": origin.validator} if origin.validator else {}
    return {"Range": f"bytes={size}-", **condition}


def _continues(answer: http.client.HTTPResponse, origin: Origin, part: Part) -> bool:
    """Tell whether an answer begins right where the part ends, in a file as long as before."""
    if answer.status != http.client.PARTIAL_CONTENT:
        return False
    place, _, total = answer.headers.get("Content-Range", "").partition("/")
    same = origin.total is None or total in ("*", str(origin.total))
    if same and place.startswith(f"bytes {part.size}-"):
        return True
    part.remove()
    raise InterruptionError("gives another part than was asked for")


def _begin(answer: http.client.HTTPResponse, link: str, wanted: Wanted, part: Part) -> Origin:
    if answer.status != http.client.OK:
        raise RefusalError(f"answers {answer.status} {answer.reason}")
    total = web.length(answer)
    if wanted.size is not None and total not in (None, wanted.size):
        raise RefusalError(f"has {total} bytes, not the {wanted.size} that the index tells")
    etag = answer.headers.get("ETag", "")
    validator = answer.headers.get("Last-Modified", "") if etag[:2] in ("", "W/") else etag
    origin = Origin(link, validator, total)
    part.begin(origin)
    return origin


def _append(
    answer: http.client.HTTPResponse,
    part: Part,
    origin: Origin,
    progress: Progress,
    patience: Patience,
) -> None:
    done = part.size
    rest = None if origin.total is None else origin.total - done
    try:
        with part.path.open("ab") as stream:
            for chunk in web.body(answer, rest, MOST_BYTES - done, patience):
                stream.write(chunk)
                done += len(chunk)
                progress(done, origin.total)
    except OSError as error:
        raise L10nError(
            f"cannot be written ({error.strerror})",
            where=str(part.path),
            hint="Check the disk's free space.",
        ) from error
