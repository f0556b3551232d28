"""Has one tool do one thing to a folder of articles; prints seconds and peak memory as JSON.

    python bench/one_tool.py TOOL FORMAT extract|rebuild FOLDER

Runs in the tool's own environment. FOLDER holds source/, and gets locales/ and
localized/, as a project of ours has them. What the tool imports is imported
before the clock starts.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

Work = Callable[[], object]
CATALOGS = Path("locales/es/LC_MESSAGES")
OUTPUT = Path("localized/es")
PO4A = {
    "text": ("text", "-o neverwrap"),
    "markdown": ("text", "-o markdown -o neverwrap"),
    "html": ("xhtml", ""),
}


def l10n(form: str, verb: str) -> Work:
    """Do what the commands `l10n extract` and `l10n build` do, but print nothing."""
    from l10n.locales import plural_forms
    from l10n.plugins import formats
    from l10n.project import find
    from l10n.run import Run

    project = find(Path())
    run = Run(project, project.targets(), project.settings.ship)

    def work() -> None:
        articles = project.articles()
        run.extract(articles) if verb == "extract" else run.rebuild(articles)
        list(run.site.findings())
        if run.errors or run.findings or (verb == "rebuild" and run.fallen_back):
            raise SystemExit(f"{run.errors[:3]} {run.findings[:3]} {run.fallen_back}")

    plural_forms("es")  # what these two need is imported at their first use
    formats()[form].parse("---\ntitle: x\n---\n")
    return work


def mdpo(_: str, verb: str) -> Work:
    """Go through mdpo's functions file by file."""
    from mdpo.md2po import markdown_to_pofile  # type: ignore[import-not-found]  # in its own
    from mdpo.po2md import pofile_to_markdown  # type: ignore[import-not-found]  # environment

    def work() -> None:
        for article, catalog, output in places():
            if verb == "extract":
                markdown_to_pofile(str(article), save=True, po_filepath=str(catalog))
            else:
                pofile_to_markdown(str(article), [str(catalog)], save=str(output), wrapwidth=0)

    return work


def toolkit(form: str, verb: str) -> Work:
    """Give the Translate Toolkit's converters whole folders."""
    from importlib import import_module

    short = {"text": "txt", "markdown": "md", "html": "html"}[form]
    name = f"{short}2po" if verb == "extract" else f"po2{short}"
    convert = import_module(f"translate.convert.{name}").main
    files = {
        "extract": ["-i", "source", "-o", str(CATALOGS)],
        "rebuild": ["-t", "source", "-i", str(CATALOGS), "-o", str(OUTPUT)],
    }
    unwrapped = ["-m", "0"] if form == "markdown" else []
    return lambda: convert(["--progress=none", *files[verb], *unwrapped])


def po4a(form: str, verb: str) -> Work:
    """Run po4a once over all articles, with one catalog: its quickest way."""
    kind, options = PO4A[form]
    articles = (
        f'[type: {kind}] {article} es:{output} opt:"{options}"' for article, _, output in places()
    )
    paths = f"[po4a_langs] es\n[po4a_paths] locales/all.pot es:{CATALOGS}/all.po\n"
    Path("po4a.cfg").write_text(paths + "\n".join(articles) + "\n", "utf-8")
    command = ["po4a", "-q", "-M", "UTF-8", "-L", "UTF-8", "--keep", "0"]
    only = "--no-translations" if verb == "extract" else "--no-update"
    return lambda: subprocess.run([*command, only, "po4a.cfg"], check=True)


def places() -> Iterator[tuple[Path, Path, Path]]:
    """Give every article, its catalog and its rebuilt file."""
    for article in sorted(Path("source").iterdir()):
        yield article, CATALOGS / f"{article.stem}.po", OUTPUT / article.name


def peak() -> float:
    """Give the most memory, in MiB, that this process or one it ran has had."""
    import resource

    ran = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    status = Path("/proc/self/status")
    if not status.exists():
        return max(ran, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024
    # Not from getrusage, which counts the process that this one was forked from.
    own = next(line for line in status.read_text().split("\n") if line.startswith("VmHWM"))
    return max(ran, int(own.split()[1])) / 1024


TOOLS: dict[str, Callable[[str, str], Work]] = {
    "l10n": l10n,
    "mdpo": mdpo,
    "toolkit": toolkit,
    "po4a": po4a,
}


def main() -> None:
    tool, form, verb, folder = sys.argv[1:]
    os.chdir(folder)
    work = TOOLS[tool](form, verb)
    for made in (CATALOGS, OUTPUT):
        made.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    work()
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "peak": peak()}))


if __name__ == "__main__":
    main()
