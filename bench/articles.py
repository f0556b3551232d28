"""Made-up French news articles, each told as Markdown, plain text and HTML.

    python bench/articles.py FOLDER [--articles 1000]

The sentences are put together from the word lists below; the same seed gives the same bytes.
"""

import argparse
import html
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import ClassVar

# What a {blank} in a text is filled with; several of a kind are parted by semicolons.
WORDS = """
person: la ministre; le préfet; une élue locale; le président du conseil; la directrice; un
  chercheur; la maire; le porte-parole; une ingénieure; l’opposition; le syndicat; la commission; un
  riverain; l’agence de l’eau; le gouvernement
verb: a présenté; a défendu; réclame; conteste; a retardé; promet; détaille; finance; a suspendu;
  prépare; soutient; examine; a voté; dénonce
thing: la réforme des transports; un plan de sobriété; le budget de la région; une enquête; la
  rénovation du port; le projet d’éoliennes; un accord commercial; la taxe foncière; l’ouverture
  d’une ligne de nuit; le barrage; une baisse des loyers; la récolte; un rapport sur l’énergie; la
  fermeture de l’usine; le réseau d’eau potable
place: à Brest; en Occitanie; dans la vallée; à la frontière espagnole; près de Lyon; au nord de la
  Loire; sur le littoral; à Genève; en Guadeloupe; dans les Alpes
time: lundi matin; depuis l’été; avant la fin de l’année; pour la troisième fois; après deux mois de
  débats; sans attendre le vote; dès le printemps
end: malgré les critiques; avec l’appui des communes; faute de moyens; à titre d’essai; selon
  « {remark} »; pour {count} millions d’euros; soit {count} % de plus qu’hier; au profit de {count}
  familles; à l’horizon {year}
remark: un premier pas; le compte n’y est pas; une question de temps; personne n’est oublié; un
  choix courageux; la facture sera lourde; nous irons jusqu’au bout
heading: Ce que change {thing}; Les réserves {place}; Un calendrier serré; Qui paiera ?; Trois
  chiffres pour comprendre; Et maintenant ?; Le point de vue {place}
sentence: {person} {verb} {thing} {place}, {end}.; {time}, {person} {verb} {thing} {end}.; {place},
  {person} {verb} {thing} {time}, et {person} {verb} {thing}.; si {person} {verb} {thing}, {person}
  {verb} aussi {thing} {place}, {end}.
"""
NUMBERS = {"count": range(2, 991), "year": range(2027, 2051)}
TAGS = ["politique", "énergie", "transports", "économie", "région", "eau", "logement"]


def blanks(told: str) -> dict[str, Sequence[object]]:
    """Read what each blank is filled with.

    >>> blanks("sea: la mer; la\\n  marée")["sea"]
    ['la mer', 'la marée']
    """
    lines = re.sub(r"\n\s+", " ", told).strip().split("\n")
    pairs = (line.split(": ", 1) for line in lines)
    return {**NUMBERS, **{name: words.split("; ") for name, words in pairs}}


class Writer:
    """Draws words by chance, always the same ones for the same seed."""

    BLANKS: ClassVar = blanks(WORDS)

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def filled(self, text: str) -> str:
        """Fill the {blanks} of a text, each with a new choice, blanks in that included."""
        return re.sub(r"\{(\w+)\}", lambda blank: self.drawn(blank[1]), text)

    def drawn(self, name: str) -> str:
        return self.filled(str(self.chance.choice(self.BLANKS[name])))

    def sentence(self) -> str:
        text = self.drawn("sentence")
        return text[0].upper() + text[1:]

    def paragraph(self, most: int = 4) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(2, most)))

    def article(self, number: int) -> "Article":
        return Article(
            number=number,
            title=self.sentence().rstrip("."),
            lead=self.paragraph(2),
            date=f"2026-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}",
            tags=tuple(sorted(self.chance.sample(TAGS, 3))),
            points=tuple(self.sentence() for _ in range(3)),
            sections=tuple((self.drawn("heading"), self.paragraph()) for _ in range(3)),
            steps=tuple(self.filled("{person} {verb} {thing}").capitalize() for _ in range(3)),
            quote=self.paragraph(2),
            rows=tuple((self.drawn("place"), self.drawn("count")) for _ in range(3)),
            background=self.paragraph(5),
            note=self.sentence(),
        )


@dataclass(frozen=True, slots=True)
class Article:
    """What an article says, whatever it is written in; its number makes its links its own."""

    number: int
    title: str
    lead: str
    date: str
    tags: tuple[str, ...]
    points: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    quote: str
    rows: tuple[tuple[str, str], ...]
    background: str
    note: str


def split(text: str) -> tuple[str, str, str]:
    """Cut a text into its first two words, the next two, and the rest."""
    words = text.split(" ")
    return " ".join(words[:2]), " ".join(words[2:4]), " ".join(words[4:])


def markdown(article: Article) -> str:
    """Write it with front matter, links, emphasis, code, a table and a footnote."""
    (first, one), (second, two), (third, three) = article.sections
    begin, linked, rest = split(one)
    start, strong, end = split(two)
    opening, _, closing = three.partition(". ")
    blocks = [
        f'---\ntitle: "{article.title}"\ndate: {article.date}\ntags: [{", ".join(article.tags)}]\n'
        f"draft: false\nslug: article-{article.number}\n---",
        f"# {article.title}",
        article.lead,
        "\n".join(f"- {point}" for point in article.points),
        f"## {first}",
        f"{begin} [{linked}](https://example.org/dossier/{article.number}) {rest}",
        f"> {article.quote}",
        f"## {second}",
        f"{start} **{strong}** {end}[^1]",
        "\n".join(f"{n}. {step}" for n, step in enumerate(article.steps, 1)),
        "| Lieu | Montant |\n| :--- | ---: |\n"
        + "\n".join(f"| {place} | {amount} |" for place, amount in article.rows),
        f"```sh\ncurl https://example.org/donnees/{article.number}.csv\n```",
        f"### {third}",
        f"{article.background} Les données sont dans `donnees-{article.number}.csv`.",
        f"*{opening}.* {closing}",
        f"[^1]: {article.note}",
    ]
    return "\n\n".join(blocks) + "\n"


def text(article: Article) -> str:
    """Write it as it is pasted from a page: short lines, bullets, long paragraphs."""
    sections = chain.from_iterable(article.sections)
    blocks = [
        article.title,
        f"Image de l’agence {article.number} par la rédaction",
        "Principaux renseignements",
        "\n".join(f"  • {point}" for point in article.points),
        article.lead,
        *sections,
        article.background,
        f"« {article.quote.rstrip('.')} »",
        "\n".join(f"{n}. {step}" for n, step in enumerate(article.steps, 1)),
        "Pour en savoir plus",
        article.note,
    ]
    return "\n\n".join(blocks) + "\n"


def page(article: Article) -> str:
    """Write it as a whole HTML page."""
    (first, one), (second, two), _ = article.sections
    begin, linked, rest = split(one)
    start, strong, end = split(two)
    title = html.escape(article.title)
    items = "\n".join(f"      <li>{point}</li>" for point in article.points)
    rows = "\n".join(f"      <tr><td>{a}</td><td>{b}</td></tr>" for a, b in article.rows)
    link = f'<a href="https://example.org/dossier/{article.number}">{linked}</a>'
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <title>{title}</title>
  <meta name="description" content="{html.escape(article.lead)}">
  <link rel="stylesheet" href="style.css">
</head>
<body>
  <article>
    <h1>{title}</h1>
    <p>{article.lead}</p>
    <ul>
{items}
    </ul>
    <h2>{first}</h2>
    <p>{begin} {link} {rest}</p>
    <p><img src="{article.number}.jpg" alt="{article.steps[0]}"></p>
    <blockquote><p>{article.quote}</p></blockquote>
    <h2>{second}</h2>
    <p>{start} <strong>{strong}</strong> {end}<br>Voir <code>donnees-{article.number}</code>.</p>
    <table>
      <tr><th>Lieu</th><th>Montant</th></tr>
{rows}
    </table>
    <p><em>{article.note}</em></p>
  </article>
</body>
</html>
"""


# By the name of the format that reads it: the file name ending, and what writes it.
SPELLINGS: dict[str, tuple[str, Callable[[Article], str]]] = {
    "text": (".txt", text),
    "markdown": (".md", markdown),
    "html": (".html", page),
}


def write(folder: Path, spelling: str, count: int) -> None:
    """Put so many articles into a folder, in one spelling."""
    suffix, spelled = SPELLINGS[spelling]
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        article = Writer(number).article(number)
        (folder / f"{number:04}{suffix}").write_text(spelled(article), "utf-8", newline="")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    for spelling in SPELLINGS:
        write(options.folder / spelling, spelling, options.articles)


if __name__ == "__main__":
    main()
