"""Quotation marks by locale: CLDR 42 (common/main/*.xml, `delimiters`), as ICU 72 gives them."""

from l10n.locales import SCRIPTS_OF_TERRITORIES

Pair = tuple[str, str]  # an opening mark and its closing one

# Outer marks, inner marks: whose they are. A tag stands where its parent's are others.
CLDR: tuple[tuple[str, str, str], ...] = (
    (
        "«»",
        "“”",
        "ast bm br ca dyo el es es-US eu ewo it kab kk mg mua nnh pt-AO pt-CH pt-CV pt-GQ pt-GW "
        "pt-LU pt-MO pt-MZ pt-PT pt-ST pt-TL sc sg sq ti",
    ),
    (
        "“”",
        "‘’",
        "es-419 es-AR es-BO es-BR es-BZ es-CL es-CO es-CR es-CU es-DO es-EC es-GT es-HN es-MX "
        "es-NI es-PA es-PE es-PR es-PY es-SV es-UY es-VE ff-Adlm uz-Arab uz-Cyrl yue-Hans",
    ),
    ("„“", "‚‘", "bs-Cyrl cs de dsb et hr hsb is ksh lb luy mk sk sl"),
    ("«»", "‹›", "am az-Cyrl fa fr-CH gsw jgo kkj mzn rm wae"),
    ("«»", "„“", "bas be cv ky os ru sah uk"),
    ("””", "’’", "fi he lag rn se sn sv yi"),
    ("«»", "‘’", "dua ksf nb nn no rw"),
    ("«»", "«»", "fr hy yav"),
    ("‘’", "“”", "fur ia ti-ER"),
    ("「」", "『』", "ja yue zh-Hant"),
    ("„”", "«»", "nmg pl ro"),
    ("„”", "‚’", "agq ff"),
    ("”“", "’‘", "ar ur"),
    ("„“", "„“", "bg lt"),
    ("«»", "„”", "shi zgh"),
    ("„”", "‘’", "bs"),
    ("„”", "»«", "hu"),
    ("„“", "«»", "ka"),
    ("‘’", "‘’", "nl"),
    ("„“", "‘‘", "sr"),
    ("“”", "“”", "tk"),
    ("»«", "›‹", "ug"),
    ("“”", "’‘", "uz"),
)
ROOT = ("“”", "‘’")  # CLDR's root: of every locale that is not named
# Where practice has others than CLDR, and who says so.
PRACTICE: dict[str, tuple[str, str]] = {
    "fr": ("«»", "“”"),  # Lexique de l'Imprimerie nationale: English marks inside guillemets
    "fr-CA": ("«»", "“”"),  # OQLF, Banque de dépannage linguistique, "Guillemets"
    "fr-CH": ("«»", "‹›"),  # CLDR, and the French texts of the Confederation
    "de-CH": ("«»", "‹›"),  # Bundeskanzlei, Schreibweisungen, "Anführungszeichen"
    "de-LI": ("«»", "‹›"),  # as in Switzerland
    "it-CH": ("«»", "‹›"),  # Cancelleria federale, Istruzioni, "Virgolette"
    "nl": ("‘’", "“”"),  # Taaladvies.net, "Aanhalingstekens": double within single
    "oc": ("«»", "“”"),  # no locale of CLDR 42; Lo Congrès writes guillemets
    "sr": ("„“", "’’"),  # Pravopis srpskoga jezika; CLDR gives ‘ on both sides
    "uz": ("“”", "‘’"),  # CLDR turns the inner ones round
}


def quotes(chain: tuple[str, ...]) -> tuple[Pair, Pair]:
    """Give the outer and the inner marks of the first locale of a chain that has some."""
    for tag in chain:
        found = PRACTICE.get(tag) or BY_TAG.get(tag)
        if found:
            return pair(found[0]), pair(found[1])
    return pair(ROOT[0]), pair(ROOT[1])


def pair(marks: str) -> Pair:
    return marks[0], marks[1]


BY_TAG = {tag: (outer, inner) for outer, inner, tags in CLDR for tag in tags.split()}


def chain(tag: str) -> tuple[str, ...]:
    """List a locale and its parents (CLDR, `parentLocales`), nearest first.

    >>> chain("es-MX"), chain("zh-TW")
    (('es-MX', 'es-419', 'es'), ('zh-TW', 'zh-Hant-TW', 'zh-Hant'))
    """
    from babel.core import get_global

    parents = get_global("parent_exceptions")
    found = [tag]
    if script := SCRIPTS_OF_TERRITORIES.get(tag.removeprefix("zh-"), ""):
        found.append(tag := f"zh-{script}-{tag.removeprefix('zh-')}")
    while "-" in tag and tag != "zh-Hant":  # its parent is the root, not zh
        parent = str(parents.get(tag.replace("-", "_"), "")).replace("_", "-")
        tag = parent or tag.rpartition("-")[0]
        found.append(tag)
    return tuple(found)
