"""Stretches of plain text that are the same in every language: placeholders, addresses, files."""

import re
from collections.abc import Iterator
from functools import cache

# What ends a file's name, and what a site's name without `https://` ends in.
FILE_TYPES = (
    "7z|aac|apk|avi|avif|bak|bash|bat|bib|bin|bmp|bz2|cfg|cjs|cmd|conf|cpp|crt|css|csv|deb|dll"
    "|dmg|docx?|epub|exe|flac|gif|go|gpx|gz|heic|hpp|html?|ico|ics|ini|ipynb|iso|jar|java|jpe?g"
    "|js|json5?|jsonl|jsx|kml|lock|log|lua|md|mdx|mjs|mk[dv]|mov|mp[34]|odp|ods|odt|og[gv]|otf"
    "|parquet|pdf|pem|php|png|pot?|pptx?|ps1|psd|py|pyc|rar|rb|rpm|rs|rst|rtf|scss|sh|sql|sqlite"
    "|srt|svg|tar|tex|tgz|tiff?|tmx|toml|tsv|tsx?|ttf|txt|vtt|war|wasm|wav|web[mp]|whl|woff2?"
    "|xhtml|xlf|xliff|xlsx?|xml|xsd|xz|ya?ml|zip|zsh"
)
SITES = "com|org|net|fr|eu|io|info|edu|gov|dev|app|wiki"
ROOTS = "bin|boot|dev|etc|home|lib|mnt|opt|proc|root|run|srv|sys|tmp|usr|var"
PART = r"[\w.@+~%=-]"  # of a path
EMOJI = (
    r"[\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u2600-\u275a\u2761-\u27bf\u2b05-\u2b07"
    r"\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
    r"[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
)
NO_PRICE = r"(?<![\w$\\])(?<!\d[ \u00a0\u2009\u202f])"  # before `$`: 10 $US is money
NO_SHARE = r"(?<![\w%])(?<!\d[ \u00a0\u2009\u202f])"  # before `%`: 10 %s is a slip
NO_DATE = r"(?!\d{1,2}\.\d{1,2}\.\d{4}(?!\w|[.+-]\w))"
PATTERNS = (
    # Addresses: with a scheme, of letters, of sites
    r"(?<![\w+.-])[A-Za-z][A-Za-z0-9+.-]{1,15}://"
    r"(?:[^\s<>«»“”\"()`|\\^]|\([^\s<>«»“”\"()`|\\^]*\))+(?<![.,;:!?'’…])",
    r"(?<![\w+.-])(?:mailto|tel|sms|urn|doi|magnet|xmpp):[^\s<>«»“”\"()]*[\w/#=&~-]",
    r"(?<![\w.+@/-])[\w.+-]++@[\w-]++(?:\.[\w-]*[^\W_])+",
    r"(?<![\w.@/-])[Ww]{3}(?:\.[\w-]+)+(?:/[^\s<>«»“”\"()]*[\w/#=&~-])?",
    rf"(?<![\w.@/-])[^\W_][\w-]*+(?:\.[\w-]*[^\W_])*?\.(?:{SITES})"
    r"(?:/(?:[^\s<>«»“”\"()]*[\w/#=&~-])?|(?![\w-]|\.\w))",
    # Placeholders of templates, of printf, of shells
    r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}|[$#%@]?\{[\w.:;!?,#@$\[\]<>=+/|*-]{0,80}\}",
    r"%\([^\W\d]\w{0,80}\)[#0+-]{0,3}\d*(?:\.\d+)?[a-zA-Z]|%\d{1,2}\$[a-zA-Z@](?!\w)",
    NO_SHARE + r"%[#0+-]{0,3}\d{0,3}(?:\.\d{1,3})?(?:hh?|ll?|[Lzjt])?[sdiufgxXc@](?!\w)",
    r"(?<![\w%])%[A-Za-z_]\w{1,40}%(?![\w%])",
    NO_PRICE + r"\$(?!(?:US|USD|CA|CAD|CAN|AU|AUD|NZ|NZD|HK|HKD|SG|U|C|A|M|k|bn)\b)"
    r"[A-Za-z_]\w*",
    r"\$\([\w ./-]{1,80}\)|@@\w{1,60}@@|##[A-Za-z]\w{0,60}##",
    r"(?<![\w:]):(?:[a-z][a-z0-9_+-]{1,40}|[+-]1|100):(?![\w:])",
    r"\[/?[a-z][\w-]{0,40}(?:\s+[\w-]{1,40}=(?:\"[^\"\]]{0,200}\"|'[^'\]]{0,200}'"
    r"|[^\s\]\"']{1,200})){1,20}\s*/?\]|\[/[a-z][\w-]{1,40}\]",
    # Mathematics
    r"\$\$[^$\n]{1,300}\$\$|\\\([^\n]{1,300}?\\\)"
    r"|" + NO_PRICE + r"\$(?=[^\s$])(?=[^$\n]{0,200}[_^\\=+{}<>()|]|[A-Za-z]'{0,3}\$)"
    r"(?:(?:(?<=[\\\w])|(?![^\W\d_]{3}))[^$\n]){1,200}+(?<![\s\\])\$(?![\w$])",
    # Handles and hashtags
    r"(?<![\w@./+-])@[A-Za-z_][\w-]*\w(?:@[\w-]+(?:\.[\w-]*\w)+|(?:/[\w-]*\w))?",
    r"(?<![\w#&/.=])#(?=[^\W\d]|\d+[^\W\d_]{3})\w+",
    # Files and paths
    rf"(?<![\w/.:<>~-])(?:(?:~|\.{{1,2}})?/(?:{PART}+/)+(?:{PART}*\w)?"
    rf"|(?:~|\.)/{PART}*\w|/(?:{ROOTS})\b(?:/(?:{PART}*\w)?)?)",
    r"(?<!\w)(?:[A-Za-z]:[\\]|\\\\\w)[\w.$~\\-]*[\w\\]|(?<!\w)[A-Z]:/[\w.$~/-]*[\w/]",
    rf"(?<![\w/.@+~-])(?:\*|[\w@~][\w@+~-]*+)(?:[./][\w@+~-]++)*?"
    rf"\.(?:{FILE_TYPES}|{FILE_TYPES.upper()})(?![\w-]|\.\w)",
    r"(?<![\w/.])\.(?:env|git\w+|htaccess|editorconfig|[a-z]{2,20}(?:rc|ignore))(?![\w-])",
    r"(?<![\w/.])(?:Makefile|Dockerfile|Gemfile|Vagrantfile|Jenkinsfile)(?!\w)",
    # Identifiers, versions, sums, numbers of books
    r"(?<![\w./@-])\w*[^\W_]_[^\W_]\w*(?:\(\))?|(?<!\w)__[A-Za-z]\w*__(?!\w)",
    r"(?<![\w.])[A-Za-z_][\w.]*+\(\)",
    r"(?<![\w.,/-])" + NO_DATE + r"(?!\d{1,3}(?:\.\d{3})+(?!\w|\.\w))"
    r"(?:v?\d+(?:\.\d+){2,7}|v\d+\.\d+|\d+\.\d+(?=-(?:alpha|beta|rc|dev)))"
    r"(?:[-+][A-Za-z0-9.]*[A-Za-z0-9])?(?![\w-]|[.,]\w)",
    r"(?<![\w-])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![\w-])",
    r"(?<![\w.,-])(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,128}(?![\w-])",
    r"(?<![\w-])97[89](?:[ -]\d{1,7}){3}[ -][\dX](?![\w-])",
    r"(?<=ISSN )\d{4}-\d{3}[\dX](?!\w)",
    r"(?<![\w.,/])10\.\d{4,9}/[^\s<>«»“”\"()]*\w|(?<!\w)CVE-\d{4}-\d{4,7}(?!\w)",
    # Pictures
    rf"(?:(?:{EMOJI}(?:\u200d{EMOJI})*+)|[\U0001f1e6-\U0001f1ff]{{2}}"
    r"|[0-9#*]\ufe0f?\u20e3)+",
)


@cache
def compiled() -> tuple[re.Pattern[str], ...]:
    """Compile the patterns at first use, so that no command that needs none waits for it."""
    return tuple(map(re.compile, PATTERNS))


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Find what no language spells otherwise; stretches may overlap.

    >>> [text[a:b] for text in ["Voir {x} de C:\\\\x, 10 % de #1"] for a, b in stretches(text)]
    ['{x}', 'C:\\\\x']
    """
    return (match.span() for pattern in compiled() for match in pattern.finditer(text))
