"""What the elements of HTML are to a reader: blocks, voids, code, kinds of segments."""

from l10n.document import Kind

# What begins and ends a segment: the elements that browsers show as blocks
# (HTML Standard, 15.3), and the controls of forms, which are texts of their own.
BLOCKS = frozenset(
    str.split("""
    address article aside audio blockquote body button canvas caption center col colgroup datalist
    dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3
    h4 h5 h6 head header hgroup hr html label legend li main map marquee menu nav noframes noscript
    ol optgroup option p search section select slot summary table tbody td tfoot th thead title
    tr ul video
    """)
)
# Blocks that are left alone with everything in them.
CLOSED = frozenset(
    str.split("""
    applet canvas iframe listing noembed noframes object plaintext pre script style template
    textarea xml xmp
    """)
)
CODE = frozenset({"code", "kbd", "math", "samp", "var"})  # left alone inside a sentence
DRAWING = "svg"  # nothing to read in it either, and no word of the sentence
FOREIGN = frozenset({"svg", "math"})
VOID = frozenset(
    str.split("""
    area base basefont bgsound br col embed frame hr image img input keygen link meta param source
    track wbr
    """)
)
NEVER_NESTED = frozenset({"a", "nobr"})  # the second one closes the first

KINDS = {
    "title": Kind.TITLE,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    **dict.fromkeys(("caption", "figcaption"), Kind.CAPTION),
    **dict.fromkeys(("td", "th"), Kind.CELL),
    **dict.fromkeys(("button", "label", "legend", "optgroup", "option", "summary"), Kind.LABEL),
    "li": Kind.LIST_ITEM,
    "dt": Kind.TERM,
    "dd": Kind.DEFINITION,
}
LEVELS = {f"h{level}": level for level in range(1, 7)}
