"""Articles with a correct translation each, and the kinds of damage that targets come to."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

FRENCH = [
    "le",
    "la",
    "mer",
    "été",
    "port",
    "ville",
    "quai",
    "grand",
    "nuit",
    "jour",
    "voile",
    "marée",
    "bateau",
    "pêcheur",
    "vent",
    "côte",
]
SPANISH = [
    "el",
    "mar",
    "año",
    "puerto",
    "ciudad",
    "muelle",
    "alto",
    "noche",
    "día",
    "vela",
    "marea",
    "barco",
    "pescador",
    "viento",
]

MARKDOWN = """# {title} **{word}**

{prose} **{prose}** {prose} [{prose}](https://example.org/{id}) {prose}, `code_{id}` {prose}.

{prose} ![{prose}](img/{id}.png "{prose}") {prose} [{prose}][ref] {prose} ~~{word}~~.

- {prose} *{word}* {prose} <https://example.org/{id}>
- {prose} <span class="c{id}">{prose}</span> {prose}

| {word} | {word} `x{id}` |
|---|---|
| {prose} **{word}** | {word} [{word}](b.md#x{id}) |

> {prose}[^1] {prose} {{{{< ref "a{id}.md" >}}}} {prose}.

1. {prose}
2. {prose} **[{prose}](c{id}.md)** {prose}

{title}
-------

{prose} $x_{id}$ {prose}

[^1]: {prose}

[ref]: https://example.org/ref{id}
"""

HTML = """<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"></head>
<body>
<h1>{title} <b>{word}</b></h1>
<p>{prose} <strong>{prose}</strong> {prose} <a href="https://example.org/{id}">{prose}</a> {prose}, <code>code_{id}</code> {prose}.</p>
<p>{prose} <img src="img/{id}.png" alt="{prose}"> {prose} <a href="b.html#x{id}"><em>{prose}</em></a> {prose}<br>{prose}</p>
<ul><li>{prose} <span class="c{id}">{prose}</span> {prose}</li><li>{prose}</li></ul>
<table><tr><th>{word}</th><td>{prose} <kbd>Ctrl {id}</kbd> {word}</td></tr></table>
<blockquote><p>{prose} &lt;div&gt; &amp; {prose} <sup>{id}</sup> {prose}</p></blockquote>
</body>
</html>
"""


@dataclass(frozen=True)
class Pair:
    """An article, and the same one in other words."""

    source: str
    target: str


def pair(template: str, seed: int) -> Pair:
    """Fill a template twice: with French and with Spanish words, and with the same numbers."""
    return Pair(filled(template, seed, FRENCH), filled(template, seed, SPANISH))


def filled(template: str, seed: int, words: list[str]) -> str:
    chance = random.Random(f"{seed} {words[0]}")  # noqa: S311

    def prose(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    def put(match: re.Match[str]) -> str:
        if match[1] == "id":
            return str(seed)
        text = prose({"word": 1, "title": 4}.get(match[1]) or chance.randint(2, 9))
        return text.capitalize() if match[1] == "title" else text

    kept = template.replace("{{{{", "{{").replace("}}}}", "}}")
    return re.sub(r"(?<!\{)\{(word|title|prose|id)\}", put, kept)


Damage = Callable[[str], str]


def sub(pattern: str, new: str, count: int = 1) -> Damage:
    """Change the first match of a pattern; a text without one is left as it is."""
    return lambda text: re.sub(pattern, new, text, count=count)


def start(mark: str) -> Damage:
    return lambda text: mark + text


def middle(mark: str) -> Damage:
    """Put something between the first word and the rest."""
    return lambda text: re.sub(r"(?<=\w) (?=\w)", lambda _: f" {mark} ", text, count=1)


def end(mark: str) -> Damage:
    return lambda text: text + mark


# What breaks an article, whatever the format makes of it.
BROKEN_MARKDOWN: dict[str, Damage] = {
    "stray **": sub(r"(\w+)$|(\w+)\.$", r"**\1\2"),
    "closing ** missing": sub(r"\*\*([^*]+)\*\*", r"**\1"),
    "opening ** missing": sub(r"\*\*([^*]+)\*\*", r"\1**"),
    "strong lost": sub(r"\*\*([^*]+)\*\*", r"\1"),
    "strong spaced": sub(r"\*\*([^*[]+)\*\*", r"** \1 **"),
    "strong made emphasis": sub(r"\*\*([^*]+)\*\*", r"*\1*"),
    "emphasis lost": sub(r"(?<!\*)\*([^*]+)\*(?!\*)", r"\1"),
    "strikethrough lost": sub(r"~~", "", 2),
    "link address changed": sub(r"\]\((https|c\d|b\.md)", r"](http://example.com/\1"),
    "link lost": sub(r"(?<!!)\[([^\]^]+)\]\([^)]+\)", r"\1"),
    "link doubled": sub(r"((?<!!)\[[^\]^]+\]\([^)]+\))", r"\1 \1"),
    "link spaced": sub(r"((?<!!)\[[^\]^]+\])(\([^)]+\))", r"\1 \2"),
    "link unclosed": sub(r"((?<!!)\[[^\]^]+\]\([^)]+)\)", r"\1"),
    "link made image": sub(r"(?<!!)(\[[^\]^]+\]\([^)]+\))", r"!\1"),
    "javascript link": sub(r"\]\((https|c\d|b\.md)", r"](javascript:alert(1)//\1"),
    "link added": end(" [x](https://example.com)"),
    "fragment changed": sub(r"#x\d+", "#y"),
    "autolink changed": sub(r"<https://example\.org/", "<https://example.com/"),
    "autolink lost": sub(r"<https://[^>]+>", ""),
    "image source changed": sub(r"\(img/", "(imagen/"),
    "image lost": sub(r"!\[[^\]]*\]\([^)]*\)", ""),
    "image made link": sub(r"!\[", "["),
    "code changed": sub(r"`(code_|x)", r"`código_\1"),
    "code lost": sub(r"`[^`]+`", ""),
    "code unquoted": sub(r"`([^`]+)`", r"\1"),
    "code unclosed": sub(r"(`[^`]+)`", r"\1"),
    "reference label changed": sub(r"\]\[ref\]", "][otra]"),
    "footnote lost": sub(r"\[\^1\]", ""),
    "footnote changed": sub(r"\[\^1\]", "[^2]"),
    "footnote doubled": sub(r"\[\^1\]", "[^1][^1]"),
    "shortcode changed": sub(r'\{\{< ref "', '{{< relref "'),
    "shortcode lost": sub(r"\{\{<[^>]*>\}\}", ""),
    "shortcode unclosed": sub(r">\}\}", ">}"),
    "formula changed": sub(r"\$x_", "$y_"),
    "tag unclosed": sub(r"</span>", ""),
    "tag never opened": sub(r"<span [^>]*>", ""),
    "tag added": end(" <b>x</b>"),
    "attribute changed": sub(r'class="c', 'class="d'),
    "handler added": sub(r'<span class="', '<span onclick="x()" class="'),
    "tags crossing": sub(r"(<span [^>]*>)(.*?)</span>", r"\1<b>\2</span></b>"),
    "script added": end(" <script>x()</script>"),
    "comment added": middle("<!-- x -->"),
}

# What would break one, unless the format writes it so that it is words.
THREATS_MARKDOWN: dict[str, Damage] = {
    "heading marker": start("# "),
    "bullet": start("- "),
    "star bullet": start("* "),
    "number": start("1. "),
    "quote mark": start("> "),
    "fence": start("```\n"),
    "tilde fence": start("~~~"),
    "thematic break": end("\n\n---\n\n"),
    "underline of a heading": end("\n==="),
    "underline of dashes": end("\n---"),
    "blank line": middle("\n\n"),
    "list below": middle("\n- "),
    "heading below": middle("\n# "),
    "indented code": start("\n\n    "),
    "cell": middle("|"),
    "table below": end("\n\n| a | b |\n|---|---|\n"),
    "delimiter row": end("\n|---|---|"),
    "comment opened": middle("<!--"),
    "HTML block": start("<div>\n"),
    "definition": start("[ref]: https://example.com "),
    "footnote definition": start("[^1]: "),
    "front matter": start("---\na: b\n---\n"),
}

BROKEN_HTML: dict[str, Damage] = {
    "tag lost": sub(r"</?(strong|b|em|kbd|sup)>", "", 2),
    "tag changed": sub(r"(</?)(strong|em|kbd|sup)>", r"\1u>", 2),
    "tag unclosed": sub(r"</(strong|b|em|kbd|sup|span|a)>", ""),
    "tag never opened": sub(r"<(strong|b|em|kbd|sup)>", ""),
    "tag closed twice": sub(r"(</(strong|b|em|kbd|sup|span)>)", r"\1\1"),
    "tag added": end(" <b>x</b>"),
    "tag doubled": sub(r"(<(strong|em|kbd|sup)>.*?</\2>)", r"\1 \1"),
    "tags crossing": sub(r"<(strong|kbd|sup)>(.*?)</\1>", r"<\1><i>\2</\1></i>"),
    "attribute changed": sub(r'class="c', 'class="d'),
    "attribute added": sub(r"<(strong|b|em|kbd|sup)>", r'<\1 id="x">'),
    "attribute lost": sub(r' class="c\d+"', ""),
    "style added": sub(r"<(strong|b|em|kbd|sup)>", r'<\1 style="color:red">'),
    "handler added": sub(r"<(strong|b|em|kbd|sup|span|a|img|code)\b", r'<\1 onclick="x()"'),
    "link address changed": sub(r"https://example\.org", "https://example.com"),
    "javascript link": sub(r"https://example\.org/\d+", "javascript:alert(1)"),
    "fragment changed": sub(r"#x\d+", "#y"),
    "link lost": sub(r"<a [^>]*>(.*?)</a>", r"\1"),
    "link doubled": sub(r"(<a [^>]*>.*?</a>)", r"\1 \1"),
    "link split": sub(r"(<a [^>]*>)(.*?)</a>", r"\1x</a> \1\2</a>"),
    "link in a link": sub(r"(<a [^>]*>)(.*?)</a>", r"\1\1\2</a></a>"),
    "quote of an attribute lost": sub(r'<(a|img|span) (\w+)="([^"]*)"', r'<\1 \2="\3'),
    "image source changed": sub(r'src="img/', 'src="imagen/'),
    "image lost": sub(r"<img [^>]*>", ""),
    "image doubled": sub(r"(<img [^>]*>)", r"\1\1"),
    "code changed": sub(r"code_", "código_"),
    "code lost": sub(r"<code>.*?</code>", ""),
    "break lost": sub(r"<br>", " "),
    "break added": end("<br>x"),
    "script added": end("<script>x()</script>"),
    "script opened": middle("<script>"),
    "comment added": end("<!-- x -->"),
    "paragraph in the middle": middle("</p><p>"),
    "paragraph added": end("<p>x</p>"),
    "heading added": end("<h2>x</h2>"),
    "list item added": end("<li>x"),
    "cell added": end("<td>x</td>"),
    "table closed": end("</table>"),
    "block closed": middle("</body>"),
    "division added": middle("<div>x</div>"),
    "raw text opened": middle("<textarea>"),
    "plain text opened": middle("<plaintext>"),
    "template opened": middle("<template>"),
    "picture added": end('<svg onload="x()"></svg>'),
    "frame added": end('<iframe src="//example.com"></iframe>'),
    "reference made a tag": sub(r"&lt;div&gt;", "<div>"),
    "tag made a reference": sub(r"<(strong|b|em|kbd|sup)>(.*?)</\1>", r"&lt;\1&gt;\2&lt;/\1&gt;"),
    "CDATA": middle("<![CDATA[ x ]]>"),
    "instruction": middle("<?php x ?>"),
}

THREATS_HTML: dict[str, Damage] = {
    "comment opened": middle("<!--"),
    "comment closed": middle("-->"),
    "less than": middle("<"),
    "less than a letter": middle("<b"),
    "less than a number": middle("<3"),
    "greater than": middle(">"),
    "ampersand": middle("&"),
    "reference unfinished": middle("&lt"),
    "end of a tag": middle("</"),
    "question mark": middle("<?"),
    "line ends": middle("\n\n"),
    "quotes": middle("\"'"),
}
