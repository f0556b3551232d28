"""Inputs that grow: every construct repeated, nested, opened for ever, closed for ever.

A family gives an input for a number; its length grows with that. What is
made for the same number is always the same.
"""

from collections.abc import Callable, Mapping

from articles import Writer

Family = Callable[[int], str]


def repeated(piece: str, before: str = "", after: str = "") -> Family:
    return lambda n: before + piece * n + after


def numbered(piece: str, before: str = "", after: str = "") -> Family:
    """Repeat a piece with its number in it, where it has an `@`."""
    return lambda n: before + "".join(piece.replace("@", str(at)) for at in range(n)) + after


def nested(opening: str, closing: str, inside: str = "mot") -> Family:
    return lambda n: opening * n + inside + closing * n


def prose(n: int) -> str:
    """Write plain text, no paragraph like another."""
    writer = Writer(n)
    return "".join(f"{writer.paragraph(5)}\n\n" for _ in range(n))


TEXT: Mapping[str, Family] = {
    "addresses": repeated("a@b."),
    "addresses apart": repeated("a@b.fr "),
    "sites": repeated("www.a.fr/b?c=d "),
    "dots": repeated("."),
    "dotted": repeated("a."),
    "sentences": repeated("Un mot. "),
    "short sentences": repeated("A. "),
    "initials": repeated("A.B. "),
    "questions": repeated("Oui ? Non ! "),
    "lines": repeated("un mot\n"),
    "blank lines": repeated("\n"),
    "spaces": repeated(" ", "a", "b"),
    "lines of spaces": repeated("   \n", "a", "b"),
    "paragraphs": repeated("Un mot.\n\n"),
    "equal lines": repeated("Un mot\n\n"),
    "wrapped": repeated("un mot après un autre mot et encore un mot après un autre mot\n"),
    "items": repeated("- un mot\n"),
    "columns": repeated("mot\t"),
    "wide columns": repeated("mot    "),
    "quotes": repeated("> ", "", "mot"),
    "quotation marks": repeated("« un "),
    "closing quotation marks": repeated("un » "),
    "nested quotation marks": nested("« ", " »"),
    "straight quotes": repeated('"un '),
    "apostrophes": repeated("l'"),
    "final apostrophes": repeated("les amis' "),
    "curly apostrophes": repeated("l’eau "),
    "brackets": repeated("("),
    "asides": repeated("mot (un mot) "),
    "dashes": repeated("mot — "),
    "numbers": repeated("1 234,5 km "),
    "groups of figures": repeated("123 "),
    "figures": repeated("1"),
    "dates": repeated("10 h 30, "),
    "amounts": repeated("5 € "),
    "percents": repeated("5 % "),
    "placeholders": repeated("{x} "),
    "numbered placeholders": numbered("{x@} "),
    "opened placeholders": repeated("{"),
    "printf": repeated("%s "),
    "variables": repeated("$a "),
    "paths": repeated("/a/b "),
    "slashes": repeated("/a"),
    "files": repeated("a.txt "),
    "identifiers": repeated("a_"),
    "identifiers apart": numbered("a_b@ "),
    "hashtags": repeated("#a "),
    "handles": repeated("@a "),
    "emoji": repeated("😀"),
    "flags": repeated("🇫🇷"),
    "combining": repeated("\u0301", "e"),
    "joined": repeated("👩\u200d"),
    "versions": repeated("1.2.3 "),
    "hexadecimal": repeated("a1b2c3d4 "),
    "one long word": repeated("mot"),
    "one long sentence": repeated("mot "),
    "capitals": repeated("MOT "),
    "chinese": repeated("言"),
    "chinese sentences": repeated("言葉。"),
    "codes": repeated("`a` "),
    "opened code": repeated("`"),
    "line separators": repeated("a\u2028"),
}
MARKDOWN: Mapping[str, Family] = {
    **TEXT,
    "images without end": repeated("!["),
    "links without end": repeated("["),
    "links": repeated("[a](b) "),
    "links with titles": repeated('[a](b "c") '),
    "different links": numbered("[a@](b@) "),
    "images": repeated("![a](b) "),
    "images with titles": repeated('![a](b "c") '),
    "linked images": repeated("[![a](b)](c) "),
    "nested images": nested("![", "](b)"),
    "nested links": nested("[", "](b)"),
    "closed links": repeated("](b)"),
    "reference links": repeated("[a][r] ", "", "\n\n[r]: /b\n"),
    "different reference links": numbered("[a@][r@] ", "", "\n\n[r0]: /b\n"),
    "reference links and definitions": lambda n: (
        "".join(f"[a{at}][r{at}] " for at in range(n))
        + "\n\n"
        + "".join(f"[r{at}]: /b{at}\n" for at in range(n))
    ),
    "shortcut links": repeated("[r] ", "", "\n\n[r]: /b\n"),
    "definitions": numbered("[r@]: /b\n"),
    "definitions with titles": numbered('[r@]: /b "un titre"\n'),
    "equal definitions": repeated("[r]: /b\n"),
    "footnotes": lambda n: (
        "".join(f"mot[^{at}] " for at in range(n))
        + "\n\n"
        + "".join(f"[^{at}]: Une note.\n" for at in range(n))
    ),
    "one footnote": repeated("mot[^1] ", "", "\n\n[^1]: Une note.\n"),
    "autolinks": repeated("<https://a.fr> "),
    "emphasis": repeated("*a* "),
    "strong": repeated("**mot** "),
    "struck": repeated("~~a~~ "),
    "emphasis without end": repeated("*a **b "),
    "emphasis of both kinds": repeated("*a _b "),
    "stars": repeated("*"),
    "stars and words": repeated("*a "),
    "underscores": repeated("_a "),
    "inside words": repeated("a*b*"),
    "ended emphasis": repeated("a* "),
    "nested emphasis": nested("*a ", " b*"),
    "nested strong": nested("**a ", " b**"),
    "struck and strong": nested("~~**", "**~~"),
    "code": repeated("`a` "),
    "code of all lengths": lambda n: "".join(f"{'`' * at}a " for at in range(1, int(n**0.5) + 2)),
    "code without end": repeated("`a "),
    "formulas": repeated("$a$ "),
    "placeholders and money": repeated("%1$s et %2$s, "),
    "dollars": repeated("$ a "),
    "dollars in a row": repeated("$"),
    "tags": repeated("<b>a</b> "),
    "nested tags": nested("<b>", "</b>"),
    "nested tags of two names": nested("<b><i>", "</i></b>"),
    "crossed tags": lambda n: "<b>" * n + "<i>" * n + "mot" + "</b>" * n + "</i>" * n,
    "many names": lambda n: "".join(f"<a{at}>" for at in range(n)) + "mot",
    "many names closed": lambda n: (
        "".join(f"<a{at}>" for at in range(n))
        + "mot"
        + "".join(f"</a{at}>" for at in reversed(range(n)))
    ),
    "names left open": lambda n: "".join(f"<a{at}>" for at in range(n)) + "<b>a</b>" * n,
    "opened tags": repeated("<b>", "mot "),
    "closed tags": repeated("</b>", "mot "),
    "tags without end": repeated("<b ", "mot "),
    "angles": repeated("<"),
    "attributes": lambda n: f"mot <b{' a=b' * n}>mot</b>",
    "different attributes": lambda n: f"mot <b{''.join(f' a{at}=b' for at in range(n))}>mot</b>",
    "attributes without end": repeated(" a=b", "mot <b"),
    "line breaks": repeated("a  \n"),
    "backslash breaks": repeated("a\\\n"),
    "breaks": repeated("<br>", "mot"),
    "soft breaks": repeated("mot\n"),
    "comments": repeated("<!-- a -->", "mot "),
    "comments without end": repeated("<!-- ", "mot "),
    "directives": repeated("<!-- l10n: ignore -->\n\nmot\n\n"),
    "directives on and off": repeated("<!-- l10n:off -->\n\nmot\n\n<!-- l10n:on -->\n\n"),
    "processing": repeated("<? ", "mot "),
    "declarations": repeated("<!A ", "mot "),
    "data sections": repeated("<![CDATA[", "mot "),
    "html blocks": repeated("<p>mot</p>\n\n"),
    "open html blocks": repeated("<div>\n"),
    "html blocks with words": repeated("<div>\n\nmot\n\n"),
    "entities": repeated("&amp; "),
    "entities in a row": repeated("&eacute;"),
    "ampersands": repeated("&"),
    "escapes": repeated("\\*"),
    "backslashes": repeated("\\"),
    "headings": repeated("# Mot\n\n"),
    "different headings": numbered("# Mot @\n\n"),
    "headings that look numbered": lambda n: (
        "# a\n\n" * n + "".join(f"# a-{at}\n\n" for at in range(n))
    ),
    "headings with ids": numbered("# Mot {#a@}\n\n"),
    "underlined headings": repeated("Mot\n===\n\n"),
    "deep headings": lambda n: "".join(f"{'#' * (at % 6 + 1)} Mot\n\n" for at in range(n)),
    "list items": repeated("- mot\n"),
    "numbered items": numbered("@. mot\n"),
    "loose items": repeated("- mot\n\n"),
    "tasks": repeated("- [ ] mot\n"),
    "nested lists": lambda n: "".join(f"{'  ' * at}- mot\n" for at in range(int((2 * n) ** 0.5))),
    "lists in a line": repeated("- ", "", "mot"),
    "numbers in a line": repeated("1. ", "", "mot"),
    "block quotes": repeated("> mot\n"),
    "block quotes apart": repeated("> mot\n\n"),
    "nested block quotes": repeated(">", "", " mot"),
    "nested block quotes over lines": lambda n: f"{'>' * int(n**0.5)} mot\n" * max(1, int(n**0.5)),
    "quoted lists": repeated("> - ", "", "mot"),
    "rules": repeated("---\n\n"),
    "fences": repeated("```\nmot\n```\n\n"),
    "opened fences": repeated("```\n\n"),
    "fence in fence": repeated("~~~\n```\n"),
    "indented code": repeated("    mot\n"),
    "code lines": repeated("mot\n", "```\n", "```\n"),
    "rows": repeated("| a | b |\n", "| a | b |\n|---|---|\n"),
    "cells": lambda n: f"|{' a |' * n}\n|{'---|' * n}\n",
    "rows without cells": lambda n: f"|{' a |' * n}\n|{'---|' * n}\n" + "|\n" * n,
    "pipes": repeated("|"),
    "escaped pipes": repeated("\\|", "| ", " |\n|---|\n"),
    "tables": repeated("| a |\n|---|\n| b |\n\n"),
    "terms": repeated("mot\n: dit\n\n"),
    "conditions": repeated("{% if a %}mot "),
    "conditions and ends": repeated("{% if a %}mot{% endif %} "),
    "different conditions": numbered("{% if a@ %}mot "),
    "conditions without end": repeated("{% "),
    "values": repeated("{{ a }} "),
    "values without end": repeated("{{ "),
    "nested values": nested("{{", "}}"),
    "shortcodes": repeated("{{< a >}}mot{{< /a >}} "),
    "shortcodes without end": repeated("{{< "),
    "lines of shortcodes": repeated("{{< a >}}\n\nmot\n\n"),
    "raw blocks": repeated("{% raw %}a{% endraw %}\n\n"),
    "raw blocks without end": repeated("{% raw %}\n\n"),
    "highlights of all names": repeated("{% highlight a %}\n{% raw %}\n{% comment %}\n"),
    "attribute lists": repeated("mot{:.a} "),
    "attribute lists after": repeated("{: .a}", "mot"),
    "containers": repeated("::: note\n\nmot\n\n:::\n\n"),
    "containers with titles": repeated("::: note Un titre\n\nmot\n\n:::\n\n"),
    "colons": repeated(":"),
    "admonitions": repeated('!!! note "Un titre"\n\n    mot\n\n'),
    "components": repeated("<Carte a={b}>mot</Carte> "),
    "components on lines": repeated("<Carte a={b}>\n\nmot\n\n</Carte>\n\n"),
    "components without end": repeated("<Carte a={"),
    "expressions": repeated("{a} "),
    "expressions without end": repeated("<A {", "mot "),
    "imports": repeated("import a from 'b'\n\n"),
    "exports": repeated("export const a = 1\n\n"),
    "mdx comments": repeated("{/* a */} mot "),
    "contents": repeated("[[toc]]\n\n"),
    "yaml keys": numbered("a@: b\n", "---\n", "---\n\nmot\n"),
    "yaml texts": lambda n: "---\nimages:\n" + "- alt: Un mot\n" * n + "---\n\nmot\n",
    "yaml nesting": nested("[", "]", ""),
    "yaml flow": lambda n: "---\na: " + "[" * n + "]" * n + "\n---\n\nmot\n",
    "yaml mappings": lambda n: "---\na: " + "{a: " * n + "}" * n + "\n---\n\nmot\n",
    "yaml sequences": lambda n: "---\na:\n" + "- " * n + "b\n---\n\nmot\n",
    "yaml never closed": lambda n: "---\na: " + "[" * n + "\n---\n\nmot\n",
    "yaml anchors": numbered("a@: &a@ b\n", "---\n", "---\n\nmot\n"),
    "yaml aliases": lambda n: (
        "---\na: &a b\n" + "".join(f"b{at}: *a\n" for at in range(n)) + "---\n\nmot\n"
    ),
    "billion laughs": lambda n: (
        "---\na0: &a0 [b, b]\n"
        + "".join(f"a{at}: &a{at} [*a{at - 1}, *a{at - 1}]\n" for at in range(1, n))
        + "---\n\nmot\n"
    ),
    "yaml block scalar": repeated("  un mot\n", "---\ntitle: |\n", "---\n\nmot\n"),
    "yaml quoted": lambda n: '---\ntitle: "' + "\\u00e9" * n + '"\n---\n\nmot\n',
    "yaml comments": repeated("# a\n", "---\ntitle: mot\n", "---\n\nmot\n"),
    "toml keys": numbered("a@ = 'b'\n", "+++\n", "+++\n\nmot\n"),
    "toml tables": numbered("[a@]\ntitle = 'Un mot'\n", "+++\n", "+++\n\nmot\n"),
    "toml arrays of tables": repeated("[[a]]\nalt = 'Un mot'\n", "+++\n", "+++\n\nmot\n"),
    "toml nesting": lambda n: "+++\na = " + "[" * n + "]" * n + "\n+++\n\nmot\n",
    "toml inline tables": lambda n: "+++\na = " + "{a = " * n + "1" + "}" * n + "\n+++\n\nmot\n",
    "toml dotted": lambda n: "+++\n" + "a." * n + "a = 1\n+++\n\nmot\n",
    "toml strings": lambda n: "+++\ntitle = '''\n" + "un mot\n" * n + "'''\n+++\n\nmot\n",
    "json keys": lambda n: "{" + ",".join(f'"a{at}": "Un mot"' for at in range(n)) + "}\n\nmot\n",
    "json nesting": lambda n: '{"a": ' + "[" * n + "]" * n + "}\n\nmot\n",
    "json never closed": lambda n: '{"a": ' + "[" * n + "\n\nmot\n",
    "json escapes": lambda n: '{"title": "mot ' + "\\u00e9" * n + '"}\n\nmot\n',
    "fences of front matter": repeated("---\n", "---\na: b\n", "c"),
}
HTML: Mapping[str, Family] = {
    "text": repeated("un mot "),
    "sentences": repeated("Un mot. ", "<p>", "</p>"),
    "paragraphs": repeated("<p>Un mot.</p>\n"),
    "open paragraphs": repeated("<p>mot "),
    "bold": repeated("<b>a</b> ", "<p>", "</p>"),
    "different tags": numbered("<a href=b@>a</a> ", "<p>", "</p>"),
    "nested": nested("<b>", "</b>"),
    "nested of two names": nested("<b><i>", "</i></b>"),
    "nested spans": nested("<span>", "</span>"),
    "nested blocks": nested("<div>", "</div>"),
    "nested words": nested("<b>un ", " mot</b>"),
    "nested blocks and words": nested("<div>un ", " mot</div>"),
    "left open": repeated("<b>mot "),
    "left open blocks": repeated("<div>mot "),
    "left open of many names": numbered("<a@>mot "),
    "closed": repeated("</b>mot "),
    "closed blocks": repeated("</div>mot "),
    "closed paragraphs": repeated("</p>"),
    "crossed": lambda n: "<b>" * n + "<i>" * n + "mot" + "</b>" * n + "</i>" * n,
    "crossed in turn": repeated("<b>un <i>mot</b> dit</i> "),
    "formatting left open": repeated("<p><b><i><u>mot"),
    "anchors left open": repeated("<a href=b>mot "),
    "nested anchors": nested("<a href=b>", "</a>"),
    "void": repeated("mot<br>"),
    "breaks": repeated("<br>", "mot"),
    "two breaks": repeated("mot<br><br>"),
    "images": repeated('<img src=a alt="un mot"> ', "<p>mot "),
    "images alone": repeated('<img src=a alt="un mot">'),
    "attributes": lambda n: f"<p{' a=b' * n}>mot</p>",
    "different attributes": lambda n: f"<p{''.join(f' a{at}=b' for at in range(n))}>mot</p>",
    "attributes in a sentence": lambda n: (
        f"<p>un <b{''.join(f' a{at}=b' for at in range(n))}>mot</b></p>"
    ),
    "attribute never closed": repeated("a ", '<p title="'),
    "attributes never closed": repeated(" a=b", "<p"),
    "tags never closed": repeated("<b "),
    "quotes in tags": repeated("<b '"),
    "angles": repeated("<"),
    "angles and letters": repeated("<a"),
    "closing angles": repeated(">"),
    "comments": repeated("<!-- a -->", "<p>mot "),
    "comments never closed": repeated("<!--"),
    "directives": repeated("<!-- l10n:off --><p>mot</p><!-- l10n:on -->"),
    "declarations": repeated("<!a>mot "),
    "processing": repeated("<?a?>mot "),
    "data sections": repeated("<![CDATA[a]]>mot "),
    "entities": repeated("&eacute;"),
    "entities without end": repeated("&eacute"),
    "ampersands": repeated("&"),
    "ampersands and letters": repeated("&a"),
    "numeric entities": repeated("&#233; "),
    "blank entities": repeated("&nbsp;", "", "mot"),
    "long names": lambda n: "&" + "a" * n,
    "scripts": repeated("<script>a</script>mot "),
    "scripts never closed": repeated("<script>"),
    "script ends": repeated("</script>"),
    "styles": repeated("<style>a{}</style>"),
    "textareas": repeated("<textarea>mot</textarea>"),
    "pre": repeated("<pre>mot</pre>"),
    "titles": repeated("<title>mot</title>"),
    "plaintext": repeated("<b>mot ", "<plaintext>"),
    "code": repeated("<code>a</code> ", "<p>mot "),
    "nested code": nested("<code>", "</code>"),
    "nested variables": nested("mot <var>", "</var>"),
    "code left open": repeated("<code>mot "),
    "drawings": repeated("<svg><path d=a /></svg>mot "),
    "nested drawings": nested("<svg>", "</svg>"),
    "drawings left open": repeated("<svg>mot "),
    "formulas": repeated("<math><mi>a</mi></math>mot "),
    "nested formulas": nested("<math><mi>", "</mi></math>"),
    "templates": nested("<template>", "</template>"),
    "lists": repeated("<li>mot</li>", "<ul>", "</ul>"),
    "nested lists": nested("<ul><li>mot", "</ul>"),
    "rows": repeated("<tr><td>mot</td></tr>", "<table>", "</table>"),
    "cells": repeated("<td>mot</td>", "<table><tr>", "</tr></table>"),
    "nested tables": nested("<table><tr><td>", "</table>"),
    "tables left open": repeated("<table>mot"),
    "fostered": repeated("mot<b>", "<table>", "</table>"),
    "selects": repeated("<option>mot", "<select>", "</select>"),
    "forms": repeated("<form><input value=mot type=submit>"),
    "headings": repeated("<h1>Mot</h1>"),
    "headings in one": repeated("<b>mot</b><p>", "<h1>", "</h1>"),
    "deep headings": lambda n: "".join(f"<h{at % 6 + 1}>Mot</h{at % 6 + 1}>" for at in range(n)),
    "languages": repeated("<span lang=en>mot</span> ", "<p>mot "),
    "nested languages": nested("<span lang=en>", "</span>"),
    "untranslated": repeated("<span translate=no>mot</span> ", "<p>mot "),
    "links": repeated("<a href=a>mot</a> ", "<p>", "</p>"),
    "sole links": repeated("<a href=a>mot</a>"),
    "ids": numbered("<p id=a@>mot</p>"),
    "marks": repeated("mot<sup>1</sup> "),
    "note links": repeated('mot<a href="#1">1</a> '),
    "bullets": repeated("<![if !supportLists]>·<![endif]>mot "),
    "bullets left open": repeated("<![if !supportLists]>"),
    "frames": repeated("<frameset>mot"),
    "nulls": repeated("\0mot "),
    "returns": repeated("mot\r"),
    "spaces": repeated(" ", "<p>a", "b"),
    "spaces and tags": repeated("<b> </b>", "<p>mot", "mot"),
    "empty tags": repeated("<b></b>", "<p>mot ", "mot"),
    "nested and empty": nested("<b>", "</b>", ""),
    "body": repeated("<body>mot"),
    "heads": repeated("<head>mot"),
    "metas": repeated('<meta name=description content="Un mot">'),
}
MDX: Mapping[str, Family] = {
    **{name: MARKDOWN[name] for name in MARKDOWN if "component" in name or "express" in name},
    "imports": MARKDOWN["imports"],
    "exports": MARKDOWN["exports"],
    "comments": MARKDOWN["mdx comments"],
    "nested components": nested("<A>", "</A>"),
    "nested components on lines": nested("<Carte>\n\n", "\n\n</Carte>"),
    "nested braces": nested("<A b={", "} />"),
    "braces in braces": nested("{", "}"),
    "long attributes": lambda n: f"<A {'b={c} ' * n}/>",
    "spreads": repeated("<A {...b} /> "),
    "strings": repeated("<A b='{' /> "),
    "strings without end": repeated("<A b='"),
    "fragments": nested("<>", "</>"),
    "exports without end": repeated("export const a = {\n"),
    "comments without end": repeated("{/* "),
    "headings": repeated("# Mot {/* a */}\n\n"),
    "words": repeated("un {a} mot {b.c} "),
}
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalog(n: int) -> str:
    """Write a catalog of plain texts."""
    writer = Writer(n)
    texts = (writer.paragraph(5) for _ in range(n))
    return HEAD + "".join(f'msgid "{at} {one}"\nmsgstr "{one}"\n\n' for at, one in enumerate(texts))


PO: Mapping[str, Family] = {
    "prose": catalog,
    "entries": numbered('msgid "a@"\nmsgstr "b"\n\n', HEAD),
    "equal entries": repeated('msgid "a"\nmsgstr "b"\n\n', HEAD),
    "lines": lambda n: HEAD + 'msgid ""\n' + '"un mot\\n"\n' * n + 'msgstr "b"\n',
    "short lines": lambda n: HEAD + 'msgid ""\n' + '""\n' * n + '"a"\nmsgstr "b"\n',
    "one long text": lambda n: HEAD + 'msgid "a"\nmsgstr "' + "mot " * n + '"\n',
    "one long word": lambda n: HEAD + 'msgid "a"\nmsgstr "' + "mot" * n + '"\n',
    "line ends": lambda n: HEAD + 'msgid "a"\nmsgstr "' + "\\n" * n + '"\n',
    "escapes": lambda n: HEAD + 'msgid "a"\nmsgstr "' + '\\"' * n + '"\n',
    "backslashes": lambda n: HEAD + 'msgid "a"\nmsgstr "' + "\\" * n + '"\n',
    "octal": lambda n: HEAD + 'msgid "a"\nmsgstr "' + "\\303\\251" * n + '"\n',
    "comments": lambda n: HEAD + "# mot\n" * n + 'msgid "a"\nmsgstr "b"\n',
    "extracted": lambda n: HEAD + "#. mot\n" * n + 'msgid "a"\nmsgstr "b"\n',
    "references": lambda n: HEAD + "#: a:1\n" * n + 'msgid "a"\nmsgstr "b"\n',
    "references in a line": lambda n: HEAD + "#:" + " a:1" * n + '\nmsgid "a"\nmsgstr "b"\n',
    "flags": lambda n: HEAD + "#, " + "fuzzy, " * n + '\nmsgid "a"\nmsgstr "b"\n',
    "previous": lambda n: HEAD + '#| msgid ""\n' + '#| "mot"\n' * n + 'msgid "a"\nmsgstr "b"\n',
    "obsolete": numbered('#~ msgid "a@"\n#~ msgstr "b"\n\n', HEAD),
    "plurals": lambda n: (
        HEAD + 'msgid "a"\nmsgid_plural "b"\n' + "".join(f'msgstr[{at}] "c"\n' for at in range(n))
    ),
    "a plural of many figures": lambda n: (
        HEAD + 'msgid "a"\nmsgid_plural "b"\nmsgstr[' + "9" * n + '] "c"\n'
    ),
    "contexts": numbered('msgctxt "a@"\nmsgid "a"\nmsgstr "b"\n\n', HEAD),
    "blank lines": repeated("\n", HEAD),
    "header lines": lambda n: 'msgid ""\nmsgstr ""\n' + '"A: b\\n"\n' * n,
    "headers": repeated(HEAD),
    "quotes": repeated('"', HEAD),
    "keywords": repeated("msgid ", HEAD),
    "words": repeated("mot\n", HEAD),
    "returns": lambda n: (HEAD + 'msgid "a"\nmsgstr "b"\n\n' * n).replace("\n", "\r\n"),
    "separators": lambda n: HEAD + 'msgid "a"\nmsgstr "' + "\u2028" * n + '"\n',
}


def configured(n: int) -> str:
    """Write settings with plain texts in them."""
    writer = Writer(n)
    words = "".join(f"  {writer.sentence()!r},\n".replace("'", '"') for _ in range(n))
    return f"keep = [\n{words}]\n"


TOML: Mapping[str, Family] = {
    "prose": configured,
    "excluded": lambda n: "exclude = [" + "'a', " * n + "]",
    "brackets": lambda n: "exclude = ['" + "(" * n + ")" * n + "']",
    "open brackets": lambda n: "exclude = ['" + "(" * n + "']",
    "classes": lambda n: "exclude = ['" + "[a]" * n + "']",
    "choices": lambda n: "exclude = ['" + "a|" * n + "']",
    "repeats": lambda n: "exclude = ['" + "a*" * n + "']",
    "globs": numbered("'**/@' = 'text'\n", "[formats]\n"),
    "stars": lambda n: "[formats]\n'" + "**/" * n + "a' = 'text'\n",
    "targets": lambda n: "targets = [" + "'es', " * n + "]",
    "different targets": numbered("'es-x-a@', ", "targets = [", "]"),
    "words": numbered("'a@', ", "keep = [", "]"),
    "arrays": lambda n: "keep = " + "[" * n + "]" * n,
    "open arrays": lambda n: "keep = " + "[" * n,
    "inline tables": lambda n: "a = " + "{a = " * n + "1" + "}" * n,
    "dotted": lambda n: "a." * n + "a = 1",
    "tables": numbered("[a@]\n"),
    "nested tables": lambda n: "[" + "a." * n + "a]\n",
    "arrays of tables": repeated("[[a]]\n"),
    "nested arrays of tables": lambda n: "".join(
        f"[[{'a.' * at}a]]\n" for at in range(int(n**0.5))
    ),
    "keys": numbered("a@ = 1\n"),
    "dotted keys": numbered("a.b@ = 1\n"),
    "a long key": lambda n: "a" * n + " = 1",
    "a long number": lambda n: "a = " + "1" * n,
    "strings": lambda n: 'a = "' + "\\u00e9" * n + '"',
    "long strings": lambda n: "a = '''\n" + "un mot\n" * n + "'''",
    "quotes": repeated('"'),
    "comments": repeated("# a\n"),
    "blank lines": repeated("\n"),
    "folders": lambda n: "source = '" + "a/" * n + "'",
}
FAMILIES: Mapping[str, Mapping[str, Family]] = {
    "text": {"prose": prose, **TEXT},
    "markdown": {"prose": prose, **MARKDOWN},
    "mdx": {"prose": prose, **MDX},
    "html": {"prose": prose, **HTML},
    "po": PO,
    "toml": TOML,
}
# What each kind of inputs is to a run.
KINDS = {
    **dict.fromkeys(("text", "markdown", "mdx", "html"), "article"),
    "po": "catalog",
    "toml": "settings",
}


def of_length(family: Family, length: int) -> str:
    """Make an input of about so many characters."""
    few = len(family(8))
    more = len(family(16))
    each = max(1e-9, (more - few) / 8)
    text = family(max(1, int((length - few) / each) + 8))
    if len(text) < length / 2:  # those that grow slower, or stop growing
        return family(max(1, length // 2))
    return text
