"""One run over articles: extract, draft, save and build; an article that fails stops no other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from l10n.article import Article
from l10n.catalog import Catalog, State, Unit
from l10n.crew import spread
from l10n.engines.routing import Route
from l10n.errors import L10nError, OurFault, blamed
from l10n.files import Changed
from l10n.findings import Finding
from l10n.formats import Links
from l10n.leftovers import sweep
from l10n.pipeline.draft import Key, Outcome, Policy, with_drafts
from l10n.pipeline.learning import known
from l10n.pipeline.localize import Ship
from l10n.pipeline.segments import drafts, question
from l10n.pipeline.sessions import Pair, Sessions
from l10n.project import Project
from l10n.site import Site

TRIES = 20  # of saving a catalog that others keep saving
ROUND = 256  # segments drafted between two savings: the most that a power cut costs

Place = tuple[int, Key]  # of a unit: which article, which key


@dataclass
class Run:
    """The choices of one run, and what has come of it so far.

    notice: told what people should know; advance: told how many segments, times
    targets, are done.
    """

    project: Project
    targets: tuple[str, ...]
    ship: Ship
    policy: Policy = Policy()  # noqa: RUF009  # frozen
    notice: Callable[[str], None] = lambda _: None
    advance: Callable[[int], None] = lambda _: None
    routes: Mapping[str, Route] = field(default_factory=dict)
    written: dict[Path, None] = field(default_factory=dict)
    errors: list[L10nError] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    fallen_back: dict[str, dict[State, int]] = field(default_factory=dict)

    @cached_property
    def site(self) -> Site:
        """What is built, for its links to be followed once all is there."""
        return Site(self.project, self.ship)

    def survey(self, articles: Iterable[Article]) -> tuple[list[Article], dict[str, int]]:
        """Read everything once; nothing is written.

        Gives the articles that can be worked on, and how many segments each
        target wants drafted. Problems are collected in `errors`.
        """
        self.tidy()
        sound, wanted = [], dict.fromkeys(self.targets, 0)
        for article in self.readable(articles):
            try:
                with blamed(article.shown):
                    counts = {t: len(self.wanted(article, t)) for t in self.targets}
            except L10nError as error:
                self.errors.append(error)
                continue
            sound.append(article.fresh)
            wanted = {target: wanted[target] + counts[target] for target in wanted}
        return sound, wanted

    def tidy(self) -> None:
        """Sweep away what killed runs left."""
        sweep(self.project.catalogs, self.project.catalogs_lie)
        sweep(self.project.output, self.project.outputs_lie)

    def readable(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Give the articles that can be read, one by one, none kept in memory.

        Problems are collected in `errors`.
        """
        for article in articles:
            read = article.fresh
            try:
                with blamed(article.shown):
                    unplaced = read.original.document.unplaced
            except L10nError as error:
                self.errors.append(error)
                continue
            for line, reason in unplaced:
                where = f"{self.project.show(article.path)}:{line}"
                self.notice(f"{where}: left as it is: {reason}")
            yield read

    def extract(self, articles: Sequence[Article]) -> None:
        """Write the templates and merged catalogs of articles."""
        self.share(Run.kept, articles)

    def rebuild(self, articles: Sequence[Article]) -> None:
        """Write the localized files of articles."""
        self.share(Run.build, articles)

    def share(self, verb: Callable[["Run", Article], object], articles: Sequence[Article]) -> None:
        """Do something with every article that can be read, in several processes."""
        self.tidy()
        work = partial(done, verb, self.project, self.targets, self.ship)
        for share in spread(work, articles):
            self.written |= share.written
            self.errors += share.errors
            self.findings += share.findings
            for target, counts in share.fallen_back.items():
                own = self.fallen_back.setdefault(target, {})
                for state, count in counts.items():
                    own[state] = own.get(state, 0) + count
            self.site.known |= share.known
            self.site.built += share.built
            for message in share.notices:
                self.notice(message)

    def wanted(self, article: Article, target: str) -> list[Key]:
        """List an article's units that a draft may be made for."""
        units = article.merged(target)[0].active
        return [unit.key for unit in units if self.wants(unit, target)]

    def wants(self, unit: Unit, target: str) -> bool:
        route = self.routes.get(target)
        return self.policy.wants(unit, route.origin if route else None)

    def translate(self, articles: list[Article], sessions: Sessions) -> None:
        """Extract, draft, save and build, some articles at a time."""
        for group in self.rounds(articles):
            kept = [article for article in group if self.kept(article)]
            self.draft(kept, sessions)
            for article in kept:
                self.build(article)

    def rounds(self, articles: list[Article]) -> Iterator[list[Article]]:
        """Cut the articles into groups of about a round's segments; let go of them one by one."""
        group: list[Article] = []
        size = 0
        while articles:
            article = articles.pop(0)
            size += len(article.document.segments)
            group.append(article)
            if size >= ROUND:
                yield group
                group, size = [], 0
        if group:
            yield group

    def kept(self, article: Article) -> bool:
        """Write the template and merged catalogs; tell whether that went well."""
        try:
            with blamed(article.shown):
                self.note_written(article.save_template())
                for target in self.targets:
                    self.saved(article, target, partial(article.merged, target))
        except L10nError as error:
            self.errors.append(error)
            return False
        return True

    def draft(self, articles: list[Article], sessions: Sessions) -> None:
        """Draft what the articles' catalogs still want, saving slice by slice."""
        wanted = {
            target: dict.fromkeys(
                (at, key)
                for at, article in enumerate(articles)
                for key in self.wanted(article, target)
            )
            for target in self.targets
            if target in self.routes
        }
        settings = self.project.settings
        terms, houses = settings.keep, settings.typography
        segments = [{s.key: s for s in reversed(a.document.segments)} for a in articles]

        def earlier(target: str) -> Iterator[Pair]:
            """Give what this run makes nothing new of: old drafts teach nothing of their own."""
            for at, (article, own) in enumerate(zip(articles, segments, strict=True)):
                rest = {key: one for key, one in own.items() if (at, key) not in wanted[target]}
                yield from known(article.form, rest, article.merged(target)[0].active)

        sessions.earlier = earlier

        def drafted(part: Sequence[Place]) -> None:
            questions = [question(articles[at].form, segments[at][key], terms) for at, key in part]
            numbers = {t: [n for n, p in enumerate(part) if p in wanted[t]] for t in wanted}
            asked = {target: some for target, some in numbers.items() if some}
            for target, outcomes in drafts(questions, asked, self.routes, sessions, houses):
                self.save_drafts(articles, target, {part[n]: outcomes[n] for n in outcomes})
                self.advance(len(outcomes))

        for part in slices(place for places in wanted.values() for place in places):
            try:
                with blamed(""):
                    drafted(part)
            except OurFault:  # of which article, shows when each is drafted by itself
                for at in dict.fromkeys(at for at, _ in part):
                    try:
                        with blamed(articles[at].shown):
                            drafted([place for place in part if place[0] == at])
                    except OurFault as error:
                        self.errors.append(error)

    def save_drafts(
        self, articles: list[Article], target: str, outcomes: Mapping[Place, Outcome]
    ) -> None:
        """Put drafts into catalogs as they are on disk now: a translator may have saved since."""
        by_article: dict[int, dict[Key, Outcome]] = {}
        for (at, key), outcome in outcomes.items():
            by_article.setdefault(at, {})[key] = outcome
        for at, own in sorted(by_article.items()):

            def drafted(
                article: Article = articles[at], own: Mapping[Key, Outcome] = own
            ) -> tuple[Catalog, bytes]:
                catalog, content = article.merged(target)
                origin = self.routes[target].origin
                fresh = with_drafts(catalog, own, origin, lambda u: self.wants(u, target))
                self.name_replaced(article, target, catalog, fresh)
                return fresh, content

            try:
                with blamed(articles[at].shown):
                    self.saved(articles[at], target, drafted)
            except L10nError as error:
                self.errors.append(error)

    def saved(
        self, article: Article, target: str, made: Callable[[], tuple[Catalog, bytes]]
    ) -> None:
        """Save a catalog, made anew from the file as often as somebody saves it meanwhile."""
        for left in reversed(range(TRIES)):
            try:
                self.note_written(article.save(target, *made()))
            except Changed:
                if not left:
                    raise
            else:
                return

    def name_replaced(
        self, article: Article, target: str, catalog: Catalog, fresh: Catalog
    ) -> None:
        """Say which words of a person's a draft replaces; only --overwrite-final does so."""
        where = self.project.show(article.catalog_path(target))
        for old, new in zip(catalog.units, fresh.units, strict=True):
            if old != new and old.translated and not old.machine_made:
                self.notice(f"{where}:{old.line}: replaced: {old.target}")

    def build(self, article: Article) -> None:
        """Write the localized files of an article."""
        for target in self.targets:
            try:
                with blamed(article.shown):
                    localized = article.localized(target, self.ship)
                    content, fits = article.built(localized)
                    self.note_written(article.write_output(target, content))
                    if article.on_disk:
                        self.site.add(article, target, localized.text)
            except L10nError as error:
                self.errors.append(error)
                continue
            if localized.refused:
                where = self.project.show(article.catalog_path(target))
                self.findings += localized.findings(where)
            if not fits:
                path = self.project.show(article.output_path(target))
                self.notice(
                    f"{path}: written as UTF-8, as {article.text.encoding.name} cannot spell it"
                )
            for _, state in localized.fallen_back:
                counts = self.fallen_back.setdefault(target, {})
                counts[state] = counts.get(state, 0) + 1

    def note_written(self, path: Path | None) -> None:
        if path:
            self.written[path] = None


@dataclass(frozen=True, slots=True)
class Share:
    """What came of a part of the articles, to be sent from one process to another."""

    written: dict[Path, None]
    errors: list[L10nError]
    findings: list[Finding]
    fallen_back: dict[str, dict[State, int]]
    notices: list[str]
    known: dict[tuple[str, str], Links | None]
    built: list[tuple[str, Path]]


def done(
    verb: Callable[[Run, Article], object],
    project: Project,
    targets: tuple[str, ...],
    ship: Ship,
    articles: Iterable[Article],
) -> Share:
    """Do something with some articles."""
    notices: list[str] = []
    run = Run(project, targets, ship, notice=notices.append)
    for article in run.readable(articles):
        verb(run, article)
    site = run.site
    return Share(
        run.written, run.errors, run.findings, run.fallen_back, notices, site.known, site.built
    )


def slices(places: Iterable[Place]) -> Iterator[list[Place]]:
    """Cut units into rounds by their texts; equal texts are in the same one."""
    by_text: dict[str, list[Place]] = {}
    for place in dict.fromkeys(places):
        by_text.setdefault(place[1][1], []).append(place)
    texts = list(by_text.values())
    for start in range(0, len(texts), ROUND):
        yield [place for same in texts[start : start + ROUND] for place in same]
