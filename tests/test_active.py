"""What a build or a browser would run: a target has none that its source has not."""

import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import front_matter
from l10n.catalog import Catalog, Unit
from l10n.document import Segment
from l10n.formats import Format
from l10n.markup import active
from l10n.pipeline.gate import MARKUP, ODD, Original, fault, original
from l10n.pipeline.localize import Localized, Ship, localize
from l10n.plugins import formats

# Where a text may stand: format, article. Every text with “mot” in it is attacked.
PLACES = {
    "paragraph": ("markdown", "Le mot ici.\n"),
    "two of them": ("markdown", "Un mot.\n\nLe mot ici.\n"),
    "wrapped": ("markdown", "Un mot qui est là et qui va un peu\nplus loin que la ligne d’avant et\nencore plus loin.\n"),
    "heading": ("markdown", "# Le mot ici\n"),
    "setext": ("markdown", "Le mot ici\n===\n"),
    "item": ("markdown", "- Le mot ici\n- deux\n"),
    "quotation": ("markdown", "> Le mot ici\n"),
    "cell": ("markdown", "| Le mot ici | b |\n|---|---|\n| c | d |\n"),
    "formatted": ("markdown", "Le **mot** [ici](a.html), `code`.\n"),
    "image": ("markdown", "Un ![Le mot ici](x.png) b\n"),
    "lone image": ("markdown", "![Le mot ici](x.png)\n"),
    "link title": ("markdown", 'Un [a](x.html "Le mot ici") b\n'),
    "reference title": ("markdown", 'Un [a][b] c\n\n[b]: /x "Le mot ici"\n'),
    "HTML block": ("markdown", "<div>\n<p>Le mot ici.</p>\n</div>\n"),
    "HTML attribute": ("markdown", '<div>\n<img alt="Le mot ici" src=x>\n</div>\n'),
    "footnote": ("markdown", "Un texte[^1].\n\n[^1]: Le mot ici.\n"),
    "term": ("markdown", "Le mot ici\n: Une chose\n"),
    "container": ("markdown", ":::note Le mot ici\nx y\n:::\n"),
    "admonition": ("markdown", '!!! note "Le mot ici"\n    x y\n'),
    "YAML, plain": ("markdown", "---\ntitle: Le mot ici\n---\nx\n"),
    "YAML, single": ("markdown", "---\ntitle: 'Le mot ici'\n---\nx\n"),
    "YAML, double": ("markdown", '---\ntitle: "Le mot ici"\n---\nx\n'),
    "YAML, literal": ("markdown", "---\ndescription: |\n  Le mot ici\n---\nx\n"),
    "YAML, folded": ("markdown", "---\ndescription: >\n  Le mot ici\n---\nx\n"),
    "YAML, flow": ("markdown", "---\nimages: [{alt: Le mot ici}]\n---\nx\n"),
    "TOML": ("markdown", '+++\ntitle = "Le mot ici"\n+++\nx\n'),
    "TOML, literal": ("markdown", "+++\ntitle = 'Le mot ici'\n+++\nx\n"),
    "JSON": ("markdown", '{\n"title": "Le mot ici"\n}\nx\n'),
    "p": ("html", "<p>Le mot ici.</p>"),
    "b": ("html", "<p>Le <b>mot</b> ici.</p>"),
    "title": ("html", "<title>Le mot ici</title>"),
    "alt": ("html", '<p><img alt="Le mot ici" src=x></p>'),
    "alt without quotes": ("html", "<p><img alt=Lemotici src=x></p>"),
    "placeholder": ("html", "<input placeholder='Le mot ici'>"),
    "meta": ("html", '<meta name=description content="Le mot ici">'),
    "button": ("html", "<button>Le mot ici</button>"),
    "td": ("html", "<table><tr><td>Le mot ici</td></tr></table>"),
    "text": ("text", "Le mot ici.\n"),
    "text, item": ("text", "- Le mot ici\n- deux\n"),
    "text, cell": ("text", "Le mot ici     b\n"),
}  # fmt: skip
MARKDOWN = ("markdown",)
NOT_TEXT = ("markdown", "html")
EVERY = ("markdown", "html", "text")

ATTACKS = {  # what → where it would run, or come to run
    # Expressions of template engines
    "{{ x }}": EVERY, "{{x}}": EVERY, "{{- x -}}": EVERY, "{{{ x }}}": EVERY, "{{ x": EVERY,
    "{{ constructor.constructor('x')() }}": EVERY, "{% x %}": EVERY, "{%- include 'x' -%}": EVERY,
    "{# x #}": EVERY, "<%= x %>": EVERY, "<% x": EVERY, "<?php x() ?>": EVERY, "<?= x ?>": EVERY,
    "${x}": EVERY, "#{x}": EVERY, "@{x}": EVERY, "[[${x}]]": EVERY, "[(*{x})]": EVERY,
    "{{< include x >}}": EVERY, "{{% x %}}": EVERY, "{{</x>}}": EVERY, "{!! x !!}": EVERY,
    "#include(x)": EVERY, "<#assign x>": EVERY, "<@x/>": EVERY, "y ?>": EVERY,
    "&#123;&#123; x }}": EVERY, "&lbrace;&lbrace;x}}": EVERY,
    # Includes
    '<!--#include virtual="x" -->': EVERY, '<!--#exec cmd="x" -->': EVERY,
    '<esi:include src="x"/>': EVERY, '--8<-- "x"': EVERY, ';--8<-- "x"': EVERY, "-8<- 'x'": EVERY,
    "{!x!}": EVERY, r"\input{x}": EVERY, r"\input x": EVERY, r"\include{x}": EVERY,
    r"\write18{x}": EVERY, r"\directlua{x}": EVERY, r"\csname input\endcsname": EVERY,
    "^^5cinput": EVERY, "include::x[]": EVERY, ":include:`x`": EVERY, ".. include:: x": EVERY,
    ".. raw:: html": EVERY, "!!!include(x)!!!": EVERY, "@include x": EVERY, "<<[x](y)": EVERY,
    "`r x()`": EVERY, "`{python} x`": EVERY, "!INCLUDE x": EVERY,
    # Addresses that are programs
    "javascript:alert(1)": EVERY, "Java\tScript:alert(1)": EVERY, "javascript: alert(1)": EVERY,
    "java&#115;cript:alert(1)": EVERY, "javascript&colon;alert(1)": EVERY,
    "jav\x01ascript:alert(1)": EVERY, "JAVASCRIPT:x": EVERY, "javascript:é=alert`1`": EVERY,
    "vbscript:x()": EVERY, "data:text/html,x": EVERY, "data:image/svg+xml;base64,x": EVERY,
    # Tags and handlers
    "<script>x()</script>": EVERY, "<SCRIPT SRC=x>": EVERY, "<img src=x onerror=x()>": EVERY,
    "<iframe src=x></iframe>": EVERY, "<b onclick=x()>y</b>": EVERY,
    "<svg onload=x()></svg>": EVERY, "<math><mtext>x</mtext></math>": EVERY,
    "<link rel=import href=x>": EVERY, "<base href=//x>": EVERY, "<form action=x>": EVERY,
    "<object data=x></object>": EVERY, "<meta http-equiv=refresh content=0>": EVERY,
    "<b style='x'>y</b>": EVERY, "<style>x{}</style>": NOT_TEXT, "<u>y</u>": NOT_TEXT,
    "<embed>": NOT_TEXT,
    # What MDX, Quarto and MyST run
    "{alert(1)}": MARKDOWN, "{props.y}": MARKDOWN, "{secret}": MARKDOWN, "{'a'+alert`1`}": MARKDOWN,
    "{/* } */ alert(1)}": MARKDOWN, '{"}" + alert(1)}': MARKDOWN, "<Comp onClick={x}>": MARKDOWN,
    "<Comp x={y}/>": MARKDOWN, "<>{x}</>": MARKDOWN, "{=latex}": MARKDOWN,
    "{include}`x`": MARKDOWN, "{eval}`x`": MARKDOWN, "{.x onclick=y}": MARKDOWN,
    "{: onclick=x}": MARKDOWN, "`x`{=html}": MARKDOWN,
}  # fmt: skip
PUT: dict[str, Callable[[str, str], str]] = {
    "among the words": lambda text, attack: text.replace("mot", f"mot {attack} y"),
    "in a word": lambda text, attack: text.replace("mot", f"m{attack}ot"),
    "first": lambda text, attack: f"{attack} {text}",
    "last": lambda text, attack: f"{text} {attack}",
    "instead": lambda text, attack: text.replace("Le mot ici", attack),
}
IN_FIELDS = ("YAML", "TOML", "JSON")


def read(name: str, text: str) -> Original:
    return original(formats()[name].configured({}, "fr"), text, "a")


def built(before: Original, segment: Segment, target: str) -> Localized:
    unit = Unit(segment.source, context=segment.context, target=target)
    return localize(before.document, Catalog(units=(unit,)), before, Ship.FINAL)


def attacked(before: Original) -> Iterator[Segment]:
    return (segment for segment in before.document.segments if "mot" in segment.source)


@pytest.mark.parametrize("place", PLACES)
def test_attacks(place: str) -> None:
    """What is added is refused, wherever it is put and whatever it is put among."""
    name, text = PLACES[place]
    before = read(name, text)
    missed = []
    for attack, where in ATTACKS.items():
        if name not in where or (where == MARKDOWN and place.startswith(IN_FIELDS)):
            continue
        for how, put in PUT.items():
            for segment in attacked(before):
                target = put(segment.source, attack)
                if target == segment.source:
                    continue
                made = built(before, segment, target)
                if not made.refused or made.text != text:
                    missed.append((attack, how, made.text))
    assert missed == []


def test_table_of_attacks() -> None:
    assert len(ATTACKS) >= 60


AT_THE_START = (
    "import x from 'y'", "import {x} from 'y'", "import * as x from 'y'", "import 'y'",
    "export * from 'y'", "export {x} from 'y'", "export const x = y()", "export default x",
    "```{r}\nx()\n```", "```{include} x\n```", "::: {.x}\nmot\n:::", ":::{include} x",
    "::include{file=x}", "[!INCLUDE [mot](x)]", "<<< @/mot", "![[x]]",
    "Le mot\n\n--8<--\nx\n--8<--", "[r]: javascript:alert(1)\n\nLe mot",
)  # fmt: skip


@pytest.mark.parametrize("target", AT_THE_START)
def test_attacks_at_the_start(target: str) -> None:
    before = read("markdown", "Le mot ici.\n")
    (segment,) = before.document.segments
    made = built(before, segment, target)
    assert made.refused
    assert made.text == before.text


# Other things in the place of what the author has: format, article, what of it, by what.
REPLACED = (
    ("markdown", "Le prix {props.x} ici.\n", "{props.x}", "{props.y}", "has `{props.y}` too often"),
    ("markdown", "Le prix {props.x} ici.\n", "ici", "ici {props.x}", "has `{props.x}` too often"),
    ("markdown", "Le {'}'} mot.\n", "{'}'}", "{'}' + alert(1)}", "has `{'}' + alert(1)}` too often"),
    ("markdown", 'Le {"}"} mot.\n', '{"}"}', '{"}" + alert(1) + ""}', 'has `{"}" + alert(1) + ""}` too often'),
    ("markdown", "Le {`}`} mot.\n", "{`}`}", "{`}` + alert(1)}", "has `{`}` + alert(1)}` too often"),
    ("markdown", "Le `a\\` mot `b`.\n", "mot", "{alert(1)}", "has `{alert(1)}` too often"),
    ("markdown", "Tapez { mot.\n", "mot", "{alert(1)}", "has `{alert(1)}` too often"),
    ("markdown", "Le <B x={a} /> mot.\n", "{a}", "{b}", "lacks `<B x={a} />`, has `<B x={b} />` too often"),
    ("markdown", "Le <!-- note --> mot.\n", " note", "#include virtual=x", "has `<!--#include virtual=x -->` too often"),
    ("markdown", "Le <!-- note --> mot.\n", " note ", "[if IE]><script>x()</script><![endif]", ""),
    ("markdown", "Le [mot](a.html).\n", "a.html", "javascript:x()", ""),
    ("markdown", "Le [mot](a.html).\n", "a.html", "<java&#115;cript:x()>", ""),
    ("markdown", "Le ![mot](a.png).\n", "a.png", "javascript:x()", ""),
    ("markdown", "Le <https://a.b> mot.\n", "https://a.b", "javascript:x()", ""),
    ("markdown", "Le [mot][r].\n\n[r]: /x\n", ".", ".\n\n[r]: javascript:x()", ""),
    ("markdown", "Le <b title='un'>mot</b>.\n", "'un'", "'un' onclick='x()'", ""),
    ("markdown", "Le <b title='un'>mot</b>.\n", "'un'", "'<script>'", ""),
    ("markdown", "Le <b title='un'>mot</b>.\n", "'un'", "'${x}'", ""),
    ("markdown", "Le ![mot](x 'un').\n", "'un'", "'&lt;script&gt;'", "has `<script>` too often"),
    ("markdown", "Le `mot`{.r} ici.\n", "{.r}", "{.r onclick=x}", ""),
    ("markdown", "Un \\{\\{ mot }} ici.\n", "\\{\\{", "{{", ""),
    ("html", "<p>Le <svg><path d='x'/></svg> mot.</p>", "<path d='x'/>", "<script>x()</script>", ""),
    ("html", "<p>Le <svg><path d='x'/></svg> mot.</p>", "d='x'", "d='x' onclick='y()'", ""),
    ("html", "<p>Le <svg><path d='x'/></svg> mot.</p>", "<path", "<a href='javascript:y()'/><path", ""),
    ("html", "<p>Le <math><mi>x</mi></math> mot.</p>", "<mi>x</mi>", "<mtext><script>x()</script></mtext>", ""),
    ("html", "<p>Le <!-- note --> mot.</p>", " note ", "#include virtual='x' ", ""),
    ("html", "<p>Le <img alt='un' src=x> mot.</p>", "'un'", "'un' srcdoc=x", ""),
    ("html", "<p>Le <img alt='un' src=x> mot.</p>", "'un'", "'&lt;script>x()&lt;/script>'", ""),
    ("html", "<p>Le <img alt='un' src=x> mot.</p>", "'un'", "'{{ x }}'", "has `{{ x }}` too often"),
    ("html", "<p>Le <img alt='un' src=x> mot.</p>", "'un'", "'javascript:x()'", "has `javascript:x()` too often"),
    ("html", "<p>Le <a href='a'>mot</a>.</p>", "'a'", "'jav&#x09;ascript:x()'", ""),
    ("html", "<p>Le <input value='un' type=submit> mot.</p>", "'un'", "'un' formaction=x", ""),
    ("html", "<p>Le <code>un</code> mot.</p>", "un", "un {{ x }}", ""),
    ("html", "<p>Le prix {{ x }} ici.</p>", "{{ x }}", "{{ y }}", "has `{{ y }}` too often"),
    ("html", "<p>Le prix {{ x }} ici.</p>", "ici", "{{ x }}", "has `{{ x }}` too often"),
    ("html", "<p>Le prix &#123;&#123; x }} mot.</p>", "{{ x }}", "{{ y }}", "has `{{ y }}` too often"),
    ("html", "<p>Le prix ${x} ici.</p>", "${x}", "${y}", "has `${y}` too often"),
    ("html", "<p>Tapez <code>{{</code> ici.</p>", "ici", "{{ x }}", "has `{{ x }}` too often"),
    ("html", '<?php if ($a->b) { echo "le mot"; } ?><p>x</p>', "le mot", 'x"; y("', ""),
    ("html", "<p>Le <?php echo 'a' ?> mot.</p>", "'a'", "'b'", ""),
    ("html", "<p>Le <%= a %> mot.</p>", "a %", "b %", "has `<%= b %>` too often"),
    ("html", '<p>[a x="1"]Le mot[/a]</p>', "mot", 'mot [b y="2"]', 'has `[b y="2"]` too often'),
    ("text", '[a x="1"]Le mot[/a]\n', 'x="1"', 'x="2"', 'has `[a x="2"]` too often'),
    ("text", "Le {{ x }} mot.\n", "{{ x }}", "{{ y }}", "has `{{ y }}` too often"),
    ("text", "Le \\input{x} mot.\n", "input{x}", "input{y}", "has `\\input{y}` too often"),
    ("markdown", "---\ntitle: Le <b>mot</b>\n---\nx\n", "<b>", "<b onclick=x>", "has `<b onclick=x>` too often"),
    ("markdown", "---\ntitle: Le <a href=a>mot</a>\n---\nx\n", "=a", "=javascript:x()", ""),
    ("markdown", "---\ntitle: Le {{ x }} mot\n---\nx\n", "{{ x }}", "{{ y }}", "has `{{ y }}` too often"),
    ("markdown", '{"title": "Le \\u007b\\u007b x }} mot"}\nx\n', "Le", "El", "would add `{{`"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "text", "old", "new", "said"), REPLACED)
def test_replaced(name: str, text: str, old: str, new: str, said: str) -> None:
    before = read(name, text)
    segment = next(segment for segment in before.document.segments if old in segment.source)
    made = built(before, segment, segment.source.replace(old, new))
    assert [unit.source for unit, _ in made.refused] == [segment.source]
    assert made.text == text
    assert not said or made.refused[0][1] == said


HARMLESS = (
    ("markdown", "Il reste 100 % ici.\n", "There is 100% left."),
    ("markdown", "Il reste 5 < 6 ici.\n", "Here 5 < 6 and 7 > 6."),
    ("markdown", "Il coûte 5 $ ici.\n", "It costs $5, or $6 here."),
    ("markdown", "Le prix {x} de {y}.\n", "{y}'s price {x}."),
    ("markdown", "Le prix {props.x} et {f(1)}.\n", "The {f(1)} and price {props.x}."),
    ("markdown", "L’ensemble {rouge et vert}.\n", "The set {red and green}."),
    ("markdown", "Tapez { ici.\n", "Type { here."),
    ("markdown", "Entourez de `{` et `}`.\n", "Put between `{` and `}`."),
    ("markdown", "Le \\{mot\\} ici.\n", "The \\{word\\} here."),
    ("markdown", "Le `{props.x}` ici.\n", "The `{props.x}` here."),
    ("markdown", "Un {{< ref a >}} mot {{ x }}.\n", "A {{ x }} word {{< ref a >}}."),
    ("markdown", "JavaScript : les bases\n", "JavaScript: the basics"),
    ("markdown", "Le JavaScript, les bases (1)\n", "JavaScript: the basics (1)"),
    ("markdown", "**JavaScript :** les bases\n", "**JavaScript:** the basics"),
    ("markdown", "Les données : text/html\n", "The data: text/html"),
    ("markdown", "Un <b title='un mot'>mot</b>.\n", "A <b title='un mot'>word</b>."),
    ("markdown", "Importer le fichier.\n", "import the file from the disk."),
    ("markdown", "- exporter un texte\n", "export a text"),
    ("markdown", "Il inclut un mot.\n", "It includes a word: include it."),
    ("markdown", "Voir [un mot](a.html) [sic].\n", "See [a word](a.html) [sic]."),
    ("markdown", "La commande `\\input{x}` ici.\n", "The command `\\input{x}` here."),
    ("markdown", "Un chemin C:\\Temp ici.\n", "A path C:\\Temp here."),
    ("markdown", "Après `%>%` ou %>% : ici.\n", "Here, after %>% or `%>%`."),
    ("markdown", "Le fichier -- 8 mots -- ici.\n", "The file -- 8 words -- here."),
    ("markdown", "---\ntitle: Les {x} de 100 %\n---\nx\n", "100% of the {x}"),
    ("markdown", "---\ntitle: 'JavaScript : le mot'\n---\nx\n", "JavaScript: the word"),
    ("markdown", "---\ntitle: Le mot < 5\n---\nx\n", "The word <3, < 5 & more"),
    ("markdown", "---\ntitle: Le <b>mot</b>\n---\nx\n", "The <b>word</b>"),
    ("markdown", "---\ntitle: Le {{ x }} mot\n---\nx\n", "The word {{ x }}"),
    ("markdown", "+++\ntitle = 'Le mot & moi'\n+++\nx\n", "Me & 'the' $5 word: #1"),
    ("markdown", '{"title": "Le mot"}\nx\n', "The *word* [1]: !x"),
    ("markdown", "---\ntitle: Le mot\n---\nx\n", "!!python/object/apply:os.system [x]"),
    ("markdown", "---\ntitle: Le mot\n---\nx\n", "&word *word"),
    ("html", "<p>Il reste 100 % ici.</p>", "There is 100% left."),
    ("html", "<p>Un &lt;script&gt; ici.</p>", "Here, a &lt;script&gt;."),
    ("html", "<p>Un élément ici.</p>", "A &lt;script&gt; element here."),
    ("html", "<p>Le prix {x} ici.</p>", "The price {x}, {y}."),
    ("html", "<p>Tapez <code>{{</code> puis <code>}}</code>.</p>", "Type <code>{{</code>, then <code>}}</code>."),
    ("html", "<p>Tapez « {{ » puis « }} ».</p>", "Type “{{”, then “}}”."),
    ("html", "<p>Tapez '{{' puis '}}'.</p>", "Type '{{', then '}}'."),
    ("html", "<p>Un {{ x }} et {% y %}.</p>", "A {% y %} and {{ x }}."),
    ("html", "<p>Un R&amp;D : 5 &lt; 6</p>", "R&amp;D: 5 &lt; 6, 5 > 4"),
    ("html", "<img alt='Un R&amp;D' src=x>", "R&D: $5 & 100 %"),
    ("html", "<title>Le mot - 100 %</title>", "The word: 100% (data: x)"),
    ("html", "<p>Un mot [sic].</p>", "A word [sic], [as is]."),
    ("html", '<p>[a x="1"]Le mot[/a] [sic]</p>', '[a x="1"]The word[/a] [sic] [so]'),
    ("html", "<p>Le courriel <b>a@b.fr</b> :</p>", "The mail <b>a@b.fr</b>:"),
    ("text", "Il reste 100 % ici.\n", "There is 100% left."),
    ("text", "git clone <dépôt>\n", "git clone <repository>"),
    ("text", "Le prix {prix} ici.\n", "The price {price} here."),
    ("text", "Il coûte 5 $ ici.\n", "It costs $5 here, or 5 < 6."),
    ("text", "Le $nom et %s ici.\n", "The $nom and %s here."),
    ("text", "Tapez {{ pour ouvrir.\n", "Type {{ to open."),
    ("text", "Un {{ x }} et ${y} ici.\n", "A ${y} and {{ x }} here."),
    ("text", "Un mot .. et un autre : ici\n", "A word .. and another: here"),
    ("text", "JavaScript : setTimeout(f) ici\n", "JavaScript: setTimeout(f) here"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "text", "target"), HARMLESS)
def test_harmless(name: str, text: str, target: str) -> None:
    before = read(name, text)
    segment = before.document.segments[0]
    made = built(before, segment, target)
    assert made.refused == ()
    assert made.text != text
    assert fault(before.form, segment, target) == ""


def test_tables() -> None:
    assert len(ATTACKS) + len(REPLACED) >= 100
    assert len(HARMLESS) >= 40


ALL = [read(name, text) for name, text in PLACES.values()]


def runs(form: Format, text: str) -> Counter[str]:
    """Count what an article holds of the attacks that no format may let in."""
    return Counter(
        {one: n for one, where in ATTACKS.items() if where == EVERY and (n := text.count(one))}
    )


@given(
    st.sampled_from(ALL),
    st.sampled_from([a for a, where in ATTACKS.items() if where == EVERY]),
    st.data(),
)
def test_nothing_gets_in_anywhere(before: Original, attack: str, data: st.DataObject) -> None:
    """Put into any target, at any place, whatever else is there: the article has no more of it."""
    segment = data.draw(st.sampled_from(before.document.segments))
    words = data.draw(st.sampled_from([segment.source, "Una palabra", "x", "« é » : 5 < 6 & 7 %"]))
    at = data.draw(st.integers(0, len(words)))
    made = built(before, segment, words[:at] + attack + words[at:])
    assert runs(before.form, made.text) <= runs(before.form, before.text)


YAML = ("plain", "single", "double", "literal", "folded")


@given(
    st.text(st.sampled_from("!&*%@`|>-?:,[]{}#'\" \n\tmot<"), min_size=1),
    st.sampled_from(YAML),
    st.sampled_from(("block", "flow")),
)
def test_no_tag_and_no_anchor_comes_of_a_spelling(target: str, quoting: str, context: str) -> None:
    """A value stays a text, and that text, whatever it begins with."""
    import yaml

    if quoting in ("literal", "folded"):
        context = "block"
    raws = {
        "plain": "mot",
        "single": "'mot'",
        "double": '"mot"',
        "literal": "|\n  mot",
        "folded": ">\n  mot",
    }
    target = target.strip() or "x"
    spelled = front_matter.spelled(("yaml", quoting, context, "", ""), raws[quoting], target)
    text = f"a: {spelled}\n" if context == "block" else f"a: [{spelled}]\n"
    events = list(yaml.parse(text, Loader=yaml.SafeLoader))
    scalars = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    assert all(event.tag is None and event.anchor is None for event in scalars)
    assert not any(isinstance(event, yaml.AliasEvent) for event in events)
    assert [event.value.strip() for event in scalars] == ["a", target]


WORST = (
    "{", "{{", "{{ ", "{{`", "${", "<% ", "<?", "%>", "<a %>", "-8<-", "\\input{", "\\input [",
    "^^", ".. a", ".. include::", ":raw-", ":raw:`", "include::", "!!! ", "!include ", "<<(",
    "[[*{", "#set (", "<#a", "javascript:", "javascript:*", "javascript: a", "j a", "java\x01",
    "data:a/", "d\x01", "<a ", "<a on", "<a on=", "<", "`r ", "`", "``` `", "\\`", "{'", '{"',
    "{ \\'", "{`", "{/*", "[a ", "[a b=", "import ", "\nimport a", "&#", "\\", "{}", "{ 'x",
)  # fmt: skip


@pytest.mark.parametrize("piece", WORST)
def test_time_is_linear(piece: str) -> None:
    """Eight times the text takes eight times the time, not sixty-four times."""

    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        begin = time.process_time()
        for found in (
            active.everywhere(text, f"{text} ", text), active.braces(text), active.tags(text),
            active.scripts(text), active.modules(text),
        ):  # fmt: skip
            list(found)
        active.may_hold_any(text)
        return time.process_time() - begin

    assert seconds(16_000) < 24 * seconds(2_000) + 1.0


@given(
    st.lists(
        st.sampled_from([*ATTACKS, *AT_THE_START, "x", " ", "\n", ": ", "{", "[a b='c']", "[/a]"]),
        max_size=3,
    ).map("".join)
)
def test_what_a_quick_look_denies_is_not_there(text: str) -> None:
    for name, article in PLACES.values():
        form = formats()[name]
        for segment in form.parse(article).segments:
            if list(form.active(segment, text)):
                assert "<" in text or active.may_hold_any(text)
                assert MARKUP.search(text) or ODD.search(text)
