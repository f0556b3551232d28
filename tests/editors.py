"""Programs that save catalogs while l10n is at work on them, as editors do, and what is left."""

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from l10n import po
from l10n.errors import L10nError

ARTICLES = 6
RUNNER = """
import sys, time
from pathlib import Path
from l10n.pipeline.draft import Policy
from l10n.pipeline.localize import Ship
from l10n.pipeline.sessions import Sessions
from l10n.cli.translate import routes_to
from l10n.plugins import chosen_engines
from l10n.project import find
from l10n.run import Run

turn = 0
while not Path("stop").exists():
    turn += 1
    for path in sorted(Path("source").iterdir()):
        text = path.read_text("utf-8").split("\\n\\nTour ")[0]
        path.write_text(f"{text}\\n\\nTour {turn} de {path.stem}.", "utf-8")
    project = find(Path())
    engines = chosen_engines("pseudo")
    routes, _ = routes_to(("es",), project, engines)
    run = Run(project, ("es",), Ship.DRAFT, Policy(), routes=routes)
    sound, _ = run.survey(project.articles())
    with Sessions(engines) as sessions:
        run.translate(sound, sessions)
    for error in run.errors:
        print(error, flush=True)
"""


def project(folder: Path, words: int = 12) -> None:
    """Make a project of several articles, each with its own words."""
    (folder / "source").mkdir(parents=True)
    (folder / "l10n.toml").write_text('targets = ["es"]\nengine = "pseudo"\n', "utf-8")
    for name in range(ARTICLES):
        text = "\n\n".join(f"Le texte {at} du document {name}." for at in range(words))
        (folder / f"source/n{name}.txt").write_text(text, "utf-8")


def runner(folder: Path) -> "subprocess.Popen[str]":
    """Start l10n over and over on a project whose articles change, until there is a file `stop`."""
    return subprocess.Popen(
        [sys.executable, "-c", RUNNER], cwd=folder, stdout=subprocess.PIPE, text=True
    )


@dataclass
class Editor:
    """Saves catalogs at random instants; knows what it wrote, and counts what was lost.

    wrote: the last text that it gave a unit, by catalog and source.
    """

    folder: Path
    chance: random.Random
    wrote: dict[tuple[Path, str], str] = field(default_factory=dict)
    saves: int = 0
    lost: list[str] = field(default_factory=list)

    def catalogs(self) -> list[Path]:
        return sorted(self.folder.glob("locales/es/LC_MESSAGES/*.po"))

    def save_one(self) -> None:
        """Give one unit of a catalog a text of its own, and save all of it in one of two ways."""
        time.sleep(self.chance.uniform(0, 0.004))
        path = self.chance.choice(self.catalogs())
        content = path.read_bytes()
        catalog = po.load(content, str(path))
        self.compare(path)
        wanted = [u for u in catalog.active if u.source.startswith("Le texte")]
        unit = self.chance.choice(wanted)
        text = f"Palabras {self.saves} de alguien."
        edited = replace(unit, target=text, flags=(), notes=unit.own_notes())
        units = tuple(edited if each is unit else each for each in catalog.units)
        fresh = po.dump(replace(catalog, units=units), content)
        self.wrote[path, unit.source] = text
        self.saves += 1
        (self.in_place if self.chance.random() < 0.6 else self.renamed)(path, fresh)

    def in_place(self, path: Path, content: bytes) -> None:
        """Truncate and write, in several pieces, as some editors do."""
        with path.open("wb", buffering=0) as stream:
            pieces = self.chance.randint(1, 3)
            size = len(content) // pieces + 1
            for at in range(pieces):
                if self.chance.random() < 0.5:
                    time.sleep(self.chance.uniform(0, 0.006))
                stream.write(content[at * size : (at + 1) * size])

    def renamed(self, path: Path, content: bytes) -> None:
        """Write beside and rename, as others do."""
        beside = path.with_name(f"{path.name}~")
        beside.write_bytes(content)
        if self.chance.random() < 0.5:
            time.sleep(self.chance.uniform(0, 0.003))
        os.replace(beside, path)  # noqa: PTH105  # as editors do

    def compare(self, path: Path) -> None:
        """Look whether all that was written into a catalog is there, in any state."""
        held = {t for u in po.load(path.read_bytes()).units for t in (u.target, *u.targets)}
        for (place, source), text in [*self.wrote.items()]:
            if place == path and text not in held:
                self.lost.append(f"{path.name}: {text} of {source}")
                del self.wrote[place, source]


def sessions(folder: Path, saves: int, seed: int) -> Editor:
    """Let an editor save so often while l10n is at work; give it, all compared at the end."""
    project(folder)
    first = subprocess.run(
        [sys.executable, "-m", "l10n", "translate"], cwd=folder, capture_output=True, check=True
    )
    assert first.returncode == 0
    editor = Editor(folder, random.Random(seed))  # noqa: S311  # instants, not secrets
    with runner(folder) as running:
        try:
            while editor.saves < saves:
                try:
                    editor.save_one()
                except L10nError as error:  # it must never find a catalog that is none
                    editor.lost.append(str(error))
        finally:
            (folder / "stop").touch()
        told, _ = running.communicate()
    for path in editor.catalogs():
        editor.compare(path)
    editor.lost += [line for line in told.splitlines() if "changed by another" not in line]
    return editor
