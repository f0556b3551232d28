"""What many tests share: what a command came to, the sample article, a folder's files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "source" / "alliance-etats-unis-japon.txt"


@dataclass(frozen=True)
class Result:
    """What a command came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Result]


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes, but those of l10n's own state."""
    files = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    own = (path for path in files if path.parts[0] != ".l10n")
    return {path.as_posix(): (folder / path).read_bytes() for path in own}
