"""An .argosmodel file: a zip archive from a stranger, unpacked with suspicion."""

import hashlib
import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path, PurePosixPath

from l10n.engines.argos.lock import Fingerprint
from l10n.errors import L10nError

MOST_BYTES = 4 << 30  # unpacked; the largest packages have some 300 MB
MOST_FILES = 5_000
MOST_TIMES = 100  # how much more than the archive itself may come out of it; models hardly shrink
ALWAYS_FINE = 16 << 20  # bytes unpacked, whatever the archive's size
LONGEST_NAME = 400  # characters
CHUNK = 1 << 20
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]|[. ](?:/|$)')  # on one system or another
ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, ValueError)
HINT = "Nothing was installed. Get the package again from a place that you trust."


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The one folder that came out, and the fingerprints of the files in it."""

    folder: Path
    files: dict[str, Fingerprint]


def unpack(archive: Path, into: Path) -> Unpacked:
    """Unpack into an empty folder, and nowhere else.

    Raises L10nError for anything but one folder of plain files within bounds,
    before the first byte is written where the archive's own table tells, and
    otherwise in the middle: the caller throws `into` away.
    """
    with _problems(archive), zipfile.ZipFile(archive) as opened:
        members = opened.infolist()
        _check(members, archive.stat().st_size)
        top = PurePosixPath(members[0].filename).parts[0]
        found: dict[str, Fingerprint] = {}
        for member in members:
            if not member.is_dir():
                name = member.filename.removeprefix(f"{top}/")
                found[name] = _extract(opened, member, into / member.filename)
        return Unpacked(into / top, found)


@contextmanager
def _problems(archive: Path) -> Iterator[None]:
    where = str(archive)
    try:
        yield
    except BROKEN as error:
        raise L10nError(f"is no whole zip archive ({error})", where=where, hint=HINT) from error
    except RuntimeError as error:  # zipfile's word for a missing password
        raise L10nError(str(error), where=where, hint=HINT) from error
    except FileNotFoundError as error:
        raise L10nError("no such file", where=where, hint="Check the path.") from error
    except OSError as error:
        raise L10nError(
            f"cannot be unpacked ({error.strerror})",
            where=where,
            hint="Nothing was installed. Check the disk's free space and the permissions.",
        ) from error
    except L10nError as error:
        raise L10nError(f"refused: {error.message}", where=where, hint=HINT) from error


def _check(members: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse by the archive's own table of contents."""
    if not members:
        raise L10nError("it is empty")
    if len(members) > MOST_FILES:
        raise L10nError(f"it has {len(members)} files; {MOST_FILES} are allowed")
    total = sum(member.file_size for member in members)
    if total > min(MOST_BYTES, max(ALWAYS_FINE, MOST_TIMES * size)):
        raise L10nError(f"{total} bytes would come out of {size}, as from a zip bomb")
    for member in members:
        _check_member(member)
    _check_tree(members)


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    parts = name.removesuffix("/").split("/")
    if name.startswith("/") or ".." in parts:
        raise L10nError(f"{name!r} would leave the folder")
    if "" in parts or FORBIDDEN.search(name) or len(name) > LONGEST_NAME:
        raise L10nError(f"{name[:LONGEST_NAME]!r} is no name for a file of a package")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFDIR if member.is_dir() else stat.S_IFREG):
        raise L10nError(f"{name!r} is a link or a device, not a plain file")
    if member.flag_bits & ENCRYPTED:
        raise L10nError(f"{name!r} is encrypted")


def _check_tree(members: list[zipfile.ZipInfo]) -> None:
    """Refuse names that fall on each other, on systems blind to case or accents too."""
    plain = [_folded(member.filename) for member in members if not member.is_dir()]
    tops = {PurePosixPath(member.filename).parts[0] for member in members}
    taken = {str(parent) for name in plain for parent in PurePosixPath(name).parents}
    doubled = sorted(name for name, times in Counter(plain).items() if times > 1 or name in taken)
    if doubled:
        raise L10nError(f"{doubled[0]!r} is in it twice")
    if len(tops) != 1 or not all("/" in name for name in plain):
        raise L10nError("a package is one folder; this has " + ", ".join(sorted(tops)[:5]))
    if next(iter(tops)).startswith("."):
        raise L10nError("the name of its folder begins with a dot")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _extract(opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> Fingerprint:
    """Write one file, counting what really comes out; its checksum is compared at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    size = 0
    with opened.open(member) as stream, path.open("xb") as target:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > member.file_size:
                raise L10nError(f"{member.filename!r} is larger than it says")
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    if size != member.file_size:
        raise L10nError(f"{member.filename!r} is shorter than it says")
    return Fingerprint(size, digest.hexdigest())
