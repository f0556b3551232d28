"""Languages and locales: BCP 47 tags for people, gettext names for folders, CLDR for facts."""

import re
from contextlib import suppress
from functools import cache

from l10n.errors import L10nError

TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<territory>[a-z]{2}|\d{3}))?(?:-(?P<variant>[a-z\d]{5,8}|\d[a-z\d]{3}))?",
    re.IGNORECASE,
)
# gettext writes these scripts as modifiers (gettext manual, "Locale Names").
MODIFIERS = {"Latn": "latin", "Cyrl": "cyrillic", "Arab": "arabic", "Deva": "devanagari"}
SCRIPTS = {name: script for script, name in MODIFIERS.items()}
CODESET = re.compile(r"\.[\w-]+(?=@|$)")  # of a system's locale names, as in es_ES.UTF-8
GERMANIC = "nplurals=2; plural=(n != 1);"  # what gettext takes where nothing is said
SCRIPTS_OF_TERRITORIES = {"TW": "Hant", "HK": "Hant", "MO": "Hant", "CN": "Hans", "SG": "Hans"}


@cache
def canonical(tag: str) -> str:
    """Spell a tag as BCP 47 does: `fr`, `pt-BR`, `zh-Hant`, `ca-valencia`.

    Takes what `gettext_name` gives, and a codeset, which it drops. Raises L10nError
    for what is no tag or names no language that CLDR or ISO 639 knows.

    >>> [canonical(tag) for tag in ("pt_br", "fra", "sr_RS@latin", "es_ES.UTF-8")]
    ['pt-BR', 'fr', 'sr-Latn-RS', 'es-ES']
    """
    match = TAG.fullmatch(without_modifier(CODESET.sub("", tag.strip()).replace("_", "-")))
    if not match:
        raise L10nError(
            f"{tag!r} is not a language tag", hint="Write it as BCP 47 does: es, pt-BR, zh-Hant."
        )
    language = alias(match["language"].lower())
    if not known(language):
        raise L10nError(
            f"no language has the code {match['language']!r}",
            hint="Write the ISO 639 code, such as es, ca, de or pt-BR.",
        )
    rest = (
        (match["script"] or "").title(),
        (match["territory"] or "").upper(),
        (match["variant"] or "").lower(),
    )
    return "-".join((language, *filter(None, rest)))


def without_modifier(name: str) -> str:
    """Put a gettext modifier where BCP 47 has it: scripts come second, variants last.

    >>> without_modifier("sr-RS@latin"), without_modifier("ca-ES@valencia")
    ('sr-Latn-RS', 'ca-ES-valencia')
    """
    plain, _, modifier = name.partition("@")
    if script := SCRIPTS.get(modifier.lower()):
        first, *rest = plain.split("-")
        return "-".join((first, script, *rest))
    return f"{plain}-{modifier}" if modifier else plain


def alias(code: str) -> str:
    """Give the code that CLDR prefers: two letters where there are two.

    >>> alias("cat"), alias("fr"), alias("iw")
    ('ca', 'fr', 'he')
    """
    from babel.core import get_global

    preferred = get_global("language_aliases").get(code, code)
    return str(preferred).split("_")[0]


def known(language: str) -> bool:
    """Tell whether CLDR has a name or facts for this language."""
    from babel import Locale, localedata

    return language in Locale("en").languages or bool(localedata.exists(language))


def gettext_name(tag: str) -> str:
    """Name a locale as gettext folders do; `canonical` reads it back.

    There is one modifier: beside a script, a variant stays among the parts.

    >>> gettext_name("pt-BR"), gettext_name("sr-Latn"), gettext_name("zh-Hant"), gettext_name("es")
    ('pt_BR', 'sr@latin', 'zh_Hant', 'es')
    """
    parts = tag.split("-")
    modifier = "".join(MODIFIERS[part] for part in parts if part in MODIFIERS)
    variant = "".join(part for part in parts[1:] if part.islower())
    suffix = modifier or variant
    kept = [part for part in parts if part not in MODIFIERS and part != suffix]
    return "_".join(kept) + (f"@{suffix}" if suffix else "")


def language(tag: str) -> str:
    """Give the language of a tag: `pt-BR` is `pt`.

    >>> language("pt-BR")
    'pt'
    """
    return tag.partition("-")[0]


def fallbacks(tag: str) -> tuple[str, ...]:
    """List the tags whose translations serve this one's readers, best first.

    A script is never dropped: text in simplified characters is no help to a
    reader of traditional ones.

    >>> fallbacks("pt-BR"), fallbacks("zh-TW"), fallbacks("zh-Hant-HK")
    (('pt-BR', 'pt'), ('zh-TW', 'zh-Hant'), ('zh-Hant-HK', 'zh-Hant'))
    """
    parts = tag.split("-")
    script = next((part for part in parts if len(part) == 4 and part.istitle()), "")
    if parts[0] == "zh" and not script:
        script = next((SCRIPTS_OF_TERRITORIES.get(part, "") for part in parts[1:]), "")
    base = f"{parts[0]}-{script}" if script and script != "Hans" else parts[0]
    return (tag,) if tag == base else (tag, base)


def display_name(tag: str) -> str:
    """Name a locale in English, as CLDR does.

    >>> display_name("pt-BR")
    'Portuguese (Brazil)'
    """
    found = babel_locale(tag)
    return str(found.english_name) if found else tag


def plural_forms(tag: str) -> str:
    """Give the value of a PO header's Plural-Forms (from Babel's table).

    Of the language where the locale is unknown, and gettext's default where both are.

    >>> plural_forms("es"), plural_forms("ja")
    ('nplurals=2; plural=(n != 1);', 'nplurals=1; plural=0;')
    """
    from babel import UnknownLocaleError
    from babel.messages.plurals import get_plural

    for name in (gettext_name(tag).partition("@")[0], language(tag)):
        with suppress(UnknownLocaleError, ValueError):
            return str(get_plural(name).plural_forms)
    return GERMANIC


def babel_locale(tag: str):  # type: ignore[no-untyped-def]  # babel.Locale, imported late
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
