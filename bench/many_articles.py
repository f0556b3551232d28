"""A thousand articles in one run: peak memory against a hundred, and how often models are loaded.

    python bench/many_articles.py [--engine apertium] [--articles 1000]

Prints, for a tenth of the articles and for all: seconds, segments a second, peak
memory, packages opened; then the ratios. Each run is a process of its own.
"""

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from pathlib import Path

SUBJECTS = [
    "Le ministre",
    "La présidente",
    "Un chercheur",
    "Une journaliste",
    "Le maire",
    "La banque",
]
VERBS = ["a annoncé", "a critiqué", "a présenté", "attend", "refuse", "soutient"]
OBJECTS = ["un accord", "une réforme", "le projet", "la décision", "un rapport", "le budget"]
PLACES = ["à Paris", "en Espagne", "au Japon", "dans la région", "à la frontière", "en mer"]


def article(chance: random.Random) -> str:
    """Write an article of a title and twenty paragraphs of one or two sentences."""

    def sentence() -> str:
        words = [chance.choice(some) for some in (SUBJECTS, VERBS, OBJECTS, PLACES)]
        return " ".join(words) + f" pour {chance.randint(2, 9999)} personnes."

    paragraphs = [" ".join(sentence() for _ in range(chance.randint(1, 2))) for _ in range(20)]
    return "\n\n".join([sentence().rstrip("."), *paragraphs]) + "\n"


def run(
    count: int, engine: str, answers: "multiprocessing.Queue[tuple[float, int, int, int]]"
) -> None:
    """Translate so many new articles into two locales; answer with what it cost."""
    from l10n.cli.translate import routes_to
    from l10n.pipeline.sessions import Sessions
    from l10n.plugins import chosen_engines
    from l10n.project import Project
    from l10n.run import Run
    from l10n.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "source").mkdir()
        chance = random.Random(count)
        for number in range(count):
            (root / "source" / f"{number:04}.txt").write_text(article(chance), "utf-8")
        project = Project(root, Settings(targets=("es", "ca"), engine=engine))
        engines = chosen_engines(engine)
        routes, _ = routes_to(project.settings.targets, project, engines)
        job = Run(project, project.settings.targets, project.settings.ship, routes=routes)
        begun = time.perf_counter()
        sound, wanted = job.survey(project.articles())
        with Sessions(engines) as sessions:
            job.translate(sound, sessions)
            opened = sessions.count
        seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    answers.put((seconds, sum(wanted.values()), peak, opened))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", default="apertium")
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    costs = []
    for count in (options.articles // 10, options.articles):
        answers: multiprocessing.Queue[tuple[float, int, int, int]] = context.Queue()
        process = context.Process(target=run, args=(count, options.engine, answers))
        process.start()
        seconds, segments, peak, opened = cost = answers.get()
        process.join()
        costs.append(cost)
        print(
            f"{count:5} articles: {seconds:6.1f} s, {segments / seconds:6.0f} segments/s, "
            f"peak {peak} MiB, {opened} packages opened"
        )
    few, many = costs
    print(
        f"ten times the articles: {many[0] / few[0]:.1f} times the seconds, "
        f"{many[2] / few[2]:.2f} times the memory"
    )


if __name__ == "__main__":
    main()
