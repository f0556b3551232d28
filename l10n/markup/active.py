"""Active content: what the build of a site, or a browser, would run of a text instead of show it.

Expressions and includes of template engines and site generators, scripts,
addresses that are programs. This is the one place that tells their syntax, for
every format; whatever the text, the time is linear in its length.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

CLOSERS = {  # what begins an expression, in any engine → what ends it
    "{{": "}}",
    "{%": "%}",
    "{#": "#}",
    "{!": "!}",
    "${": "}",
    "#{": "}",
    "@{": "}",
    "<%": "%>",
    "<?": "?>",
    "<!--#": "-->",
    "<!--esi": "-->",
    "<!--[if": "-->",
}
STRAY = "?>"  # closes a program that was opened out of sight, as tags may hide its beginning
MARKS = ("{{", "{%", "{#", "${", "<%", "<?", "<!--#", "-8<-")  # told from text byte by byte
OPENER = re.compile("|".join(map(re.escape, (*CLOSERS, STRAY))))
CLOSING_TAG = re.compile(r"</\s*[\w.-]+\s*>\}\}")  # of a shortcode, after its `{{`
AFTER_QUOTED = re.compile(r"`|\s?[»”’“]")  # what follows a mark that is only talked about
QUOTES = "\"'"
# Commands of TeX that take in what they name, or run it; and others that write, or make commands.
TEX_READS = "|".join(
    str.split("""
    input include includegraphics includepdf includesvg includeonly includefrom inputfrom
    subinputfrom InputIfFileExists import subimport subfile subfileinclude lstinputlisting
    verbatiminput VerbatimInput inputminted openin directlua latelua luaexec luadirect special
    pdfliteral pdfobj usepackage RequirePackage documentclass bibliography addbibresource
    ShellEscape Sexpr scantokens write18
    """)
)
TEX_MAKES = "|".join(
    str.split("""
    write immediate openout read readline newread newwrite catcode csname def edef gdef xdef let
    newcommand renewcommand providecommand expandafter everyjob luacode
    """)
)
DIRECTIVES = (  # of reStructuredText, whose argument is a file or a program
    "include|literalinclude|raw|csv-table|image|figure|plot|graphviz|uml|exec|eval-rst"
    "|program-output|command-output|ipython|jupyter-execute|automodule|autoclass|autofunction"
)
INCLUDE = re.compile(
    rf"""
    -8<-++ (?: [ \t]*+ (?: "[^"\n]*+" | '[^'\n]*+' ) )?+   # snippets of PyMdown
  | \\ (?: {TEX_READS} ) (?![A-Za-z@\d]) \*?+
      (?: \s*+ (?: \[ [^\[\]\n]*+ \] \s*+ )?+ \{{ [^{{}}\n]*+ \}} | [ \t]++ [\w./~-]++ )?+
  | \\ (?: {TEX_MAKES} ) (?![A-Za-z@])
  | \^\^ [0-9a-f]{{2}}                                     # a hidden letter, to TeX
  | \.\. [ \t]++ (?: (?:{DIRECTIVES}) :: [ \t]*+ \S*+ | [a-z][\w.+-]*+ :: )
  | :(?: raw[\w-]*+ | eval | include | literalinclude | download ): `[^`\n]*+`?
  | include :: \S*+                                        # AsciiDoc
  | ` (?: [rR] | \{{ \w++ \}} ) [ \t] [^`]*+ `?             # knitr, Quarto
  | !!!?+ [ \t]*+ include\b \S*+ | [!@](?i:include)\b [ \t]*+ \S*+
  | \[! (?: include | code ) \b
  | << (?: [\[(] \S*+ | < [ \t]*+ [@./~] \S*+ )
  | \[ [\[(] [*~] \{{ [^{{}}\n]*+ \}}?                     # Thymeleaf
  | \# (?: include | parse | evaluate | set | foreach | macro | define ) [ \t]*+ \( [^()\n]*+
  | < /?+ [\#@] [A-Za-z] [^<>]*+                           # FreeMarker
  | < /?+ (?: esi | jsp | xi | th ) : [a-z] [^<>]*+ >?
    """,
    re.VERBOSE,
)
# What browsers, or filters, overlook in addresses.
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200d\u2060\ufeff]++")
# Programs as addresses. Words after `JavaScript: ` are prose unless they call or assign.
SCHEME = re.compile(
    r"""
    (?: javascript | vbscript ) [ \xa0\u202f]*+ :
      (?: [ \xa0\u202f]*+ [\w$.\]]*+ [(=`\[] | [^\s<>]{0,200}?[(=`] | [A-Za-z0-9$({\[/!+~%\\;] )
      [^\s<>"']*+
  | data [ ]*+ : [ ]*+ [\w.+-]{1,40}/[\w.+-]{0,40}?(?:html|xml|script) [ ]? [;,] [^\s<>"']*+
    """,
    re.VERBOSE | re.IGNORECASE,
)
COLON = re.compile(r":(?<=[tTaA\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200d\u2060\ufeff]:)")  # after those
TAG = re.compile(r"(?<!\\)<[A-Za-z/!?][^<>]*+>?")
SCRIPT = re.compile(  # the first, or with attributes
    r"</?(?:script|iframe|svg|math)\b[^<>]*+>?"
    r"|<[A-Za-z](?:[^<>]*?[\s/\"']on[a-z]++\s*+=[^<>]*+>?|[^<>=]*+(?<=[\w-])=[^<>]*+>)",
    re.IGNORECASE,
)
OUTSIDE = re.compile(r"\\.|`++|\{", re.DOTALL)  # of braces, and inside of some, as JavaScript
IN_BRACES = re.compile(
    r"""\\.|"(?:[^"\\]|\\.)*+"|(?<!\w)'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|[{}]""",
    re.DOTALL,
)
# Words of JavaScript that may have another one beside them.
OPERATORS = frozenset(
    str.split("""
    as async await break case class const continue debugger default delete do else export extends
    finally for from function if import in instanceof let new of return switch throw try
    typeof var void while with yield
    """)
)
BACKQUOTES = re.compile(r"(?P<escapes>\\*+)(?P<run>`++)|\\++")
MODULE = re.compile(
    r"^[ \t]*+(?:import\s*+(?:[\"'{*(]|[\w$]++\s*+(?:,|from\b\s*+[\"']))"
    r"|export\s*+(?:[{*]|(?:default|const|let|var|function|class|async)\b))[^\n]*+",
    re.MULTILINE,
)
SHORTCODE = re.compile(r"\[(/?+[a-z][\w-]*+)((?:\s[^\[\]]*+)?+)\]")
# Whether there may be any, but for addresses. One class of characters first: quickly searched for.
SUSPECT = re.compile(
    r"""
    [{\\<&^#?\[:!@`\x00\n]
    (?: (?<=<) (?: [%?<\#@!] | /[\#@] | /?(?:esi|jsp|xi|th): | (?<=8<)- )
      | (?<=[\[:`])
        (?: (?<=\[) (?: /[a-z] | ! | [a-z][\w-]*+ \s [^\[\]=]*+ = ) | (?<=:) [:`] | (?<=`) [rR{] )
      | (?<=[^<\[:`])
        (?: (?<=\{)
          | (?<=\\) [A-Za-z]
          | (?<=&) (?! (?:amp|gt|quot|nbsp); )
          | (?<=\^) \^
          | (?<=\#) [a-z]++ [ \t]*+ \(
          | (?<=\?) >
          | (?<=[!@]) [ \t]*+ (?i:include)
          | (?<=[\x00\n]) [ \t]*+ (?: import | export )
        )
    )
    """,
    re.VERBOSE,
)


def may_hold_any(text: str) -> bool:
    """Tell quickly whether there may be any active content; for many texts, put NULs between."""
    if SUSPECT.search(f"\0{text}"):
        return True
    return COLON.search(text) is not None and SCHEME.search(INVISIBLE.sub("", text)) is not None


def everywhere(text: str, rendered: str, source: str) -> Iterator[str]:
    """List what any engine would run of a text, or of what a page made of it says.

    rendered: the text with references and escapes resolved; source: tells
    whether there are shortcodes, which look like asides in brackets.
    """
    yield from expressions(text)
    yield from includes(text)
    if rendered != text:
        yield from expressions(rendered)
    yield from addresses(rendered)
    yield from shortcodes(text, source)


def expressions(text: str) -> Iterator[str]:
    """List what engines evaluate; of an opening mark that is only quoted, or never closed, that.

    >>> list(expressions("Un {{ prix }}, des <% et `{{`, `}}`"))
    ['{{ prix }}', '<%', '{{']
    """
    ends: dict[str, int] = {}  # of each closer: where the next one is, -1 for nowhere
    end = 0
    for match in OPENER.finditer(text):
        start, inside = match.span()
        if start < end:
            continue
        if match[0] == STRAY:
            if text.rfind("<", end, start) <= text.rfind(">", end, start):
                yield on_one_line(text[end:inside])
                end = inside
            continue
        closer = CLOSERS[match[0]]
        if 0 <= ends.get(closer, 0) < inside:
            ends[closer] = text.find(closer, inside)
        at = ends[closer]
        if at < 0 or is_quoted(text, start, inside):
            yield match[0]
        else:
            end = at + len(closer)
            yield on_one_line(text[start:end])


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether an opening mark stands between quotes or tags of its own, as in `{{`."""
    after = text[end : end + 1]
    if after and after in QUOTES:
        return text[start - 1 : start] == after
    if text.startswith("</", end):
        return CLOSING_TAG.match(text, end) is None
    return AFTER_QUOTED.match(text, end) is not None


def includes(text: str) -> Iterator[str]:
    r"""List what puts another file in, or makes the build do something.

    >>> list(includes('--8<-- "secret" et \\input{x}'))
    ['-8<-- "secret"', '\\input{x}']
    """
    return (on_one_line(match[0]) for match in INCLUDE.finditer(text))


def addresses(text: str) -> Iterator[str]:
    r"""List the addresses that are programs.

    >>> list(addresses("Java\tScript:alert(1), JavaScript: the basics, Javascript: f(1)"))
    ['javascript:alert(1),', 'javascript:f(1)']
    """
    if COLON.search(text):
        for match in SCHEME.finditer(INVISIBLE.sub("", text)):
            yield "".join(match[0].split()).casefold()


def tags(text: str) -> Iterator[str]:
    """List the tags in a text, whatever it is.

    >>> list(tags("5 < 6, <B  onclick=x>, <3"))
    ['<B onclick=x>']
    """
    return (on_one_line(match[0]) for match in TAG.finditer(text))


def scripts(text: str) -> Iterator[str]:
    """List the tags of a plain text that would run something if it came into a page.

    >>> list(scripts("<nom> <script> <b onclick='x()'>"))
    ['<script>', "<b onclick='x()'>"]
    """
    return (on_one_line(match[0]) for match in SCRIPT.finditer(text))


def braces(text: str) -> Iterator[str]:
    r"""List what stands in braces outside of code: MDX evaluates that as JavaScript.

    >>> list(braces('{props.x}, {a: {"}"}}, \\{c}, `{d}`, {'))
    ['{', '{props.x}', '{a: {"}"}}']
    """
    if "{" not in text:
        return
    open_: list[int] = []
    closed: list[tuple[int, int]] = []
    code = spans(text) if "`" in text else {}
    at = 0
    while match := (IN_BRACES if open_ else OUTSIDE).search(text, at):
        at = code.get(match.start(), match.end()) if not open_ else match.end()
        if match[0] == "{":
            open_.append(match.start())
        elif match[0] == "}" and open_:
            closed.append((open_.pop(), at))
    yield from "{" * len(open_)
    end = 0
    for start, stop in sorted(closed):
        if start >= end:
            end = stop
            group = on_one_line(text[start:stop])
            if not is_prose(group):
                yield group


def is_prose(group: str) -> bool:
    """Tell whether what stands in braces cannot be JavaScript: words follow each other.

    >>> is_prose("{rouge et vert}"), is_prose("{secret}"), is_prose("{typeof x}")
    (True, False, False)
    """
    words = group.strip("{}").replace(",", " , ").split()
    return (
        all(word == "," or word.replace("’", "").isalnum() for word in words)
        and not OPERATORS.intersection(words)
        and any("," not in pair for pair in pairwise(words))
    )


def spans(text: str) -> dict[int, int]:
    """Give where each code span of Markdown begins, and ends."""
    matches = [match for match in BACKQUOTES.finditer(text) if match["run"]]
    runs = [match.span("run") for match in matches]
    found: dict[int, int] = {}
    waiting: dict[int, list[int]] = {}  # of runs of each length: their places, last first
    for place in reversed(range(len(runs))):
        waiting.setdefault(runs[place][1] - runs[place][0], []).append(place)
    done = -1
    for place, (start, end) in enumerate(runs):
        alike = waiting[end - start]
        alike.pop()
        escaped = len(matches[place]["escapes"]) % 2
        if place > done and alike and not escaped:
            done = alike[-1]
            found[start] = runs[done][1]
    return found


def modules(text: str) -> Iterator[str]:
    """List the lines that MDX takes for imports and exports.

    >>> list(modules('import X from "y"')), list(modules("import the file from a disk"))
    (['import X from "y"'], [])
    """
    if "port" in text:
        for match in MODULE.finditer(text):
            yield on_one_line(match[0])


def shortcodes(text: str, source: str) -> Iterator[str]:
    """List the shortcodes of WordPress, if a source has some: they look like asides in brackets.

    >>> list(shortcodes('[b x="1"], [sic], [a]', '[a y="2"]c[/a]'))
    ['[b x="1"]', '[a]']
    """
    if "[" not in text or "[" not in source:
        return
    own = {m[1] for m in SHORTCODE.finditer(source) if "=" in m[2] or m[1][0] == "/"}
    if not own:
        return
    names = own | {f"/{name}" for name in own} | {name.lstrip("/") for name in own}
    for match in SHORTCODE.finditer(text):
        if match[1] in names or match[1][0] == "/" or "=" in match[2]:
            yield on_one_line(match[0])


def on_one_line(text: str) -> str:
    return " ".join(text.split())
