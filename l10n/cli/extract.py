"""`l10n extract`: templates and catalogs from the articles, no drafts."""

import typer

from l10n.cli import terminal
from l10n.cli.build import report
from l10n.run import Run


def extract(
    context: typer.Context, articles: terminal.Articles = None, to: terminal.To = ""
) -> None:
    """Bring templates and catalogs to the articles as they are now.

    New texts are added, changed ones become stale with their previous source,
    removed ones obsolete. Nothing is translated.

    Examples:

      l10n extract

      l10n extract source/article.txt --to de
    """
    at = terminal.of(context)
    project = at.project()
    run = Run(project, project.targets(to), project.settings.ship, notice=at.notice)
    sound, _ = run.survey(project.articles(map(at.path, articles or [])))
    for article in sound:
        run.kept(article)
    report(run, at)
