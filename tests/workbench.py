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
    """Give every file below a folder with its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
