"""`l10n extract`: templates and catalogs from the articles, no drafts."""

import typer

from l10n import po
from l10n.cli import pipe, printing, terminal
from l10n.cli.build import report
from l10n.run import Run


def extract(
    context: typer.Context,
    articles: terminal.Articles = None,
    to: terminal.To = "",
    form: terminal.Format = "",
) -> None:
    """Bring templates and catalogs to the articles as they are now.

    New texts are added, changed ones become stale with their previous source,
    removed ones obsolete. Nothing is translated. With - for the article, it is
    read from standard input, and its template goes to standard output.

    Examples:

      l10n extract

      l10n extract source/article.txt --to de

      l10n extract - --format markdown < article.md > article.pot
    """
    at = terminal.of(context)
    project = at.project(form)
    if pipe.asked(articles):
        passage = pipe.read(project)
        for line, reason in passage.document.unplaced:
            at.notice(f"-:{line}: left as it is: {reason}")
        printing.hand_over(po.dump(passage.template, b""))
        return
    run = Run(project, project.targets(to), project.settings.ship, notice=at.notice)
    run.extract(project.articles(map(at.path, articles or [])))
    raise typer.Exit(report(run, at))
