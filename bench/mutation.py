"""Ask whether the tests notice mistakes: `make mutation`, or `make mutation EVERY=5` for a fifth.

Makes mutants of the modules below and runs each module's own tests on them.
Fails when less than 90 % are caught, and for every survivor that
tests/survivors.txt does not name with the reason why it is let live.

The mutants are made by cosmic-ray's operators; the tests are run here, as
cosmic-ray would start Python and import everything anew for each mutant (2.6 s,
for tests of 0.4 s) and write mutants over the sources, and as mutmut leaves
properties, cached functions and constants as they are.
"""

import argparse
import importlib
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType

import hypothesis
import pytest

sys.path.append("build/mutation")  # cosmic-ray, last: its own needs hide none of ours
from mutants import Mutant, mutants

TESTS = {
    "l10n/numbers.py": ("tests/test_numbers.py",),
    "l10n/wrapping.py": ("tests/test_wrapping.py",),
    "l10n/guard.py": ("tests/test_guard.py",),
    "l10n/pipeline/gate.py": ("tests/test_gate.py",),
    "l10n/markup/projection.py": ("tests/test_markup.py",),
    "l10n/catalog.py": ("tests/test_catalog.py",),
    "l10n/po.py": ("tests/test_po.py",),
    "l10n/po_text.py": ("tests/test_po.py",),
    "l10n/po_units.py": ("tests/test_po.py",),
    "l10n/po_spelling.py": ("tests/test_po.py",),
    "l10n/po_references.py": ("tests/test_po.py",),
    "l10n/files.py": ("tests/test_files.py",),
}
# Slow, of texts that only some machines have, or of what the formats see: the rest must do.
LEFT_OUT = " and ".join(
    f"not {name}" for name in ("linear", "real", "human", "correct", "damage_is_found", "threats")
)
# What is imported once for all mutants.
IMPORTED = (
    *("babel.messages.catalog", "numpy", "polib", "pyromark", "rapidfuzz.fuzz"),
    *("rich.console", "turbohtml", "typer", "yaml"),
)
LEAST = 0.9
SURVIVORS = Path("tests/survivors.txt")
Named = dict[tuple[str, str], str]  # by module and line: the reason
PATIENCE = 4  # times what the tests take on the sound module
MEMORY = 4 << 30  # bytes

hypothesis.settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=30,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)


class Loader(SourceFileLoader):
    """Loads a mutant in place of its module; nothing is written."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(Path(mutant.module).resolve()))
        self.text = mutant.text

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec")


class Finder(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self.name = mutant.module.removesuffix(".py").replace("/", ".")
        self.mutant = mutant

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = Loader(fullname, self.mutant)
        return spec_from_file_location(fullname, loader.path, loader=loader)


def started(mutant: Mutant, seconds: int, scratch: str) -> int:
    """Run a module's tests on a mutant in a process of its own; give its number."""
    if process := os.fork():
        return process
    os.setsid()
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(seconds * 5)  # for those that wait
    if "VERBOSE" not in os.environ:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    finder = Finder(mutant)
    sys.meta_path.insert(0, finder)
    options = ("-x", "-q", "-p", "no:cacheprovider", "-k", LEFT_OUT, "--hypothesis-profile=mutants")
    folder = f"--basetemp={scratch}/{os.getpid()}"
    code = 1
    try:
        importlib.import_module(finder.name)  # before pytest, which would read it from its file
        code = pytest.main([*options, folder, mutant.module, *TESTS[mutant.module]])
    finally:
        os._exit(code)


def judged(waiting: list[Mutant], seconds: int, jobs: int) -> Iterator[tuple[Mutant, bool]]:
    """Tell of each mutant whether it was caught; one that never ends is."""
    running: dict[int, Mutant] = {}
    waiting = waiting[::-1]
    with tempfile.TemporaryDirectory() as scratch:
        while waiting or running:
            while waiting and len(running) < jobs:
                mutant = waiting.pop()
                running[started(mutant, seconds, scratch)] = mutant
            process, status = os.wait()
            if process in running:
                yield running.pop(process), status != 0


def patience(module: str) -> int:
    """Give the seconds after which a module's tests are taken to run without end."""
    sound = Mutant(module, "", Path(module).read_text("utf-8"))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    if any(caught for _, caught in judged([sound], 600, 1)):
        sys.exit(f"{module}: its own tests fail on the module as it is")
    taken = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return int(PATIENCE * taken) + 5


def surviving(made: list[Mutant], seconds: int, jobs: int, known: Named) -> list[Mutant]:
    """List the mutants that their tests let live; print at once those that are not named yet."""
    living = []
    for mutant, caught in judged(made, seconds, jobs):
        if not caught:
            living.append(mutant)
            if (mutant.module, mutant.told) not in known:
                told(mutant.module, mutant.told, f"lives, and {SURVIVORS} does not say why")
    return living


def told(module: str, line: str, what: str) -> None:
    print(module, line, what, sep="\t", flush=True)


def named() -> Named:
    """Read the survivors that are let live: module, line and reason, with tabs between."""
    lines = [ln for ln in SURVIVORS.read_text("utf-8").splitlines() if ln and ln[0] != "#"]
    return {(module, told): why for module, told, why in (line.split("\t") for line in lines)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="these alone")
    parser.add_argument("--every", type=int, default=1, help="one mutant in so many")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at the same time")
    options = parser.parse_args()
    for name in IMPORTED:
        importlib.import_module(name)
    known, failed, total, living = named(), False, 0, 0
    for module in options.modules or TESTS:
        made = mutants(module, options.every)
        survivors = surviving(made, patience(module), options.jobs, known)
        print(f"{module}: {len(made)} mutants, {len(made) - len(survivors)} caught", flush=True)
        total, living = total + len(made), living + len(survivors)
        found = {mutant.told for mutant in survivors}
        listed = {line for name, line in known if name == module}
        gone = listed - found if options.every == 1 else set()
        for line in sorted(gone):
            told(module, line, f"is caught, or is no more: take it out of {SURVIVORS}")
        failed |= bool(found - listed or gone)
    share = (total - living) / max(total, 1)
    sample = "all" if options.every == 1 else f"a sample, about one in {options.every}"
    print(f"{total} mutants ({sample}), {share:.1%} caught; at least {LEAST:.0%} must be.")
    return int(failed or share < LEAST)


if __name__ == "__main__":
    sys.exit(main())
