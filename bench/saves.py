"""Save catalogs at random instants while l10n is at work: `make saves SAVES=10000`.

Half of the saves truncate the file and write it in pieces, half rename another
over it. Prints how many there were and what of them is not found again; exits
with 1 if anything is not.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from editors import sessions  # the same that the tests use


def main() -> None:
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        editor = sessions(Path(folder) / "project", saves, seed)
    for lost in editor.lost:
        print(lost)
    print(f"{editor.saves} saves, {len(editor.lost)} lost or misread")
    sys.exit(1 if editor.lost else 0)


if __name__ == "__main__":
    main()
