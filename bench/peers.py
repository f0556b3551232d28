"""Gets the tools that documents are measured against, or says why one is left out."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that extracts and rebuilds: its name for people, and the Python that runs it."""

    key: str
    name: str
    python: Path
    formats: frozenset[str]


OURS = Tool("l10n", "l10n", Path(sys.executable), frozenset({"text", "markdown", "html"}))
# Each in an environment of its own, for two of them have commands of the same names.
PACKAGES = {
    "mdpo": ("mdpo==2.1.4", {"markdown"}),
    "toolkit": ("translate-toolkit[markdown]==3.20.4", {"text", "markdown", "html"}),
}


def found(scratch: Path) -> Iterator[Tool]:
    """Give the peers that are there or can be installed; prints a line for any other."""
    for key, (package, formats) in PACKAGES.items():
        if (python := installed(package, scratch / key)) is None:
            print(f"{package} is left out: pip could not install it")
        else:
            yield Tool(key, package.replace("[markdown]", ""), python, frozenset(formats))
    if version := po4a():
        yield Tool("po4a", version, Path(sys.executable), OURS.formats)
    else:
        print("po4a is left out: type `sudo apt-get install po4a`, and run this again")


def installed(package: str, folder: Path) -> Path | None:
    """Install a package into an environment, unless it is there; give that one's Python."""
    done = folder / ".done"
    python = folder / "bin" / "python"
    commands = (
        (sys.executable, "-m", "venv", str(folder)),
        (str(python), "-m", "pip", "install", "--quiet", package),
    )
    if not done.exists() or done.read_text("utf-8") != package:
        if any(subprocess.run(c, capture_output=True, check=False).returncode for c in commands):
            return None
        done.write_text(package, "utf-8")
    return python


def po4a() -> str:
    """Install po4a where apt may; give its name and version, or nothing."""
    as_root = [] if os.name == "posix" and os.geteuid() == 0 else ["sudo", "-n"]
    install = [*as_root, "apt-get", "install", "--yes", "--no-install-recommends", "po4a"]
    if (
        not shutil.which("po4a")
        and shutil.which("apt-get")
        and shutil.which((as_root or ["env"])[0])
    ):
        subprocess.run(install, capture_output=True, check=False)
    if not shutil.which("po4a"):
        return ""
    told = subprocess.run(["po4a", "--version"], capture_output=True, text=True, check=False)
    return told.stdout.partition("\n")[0].replace(" version", "").rstrip(".")
