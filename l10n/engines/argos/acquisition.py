"""A package of the index, downloaded and installed."""

from dataclasses import dataclass, replace

from l10n.engines.argos import download, store
from l10n.engines.argos.download import Progress
from l10n.engines.argos.index import Entry
from l10n.engines.argos.installation import Installation, install_file
from l10n.engines.argos.web import Patience
from l10n.errors import L10nError


@dataclass(frozen=True, slots=True)
class Acquisition:
    """What was installed, and whether anybody had told its SHA-256 before."""

    installation: Installation
    expected: bool


def acquire(entry: Entry, *, sha256: str, progress: Progress, patience: Patience) -> Acquisition:
    """Download and install a package; a broken-off download stays for the next time.

    sha256: what its file must have, said by the user; else the index's word
    counts, else the lock file's for the same version (a repair), else none:
    what comes first is trusted, and recorded. Raises L10nError.
    """
    expected = (sha256 or entry.wanted.sha256 or _recorded(entry)).lower()
    wanted = replace(entry.wanted, sha256=expected)
    fetched = download.fetch(wanted, progress=progress, patience=patience)
    try:
        installation = install_file(fetched.path, expected_sha256=expected, source=fetched.source)
    except L10nError as error:
        fetched.discard()
        raise L10nError(error.message, where=fetched.source, hint=error.hint) from error
    fetched.discard()
    return Acquisition(installation, bool(expected))


def _recorded(entry: Entry) -> str:
    for record in store.recorded().values():
        if (record.pair, record.version) == (entry.pair, entry.version) and record.archive:
            return record.archive.sha256
    return ""
