"""What CLDR does not say of a locale's typography, each with the guide that does."""

from collections.abc import Mapping

NBSP = "\u00a0"
NARROW = "\u202f"
MARKS = ";:!?"
# Spaces that a text can have before a mark or inside a number; never a line break.
SPACES = " \t\u00a0\u2007\u2009\u200a\u202f"
UNBREAKABLE = "\u00a0\u2007\u202f"

# The space before each of the marks. Every other locale has none (New Hart's Rules 4;
# Duden, "Textverarbeitung"; RAE, Ortografía 2010, III).
BEFORE_MARKS: Mapping[str, Mapping[str, str]] = {
    # Lexique des règles typographiques en usage à l'Imprimerie nationale, "Ponctuation"
    "fr": {";": NARROW, "!": NARROW, "?": NARROW, ":": NBSP},
    # OQLF, Banque de dépannage linguistique, "Espacement avant et après les signes"
    "fr-CA": {";": "", "!": "", "?": "", ":": NBSP},
    # The French texts of the Confederation, as those in its other languages
    "fr-CH": {";": "", "!": "", "?": "", ":": ""},
    # Both ways are in use: what the draft has stays
    "br": {},
    "oc": {},
}
CLOSED = dict.fromkeys(MARKS, "")

# The space inside guillemets; every other locale has none.
INSIDE_QUOTES: Mapping[str, str] = {
    "fr": NBSP,  # Imprimerie nationale, "Guillemets"
    "fr-CA": NBSP,  # OQLF, "Guillemets"
    "fr-CH": "",  # The French texts of the Confederation
    "oc": NBSP,  # as in French
    "br": NBSP,
}

# Where « “ ‘ ’ ” » are the three levels (RAE, Ortografía 2010, III; IEC, Ortografia catalana
# 2017; RAG; ALLA; Ciberdúvidas for Portuguese; Serianni, Grammatica, for Italian; OQLF, Banque de
# dépannage linguistique). Elsewhere the outer and the inner marks go on in turn.
THREE_LEVELS = frozenset({"es", "ca", "gl", "ast", "pt", "it", "fr"})

# How a line of dialogue begins, where the locale is strict about it.
DIALOGUE: Mapping[str, str] = {
    "fr": f"—{NBSP}",  # Imprimerie nationale, "Tiret"
    "es": "—",  # RAE, Ortografía 2010, III, "raya": it and the words stand together
    "ca": "—",  # IEC, Ortografia catalana 2017, "guió llarg"
    "gl": "—",  # RAG, Normas, "raia"
    "ast": "—",  # ALLA, Normes, "raya"
    "pt": "— ",  # Cunha e Cintra, Nova Gramática, "travessão"
    "pl": "– ",  # Polszczyzna.pl / PWN, Zasady pisowni, "myślnik": spaced half dash
    "ru": "— ",  # Milchin, Spravochnik izdatelja, "tire"
    "uk": "— ",  # Ukrainskyi pravopys 2019, "tire"
}
# Dashes around a parenthesis stand close to it (RAE, Ortografía 2010, III, "raya"; IEC).
CLOSE_DASHES = frozenset({"es", "ca", "gl", "ast"})

# CLDR, `minimumGroupingDigits` 2: four figures stand ungrouped (not in Babel's tables).
# Italian has it since CLDR 46 only, and its writers do group: it is not here.
FOUR_UNGROUPED = frozenset(
    {"be", "bg", "es", "et", "hu", "hy", "ia", "ie", "ka", "lv", "pl", "pt-PT", "sl", "sq"}
)
FOUR_GROUPED = frozenset({"es-419", "pt"})  # children of those that are not like them
# CLDR 48, `group` and `decimal`: of Austria, Babel gives the mark of amounts of money; of
# Occitan, nothing yet.
GROUPS: Mapping[str, str] = {"de-AT": NBSP, "oc": NBSP}
AFTER = frozenset({"oc", "eo"})  # CLDR 48, `currencyFormat`: the sign after the amount
DECIMALS: Mapping[str, str] = {"oc": ","}

# How an ordinal is written after figures whatever is counted; elsewhere it takes the
# gender of a word that nobody knows here.
ORDINALS: Mapping[str, str] = {
    # Chicago Manual of Style 9.6; New Hart's Rules, 11
    "en": "english",
    # Taalunie, Woordenlijst, Leidraad: 1e, 2e
    "nl": "e",
    # Duden, "Ordinalzahl", and each one's like it: figures and a full stop
    **dict.fromkeys(
        [
            "de",
            "da",
            "nb",
            "nn",
            "no",
            "cs",
            "sk",
            "pl",
            "hr",
            "bs",
            "sl",
            "sr",
            "fi",
            "et",
            "lv",
            "hu",
            "is",
            "lb",
            "dsb",
            "hsb",
        ],
        ".",
    ),
}
# How the first of a month is written (it is a man's everywhere): Accademia della Crusca;
# Acordo Ortográfico; RAE, Ortografía 2010, VIII.
FIRST_OF_MONTH: Mapping[str, str] = {"it": "1º", "pt": "1º", "es": "1.º"}
DOTTED_ORDINALS = frozenset({"es"})  # RAE, Ortografía 2010, VIII: 1.º, never 1º

# Hours and minutes where CLDR's pattern of the short time has more than a mark.
CLOCKS: Mapping[str, str] = {
    "fr": f"{NBSP}h{NBSP}",  # Imprimerie nationale, "Heure"; OQLF: 10 h 30
    "oc": "",  # 10h30 and 10 h 30 are both in use: stays
    "br": "",
}
# 10h30 is right as it is (Acordo, INMETRO; Normas de ABNT).
COMPACT_CLOCKS = frozenset({"pt", "oc", "br", "gl"})

# Marks of the script after one of its letters: GB/T 15834-2011; JLReq 3.1.2 and the
# Cabinet's Kōyōbun guide of 2022; Arabic: Unicode core specification, 9.2.
NATIVE_MARKS: Mapping[str, Mapping[str, str]] = {
    "zh": {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"},
    "ja": {",": "、", "!": "！", "?": "？", ".": "。", ":": "：", ";": "；"},
    "ar": {",": "،", ";": "؛", "?": "؟"},
    "fa": {",": "،", ";": "؛", "?": "؟"},
    "ur": {",": "،", ";": "؛", "?": "؟"},
}
ELLIPSES: Mapping[str, str] = {"zh": "……"}  # GB/T 15834-2011, 4.11: six dots
# Latin units may stand close to figures (no space is usual between Han and Latin, either).
CLOSE_UNITS = frozenset({"ja", "zh"})
# Words that begin with an apostrophe (Taalunie, Woordenlijst, Leidraad, "apostrof").
CLIPPED: Mapping[str, tuple[str, ...]] = {"nl": ("s", "t", "n", "k", "m", "r")}
