"""Which files are articles, and which format reads each, with a project's options for it."""

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from l10n.formats import Format
from l10n.plugins import configured, format_of
from l10n.settings import Settings


@dataclass(frozen=True, slots=True)
class Claims:
    """The formats of one project, and what they claim below its source folder.

    forced: the name of the one that reads every article, whatever it is called.
    """

    source: Path
    settings: Settings
    forced: str = ""
    made: dict[str, Format] = field(default_factory=dict)

    def below(self, path: Path) -> PurePosixPath:
        """Give a path from the source folder."""
        spelled, folder = str(path), f"{self.source}{os.sep}"
        below = spelled.startswith(folder) and ".." not in spelled
        relative = spelled[len(folder) :] if below else os.path.relpath(path, self.source)
        return PurePosixPath(relative.replace(os.sep, "/"))

    def name(self, path: Path) -> str:
        """Name the format that an article is read with; nothing if there is none for it."""
        told, _ = self.settings.named_format(self.below(path))
        return self.forced or told or format_of(path.suffix)

    def files(self, folder: Path) -> list[Path]:
        """List the articles below a folder; hidden files are none."""
        below = ((path, path.relative_to(folder).parts) for path in sorted(folder.rglob("*")))
        seen = (path for path, parts in below if not any(name.startswith(".") for name in parts))
        return [path for path in seen if self.claim(path) and path.is_file()]

    def claim(self, path: Path) -> bool:
        return bool(format_of(path.suffix)) or self.settings.named_format(self.below(path))[1]

    def form(self, name: str) -> Format:
        """Give a format with the project's options, the same one at every call."""
        if name not in self.made:
            options = self.settings.options.get(name, {})
            self.made[name] = configured(name, options, self.settings.source_language)
        return self.made[name]
