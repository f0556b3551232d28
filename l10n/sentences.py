"""Offset-keeping sentence boundaries: sentencex underneath, newspaper French on top."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a text: character offsets, without the spaces around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Habits:
    """How one language shortens words and begins sentences.

    Abbreviations are spelled without their last stop. titles: a sentence never
    ends after them; numbered: never before a figure or a lone capital; inner:
    only before an opening word; final: before any capital. openings: words that
    open sentences and are no part of names; articles: what stands before the
    initials of an institution or an era, but not before those of a person.
    `#` stands for a number of one or two figures.
    """

    titles: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    final: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FRENCH = Habits(
    titles=words(
        "M MM Mr Mrs Mme Mmes Mlle Mlles Mgr Dr Drs Pr Prs St Ste Sts Me Mes Vve Cie cf "
        "c.-à-d c-à-d càd p pp env vs bd boul av ap apr tél réf resp c sq hab"
    ),
    numbered=words("n nº n° no art al chap vol fig tab t l livr ch sect ann § ex. coll."),
    inner=words(
        "ex p.-ex éd édit dir trad coll Coll ms op cit Ch Th Ph hon gén col lt cap cdt "
        "P.-D.G p.-d.g S.A Inc Ltd Jr"
    ),
    final=words(
        "etc janv févr fév avr juil juill sept oct nov déc lun mar mer jeu ven sam dim "
        "min max suiv ss ibid id"
    ),
    openings=words(
        "Il Ils Elle Elles On Nous Vous Je Tu Ce Cet Cette Ces Cela Ceci Ça C’est C'est "
        "Mais Et Or Donc Puis Ensuite Enfin Ainsi Alors Aussi Cependant Pourtant "
        "Toutefois Néanmoins Dans Pour Selon Sur Sous Avec Sans Après Avant Depuis "
        "Pendant Lors Lorsque Quand Si Comme Car Par En Au Aux Son Sa Ses Leur Leurs "
        "Notre Nos Votre Vos Mon Ma Mes Un Une Tout Tous Toute Toutes Plusieurs Certains "
        "Certaines Quelques Chaque Aucun Aucune Rien Personne Qui Que Quel Quelle Où "
        "Pourquoi Comment Voici Voilà Hier Aujourd’hui Aujourd'hui Demain Ici Là Y Oui "
        "Non À Contre Entre Chez Parmi Malgré Grâce Face Interrogé Interrogée Résultat"
    ),
    articles=words("l la le les aux des du d un une cette ces av. ap. apr. avant après"),
)
ENGLISH = Habits(
    titles=words(
        "v Mr Mrs Ms Messrs Mme Dr Drs Prof Rev Fr Hon Gen Col Lt Sgt Capt Cmdr Maj Adm Gov "
        "Sen Rep Pres St Mt Ft vs cf e.g i.e viz approx ca"
    ),
    numbered=words(
        "No no Nos nos p pp vol vols art ch chap fig figs sec para Jan Feb Mar Apr Jun "
        "Jul Aug Sep Sept Oct Nov Dec"
    ),
    inner=words("ed eds al dept est Inc Ltd Corp Co Bros Jr Sr U.S U.K Ph.D M.D B.A M.A a.k.a"),
    final=words("etc a.m p.m A.M P.M ibid B.C A.D"),
    openings=words(
        "He She It They We You I This That These Those There Then But And So Yet However "
        "When While If As In On At For From With Without After Before Since His Her Its "
        "Their Our My Your An Some Many Most Both Each Every No Not Now Here What Who "
        "Where Why How Yes According Despite The A"
    ),
    articles=words("the a an"),
)
SPANISH = Habits(
    titles=words(
        "St v Sr Sra Sres Sras Srta Dr Dra Dres D Dña Don Da Fr Mons Excmo Excma Ilmo Ilma Lic "
        "Ing Arq Prof Profa Gral Cnel Cap Tte Sto Sta Ud Uds Vd Vds Av Avda Pza Ctra cf "
        "vid p pp pág págs aprox p.ej EE CC FF RR JJ DD SS AA"
    ),
    numbered=words("n nº núm núms art arts cap caps vol vols fig figs t tel s ss"),
    inner=words("ej ed eds dir trad coord col dpto admón Cía S.A S.L Inc UU OO Jr a.C d.C"),
    final=words("no etc a.m p.m ibíd íd"),
    openings=words(
        "Él Ella Ellos Ellas Esto Este Esta Estos Estas Ese Esa Eso Pero Y O Entonces "
        "Luego Después Además También Sin Con En Para Por Según Desde Hasta Cuando Si "
        "Como Aunque Tras Ante Su Sus Un Una Unos Unas Se Lo Ya Así No Sí Al Hoy Ayer "
        "Mañana Nadie Todo Todos Qué Quién Dónde El Los Las"
    ),
    articles=words("la el las los una un"),
)
CATALAN = Habits(
    titles=words(
        "v Sr Sra Srs Sres Srta Dr Dra D Dª Mn Mons Fra Exc Excm Il·lm Prof Gral St Sta "
        "Sant cf vg p pp pàg pàgs aprox EE CC FF"
    ),
    numbered=words("n nº núm núms art arts cap caps vol vols fig figs t tel"),
    inner=words("ex ed eds trad coord Cia S.A S.L Inc UU OO Jr aC dC a.C d.C"),
    final=words("etc dir a.m p.m ibíd íd"),
    openings=words(
        "Ell Ella Ells Elles Això Aquest Aquesta Aquests Aquestes Aquell Aquella Però I O "
        "Llavors Després Abans També A Amb Sense En Per Segons Des Fins Quan Si Com "
        "Encara Tot Tots Un Una Uns Unes Es S'ha Ja Així No Sí Al Als Avui Ahir Demà "
        "Ningú Què Qui On El Els Les Hi Ho"
    ),
    articles=words("l la el les els una un"),
)
GERMAN = Habits(
    titles=words(
        "Hr Hrn Fr Dr Drs Prof Dipl Ing Mag St Frl Hl bzw vgl ca evtl ggf inkl exkl sog z "
        "d u i v a o b B h zzgl zz resp geb gest Abs Abschn Art Nr Nrn Kap Bd Bde Abb Tab "
        "Tel Str S f ff"
    ),
    numbered=words("Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez Jg Aufl Std Min"),
    inner=words("# Mio Mrd Hrsg Verf Übers Red Inc Ltd Jr Co Kfm a.D e.V"),
    final=words("usw etc uvm ebd Chr u.a"),
    openings=words(
        "Er Sie Es Wir Ihr Ich Du Man Dies Diese Dieser Dieses Aber Und Oder Doch Dann "
        "Danach Dabei Dazu Damit Deshalb Daher Jedoch Auch Nur Noch Nun In Im Am An Auf "
        "Aus Bei Beim Mit Ohne Nach Vor Seit Für Von Vom Zu Zum Zur Über Unter Während "
        "Wenn Als Ob Weil Obwohl Sein Seine Ihre Ein Eine Einen Einem Alle Viele Einige "
        "Kein Keine Nicht Heute Gestern Morgen Hier Dort So Was Wer Wie Wo Warum Ja Nein "
        "Der Die Das Den Dem"
    ),
    articles=words("die der das den dem des"),
)
ITALIAN = Habits(
    titles=words(
        "St v Sig Sigg Sig.ra Sig.na Dott Dott.ssa Dr Prof Prof.ssa Ing Avv Arch Geom Rag On "
        "Sen Gen Col Cap Mons Don S Ss Spett Egr Gent cfr cf p pp pag pagg ca"
    ),
    numbered=words("n nn nº art artt cap capp vol voll fig figg t tel"),
    inner=words("es ed edd dir trad S.p.A S.r.l Inc Jr a.C d.C"),
    final=words("ecc etc ibid id"),
    openings=words(
        "Egli Lui Lei Essi Esse Loro Questo Questa Questi Queste Quello Quella Ma E O Poi "
        "Allora Dopo Prima Inoltre Anche Con Senza In Per Secondo Da Dal Dalla Fino "
        "Quando Se Come Suo Sua Suoi Un Una Uno Si Già Così Non Sì No Al Alla Oggi Ieri "
        "Domani Nessuno Tutto Tutti Chi Che Dove Il I Gli Le"
    ),
    articles=words("l la il le i gli lo una un"),
)
PORTUGUESE = Habits(
    titles=words(
        "St v séc Sr Sra Srs Sras Srta Dr Dra Drs D Dom Pe Fr Mons Exmo Exma Eng Arq Prof Profa "
        "Gen Cel Cap Ten Sto Sta Av cf p pp pág págs aprox"
    ),
    numbered=words("No n nº núm art arts cap caps vol vols fig figs t tel"),
    inner=words("ex ed eds dir trad coord Cia S.A Ltda Inc Jr a.C d.C"),
    final=words("etc ibid id"),
    openings=words(
        "Ele Ela Eles Elas Isto Isso Este Esta Estes Estas Esse Essa Mas E Ou Então "
        "Depois Antes Além Também Sem Com Em Para Por Segundo Desde Até Quando Se Como "
        "Embora Seu Sua Seus Suas Um Uma Já Assim Não Sim Ao Aos No Na Hoje Ontem Amanhã "
        "Ninguém Tudo Todos Quem Que Onde Os As"
    ),
    articles=words("a o as os uma um"),
)
HABITS = {
    "fr": FRENCH,
    "en": ENGLISH,
    "es": SPANISH,
    "ca": CATALAN,
    "de": GERMAN,
    "it": ITALIAN,
    "pt": PORTUGUESE,
}

# No sentence ends inside of these: code, addresses, placeholders, a cut in a quotation.
OPAQUE = re.compile(
    r"`[^`]{1,300}`"
    r"|(?:https?://|ftp://|www\.|mailto:)[^\s<>«»“”\"]*[\w/#=&~-]"
    r"|\{[^{}]{0,300}\}"
    r"|%(?:\d+\$)?[sdif]\b"
    r"|\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\)"
)
# Nor in a parenthesis that follows a word; past 300 characters it is an author's slip.
ASIDE = re.compile(r"(?<=[\w,;:»”’\"]\s)\([^()]{1,300}\)")
STOP = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…؟۔।॥።‼⁇⁈⁉]++(?:\s?[!?…]++){0,4}+)"
    r"(?P<closing>(?:[)\]}»«›‹”“’‘\"']|\s?[»›](?=[\s.,;:!?)\[¹²³⁰⁴-⁹])){0,6}+[.!?…]*+)"
    r"(?:\s?\[\^?\d{1,3}\]|[¹²³⁰⁴-⁹]){0,9}+(?P<gap>\s++)"
    r"|[。！？｡]++(?:(?![」』”’）】》])|[」』”’）】》]++(?=\s))(?P<wide>\s*+)"
)
LAST_WORD = re.compile(r"[^\s«»“”„\"()\[\]/,;:!?…]++\Z")
ELISION = re.compile(r"(?:[^\W\d_]|[Qq]u)['’](?=\w)")
BEFORE_WORD = re.compile(r"\S+(?=\s+\Z)")
AHEAD = re.compile(r"[\s«»“”„‘’‚\"'(\[—–‒*_•¿¡-]*+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OPENING_ARTICLE = re.compile(
    r"(?:[^\W\d_]{1,2}['’]|(?:L[eao]s?|Els?|Il?|Gli|[OA]s?|De[lr]|Das|Die)\s)[a-zà-ÿœ]"
)
MIXED_CASE = re.compile(r"[a-z]{1,2}[A-Z]")
INITIALS = re.compile(r"(?:[^\W\d_]+[-‐‑])?(?:[A-ZÀ-Þ]\.[-‐‑]?)*[A-ZÀ-Þ]")
NUMBERED = re.compile(r"\d|[A-ZÀ-Þ]\.|[IVXLC]+\b")
ENUMERATOR = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-z])[.)]+")
SUBSTANCE = re.compile(r"[^\W_]")
HIDDEN = re.compile(r"[\s«»‹›“”„‘’‚\"'()\[\]{}「」『』（）]")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
SMALL_FIGURE = re.compile(r"\d{1,2}")
WINDOW = 60  # characters; room for an abbreviation and the word before it


def boundaries(text: str, language: str) -> tuple[Sentence, ...]:
    """Find the sentences of a text, in order; between them is only whitespace.

    A line end counts as a space. language: a BCP 47 tag; any is accepted.

    >>> boundaries("Voici M. Dupont. Ça va ?", "fr")
    (Sentence(start=0, end=16), Sentence(start=17, end=24))
    """
    start, last = len(text) - len(text.lstrip()), len(text.rstrip())
    found = []
    for end, following in stops(masked(text[:last]), start, language.partition("-")[0].lower()):
        found.append(Sentence(start, end))
        start = following
    return (*found, Sentence(start, last)) if start < last else ()


def split(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Cut a text into sentences, each with the whitespace after it.

    All of it joined is the text; leading whitespace comes as the gap after an
    empty sentence.

    >>> split("Bonjour.  Ça va ?", "fr")
    (('Bonjour.', '  '), ('Ça va ?', ''))
    """
    found = boundaries(text, language)
    starts = [*(sentence.start for sentence in found), len(text)]
    lead = (("", text[: starts[0]]),) if starts[0] else ()
    return lead + tuple(
        (text[sentence.start : sentence.end], text[sentence.end : following])
        for sentence, following in zip(found, starts[1:], strict=True)
    )


def masked(text: str) -> str:
    """Hide what no sentence ends inside of, without moving a character."""
    text = OPAQUE.sub(lambda match: "X" * len(match[0]), text)
    return ASIDE.sub(lambda match: re.sub(r"[.!?…]", ",", match[0]), text)


def stops(text: str, start: int, language: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence but the last ends, and where the next one begins."""
    known = library_ends(text, language)
    habits = HABITS.get(language, Habits())
    substance = first_substance(text, start)
    final = last_substance(text)
    for match in STOP.finditer(text, start):
        end = match.start("gap") if match["mark"] else match.start("wide")
        if match.end() > final or substance >= end or is_enumerator(text, start, end):
            continue
        if match["mark"] and not closes(text, match, habits, match.end("mark") in known):
            continue
        yield end, match.end()
        start = match.end()
        substance = first_substance(text, start)


def first_substance(text: str, start: int) -> int:
    """Find the first letter or figure at or after a place."""
    match = SUBSTANCE.search(text, start)
    return match.start() if match else len(text)


def last_substance(text: str) -> int:
    """Find the last letter or figure: nothing after it is a sentence."""
    return next((at for at in range(len(text) - 1, -1, -1) if SUBSTANCE.match(text, at)), -1)


def is_enumerator(text: str, start: int, end: int) -> bool:
    """Tell whether a would-be sentence is only `1.` or `A.`, unless it answers a question."""
    answer = "?" in text[max(0, start - 4) : start]
    return not answer and end - start < 16 and bool(ENUMERATOR.fullmatch(text, start, end))


def library_ends(text: str, language: str) -> frozenset[int]:
    """Ask sentencex where sentences end, with quotes and brackets out of its way."""
    from sentencex import get_sentence_boundaries

    plain = LONE_SURROGATE.sub("x", HIDDEN.sub(" ", text))
    found = get_sentence_boundaries(language or "en", plain)
    return frozenset(each["start_index"] + len(each["text"].rstrip()) for each in found)


def closes(text: str, stop: re.Match[str], habits: Habits, known: bool) -> bool:
    """Decide whether a stop ends its sentence."""
    ahead = AHEAD.match(text, stop.end())
    following = ahead.end() if ahead else stop.end()
    first = text[following : following + 1]
    if first in ".!?…" or (first.islower() and not MIXED_CASE.match(text, following)):
        return False
    mark = str(stop["mark"])
    if mark != ".":
        return not (first.isdigit() and mark.endswith(("…", "..")))
    return after_word(text, stop.start(), following, habits, known)


def after_word(text: str, stop: int, following: int, habits: Habits, known: bool) -> bool:
    """Decide by the word before a full stop and the word after it."""
    behind = text[max(0, stop - WINDOW) : stop]
    last = LAST_WORD.search(behind)
    if not last:  # a quote or a bracket closes before the stop
        return True
    word = ELISION.sub("", last[0], count=1)
    elided = word != last[0]
    opens = opens_sentence(text, following, habits)
    figure_ahead = text[following : following + 1].isdigit()
    verdicts = (
        (habits.titles, False),
        (habits.numbered, not NUMBERED.match(text, following)),
        (habits.inner, opens),
        (habits.final, not figure_ahead),
    )
    before = BEFORE_WORD.search(behind[: last.start()])
    institution = elided or (before is not None and before[0].lower() in habits.articles)
    for form in (word, "#" if SMALL_FIGURE.fullmatch(word) else word.lower()):
        for words, verdict in verdicts:
            if form in words:
                return verdict
        if INITIALS.fullmatch(word):
            return opens or institution
    return known or opens


def opens_sentence(text: str, at: int, habits: Habits) -> bool:
    """Tell whether the word here opens sentences and is no part of a name."""
    word = WORD.match(text, at)
    return bool(OPENING_ARTICLE.match(text, at) or (word and word[0] in habits.openings))
