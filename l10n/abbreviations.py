"""Abbreviations of each language, and the words that open its sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """How one language shortens words and begins sentences.

    Abbreviations are spelled without their last stop. titles: a sentence never
    ends after them; numbered: never before a figure or a lone capital; inner:
    only before an opening word; hours: before any capital but a day's (9 p.m.
    Saturday); final: before any capital. openings: words that open sentences and
    are no part of names; articles: what stands before the initials of an
    institution or an era, but not before those of a person. `#` stands for a
    number of one or two figures.
    """

    titles: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    final: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FRENCH = Habits(
    titles=words(
        "M MM Mr Mrs Mme Mmes Mlle Mlles Mgr Dr Drs Pr Prs St Ste Sts Me Mes Vve Mt Mts Ets Sté cf "
        "c.-à-d c-à-d càd p pp env vs v bd boul pl rte fbg av ap apr tél réf resp c sq approx"
    ),
    numbered=words(
        "n nº n° no art al chap vol fig tab t l livr ch sect ann § ex. coll. "
        "fasc suppl bât esc apt R.N R.D"
    ),
    inner=words(
        "ex p.-ex éd édit dir coord trad rééd coll Coll ms op cit Ch Th Ph hon prof gén col lt "
        "cap cdt sgt adj dép arr comm univ Cie cie P.-D.G p.-d.g S.A S.A.R.L S.A.S S.C.I "
        "A.S A.C A.J C.A E.A E.S F.C O.C R.C S.C S.M U.S"
    ),
    final=words(
        "etc janv févr fév avr juil juill sept oct nov déc lun mar mer jeu ven sam dim "
        "min max suiv ss ibid id hab Cap Inc Ltd Corp Co Jr"
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
    hours=words("a.m p.m A.M P.M"),
    final=words("etc ibid B.C A.D"),
    openings=words(
        "He She It They We You I This That These Those There Then But And So Yet However "
        "When While If As In On At For From With Without After Before Since His Her Its "
        "Their Our My Your An Some Many Most Both Each Every No Not Now Here What Who "
        "Where Why How Yes According Despite The A"
    ),
    articles=words("the a an"),
    days=words(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs "
        "Fri Sat Sun January February March April June July August September October "
        "November December GMT UTC BST ET EST EDT CT CST CDT MT MST MDT PT PST PDT CET CEST"
    ),
)
SPANISH = Habits(
    titles=words(
        "St v Sr Sra Sres Sras Srta Dr Dra Dres D Dña Don Da Fr Mons Excmo Excma Ilmo Ilma Lic "
        "Ing Arq Prof Profa Gral Cnel Cap Tte Sto Sta Ud Uds Vd Vds Av Avda Pza Ctra cf "
        "vid p pp pág págs aprox p.ej EE CC FF RR JJ DD SS AA"
    ),
    numbered=words("n nº núm núms art arts cap caps vol vols fig figs t tel s ss"),
    inner=words("ej ed eds dir trad coord col dpto admón Cía S.A S.L Inc UU OO"),
    final=words("no etc a.m p.m ibíd íd Jr a.C d.C"),
    openings=words(
        "Él Ella Ellos Ellas Esto Este Esta Estos Estas Ese Esa Eso Pero Y O Entonces "
        "Luego Después Además También Sin Con En Para Por Según Desde Hasta Cuando Si "
        "Como Aunque Tras Ante Su Sus Un Una Unos Unas Se Lo Ya Así No Sí Al Hoy Ayer "
        "Mañana Nadie Todo Todos Qué Quién Dónde El Los Las"
    ),
    articles=words("la el las los una un a. d."),
)
CATALAN = Habits(
    titles=words(
        "v Sr Sra Srs Sres Srta Dr Dra D Dª Mn Mons Fra Exc Excm Il·lm Prof Gral St Sta "
        "Sant cf vg p pp pàg pàgs aprox EE CC FF"
    ),
    numbered=words("n nº núm núms art arts cap caps vol vols fig figs t tel"),
    inner=words("ex ed eds trad coord Cia S.A S.L Inc UU OO"),
    final=words("etc dir a.m p.m ibíd íd Jr aC dC a.C d.C"),
    openings=words(
        "Ell Ella Ells Elles Això Aquest Aquesta Aquests Aquestes Aquell Aquella Però I O "
        "Llavors Després Abans També A Amb Sense En Per Segons Des Fins Quan Si Com "
        "Encara Tot Tots Un Una Uns Unes Es S'ha Ja Així No Sí Al Als Avui Ahir Demà "
        "Ningú Què Qui On El Els Les Hi Ho"
    ),
    articles=words("l la el les els una un a. d."),
)
GERMAN = Habits(
    titles=words(
        "Hr Hrn Fr Dr Drs Prof Dipl Ing Mag St Frl Hl bzw vgl ca evtl ggf inkl exkl sog z "
        "d u i v a o b B h zzgl zz resp geb gest Abs Abschn Art Nr Nrn Kap Bd Bde Abb Tab "
        "Tel Str S f ff"
    ),
    numbered=words("Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez Jg Aufl Std Min"),
    inner=words("# Mio Mrd Hrsg Verf Übers Red Inc Ltd Co Kfm a.D e.V"),
    final=words("Jr usw etc uvm ebd Chr u.a"),
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
        "St v dott sig avv Sig Sigg Sig.ra Sig.na Dott Dott.ssa Dr Prof Prof.ssa Ing Avv Arch "
        "Geom Rag On Sen Gen Col Cap Mons Don S Ss Spett Egr Gent cfr cf p pp pag pagg ca"
    ),
    numbered=words("n nn nº art artt cap capp vol voll fig figg t tel"),
    inner=words("es ed edd dir trad S.p.A S.r.l Inc"),
    final=words("ecc etc ibid id Jr a.C d.C"),
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
    inner=words("ex ed eds dir trad coord Cia S.A Ltda Inc"),
    final=words("etc ibid id Jr a.C d.C"),
    openings=words(
        "Ele Ela Eles Elas Isto Isso Este Esta Estes Estas Esse Essa Mas E Ou Então "
        "Depois Antes Além Também Sem Com Em Para Por Segundo Desde Até Quando Se Como "
        "Embora Seu Sua Seus Suas Um Uma Já Assim Não Sim Ao Aos No Na Hoje Ontem Amanhã "
        "Ninguém Tudo Todos Quem Que Onde Os As"
    ),
    articles=words("a o as os uma um"),
)
DUTCH = Habits(
    titles=words(
        "v dhr Dhr mevr Mevr mw Mw mr Mr dr Dr drs Drs ir Ir ing Ing prof Prof ds Ds St Sint "
        "bijv bv d.w.z d.i o.a m.n i.p.v t.o.v a.d.h.v m.b.t i.v.m resp vgl zgn ca blz p pp vs jhr"
    ),
    numbered=words("nr nrs no art hfst fig afb tab vol dl jg par jan feb mrt apr aug sep sept okt"),
    inner=words("e.a red uitg vert B.V N.V b.v n.v Inc Ltd Co"),
    final=words("enz etc e.d ibid nov dec min max Jr v.Chr n.Chr Chr"),
    openings=words(
        "Hij Zij Ze We Wij Ik Jij Je U Men Dit Dat Deze Die Maar En Of Dus Toch Toen Daarna "
        "Daarom Daardoor Echter Ook Nog Nu In Op Aan Uit Bij Met Zonder Na Voor Sinds Van "
        "Volgens Over Onder Tijdens Als Wanneer Hoewel Omdat Terwijl Zijn Haar Hun Een Alle "
        "Veel Sommige Geen Niet Vandaag Gisteren Morgen Hier Daar Er Zo Wat Wie Hoe Waar "
        "Waarom Ja Nee De Het"
    ),
    articles=words("de het een"),
)
HABITS = {
    "fr": FRENCH,
    "en": ENGLISH,
    "es": SPANISH,
    "ca": CATALAN,
    "de": GERMAN,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "nl": DUTCH,
}
