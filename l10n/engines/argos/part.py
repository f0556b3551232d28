"""A download that is not finished: its bytes so far, and what they are part of."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from l10n import files
from l10n.caches import private


@dataclass(frozen=True, slots=True)
class Origin:
    """What a server said of a file, so that the rest can be asked for later.

    validator: its ETag (a strong one) or Last-Modified, for If-Range; total:
    its size in bytes, None when the server did not tell.
    """

    link: str
    validator: str
    total: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """The file `NAME.part`, with `NAME.part.json` beside it."""

    path: Path

    @property
    def note(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def origin(self) -> Origin | None:
        """Recall where the bytes came from; None when that is not known for sure."""
        try:
            raw: object = json.loads(self.note.read_bytes())
        except (OSError, ValueError):
            return None
        match raw:
            case {"link": str(link), "validator": str(validator), "total": int() | None as total}:
                return Origin(link, validator, total)
        return None

    def keep_private(self) -> None:
        """Let nobody else see what is here, or have put it here; raises L10nError if that fails."""
        for path in (self.path, self.note):
            if os.path.lexists(path):
                private(path)

    def begin(self, origin: Origin) -> None:
        """Forget the bytes so far, and note what the next ones are part of."""
        self.remove()
        private(self.path)
        self.annotate(origin)

    def annotate(self, origin: Origin) -> None:
        """Note what the bytes are part of."""
        private(self.note)
        files.write_bytes(self.note, json.dumps(asdict(origin)).encode())

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)
