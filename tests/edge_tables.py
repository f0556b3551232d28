"""The edge cases of formatting, by number: French articles and what becomes of them in Spanish."""

import re
from collections.abc import Iterator
from pathlib import Path

from edge_cases import Case, Translator

SPANISH = Translator(
    {"Le": "El", "le": "el", "La": "La", "la": "la", "Un": "Un", "un": "un", "une": "una",
     "chat": "gato", "chien": "perro", "loup": "lobo", "noir": "negro", "dort": "duerme",
     "maison": "casa", "voir": "ver", "Voir": "Ver", "ici": "aquí", "deux": "dos", "trois": "tres",
     "quatre": "cuatro", "cinq": "cinco", "six": "seis", "et": "y", "incroyable": "increíble",
     "dans": "en", "puis": "luego", "est": "es", "avec": "con", "siècle": "siglo",
     "Chat": "Gato", "Noir": "Negro", "LE": "EL", "CHAT": "GATO", "DORT": "DUERME", "Menu": "Menú", "Titre": "Título",
     "Oui": "Sí", "dit": "dice", "Pages": "Páginas", "Londres": "London", "coûte": "cuesta"},
    {
        "La France bat l’Italie.": "Italia=Italie pierde=bat con Francia.=France",
        "l'eau dort": "el=l' agua=eau duerme=dort",
        "qu’il dort": "que=qu’ él=il duerme=dort",
        "peut-être ici": "quizá=peut|être aquí=ici",
        "a-t-il dit": "ha=a él=il dicho=dit",
        "Il ne dort pas.": "Él=Il no=ne|pas duerme.=dort",
        "les États-Unis dorment": "Estados=États Unidos=Unis duermen=dorment",
        "Il sort vite ici": "Va=sort rápido=vite fuera=sort aquí=ici",
        "de le mur noir": "del=de|le muro=mur negro=noir",
        "la maison blanche": "la=la blanca=blanche casa=maison",
        "petit chat": "gato=chat pequeño=petit",
        "A & B < C": "A & B < <b>C & &amp; D",
        "«un» mot": "«uno»=un ~dos=mot",
        "**«chat»**y": "**«gato»**y",
    },
)  # fmt: skip
LANGUAGES = {
    "es": SPANISH,
    "he": Translator({}, {"Le chat noir dort ici.": "החתול=chat השחור=noir ישן=dort כאן=ici ~."}),
    "ja": Translator(
        {}, {"Le chat noir dort ici.": "黒い=noir ~猫=chat ~が=Le ~ここで=ici ~寝る=dort ~。"}
    ),
    "th": Translator({}, {"Le chat noir dort ici.": "แมว=chat ~ดำ=noir ~นอน=dort ~ที่นี่=ici"}),
}

# What has no form in one of the formats, and why.
NO_FORM = {
    (25, "HTML"): "a line break is <br>, as in 24",
    (30, "HTML"): "notes have a place of their own",
    (71, "HTML"): "there is nothing to be raw in",
}

FILE = Path(__file__).parent / "cases" / "edges" / "formatting.txt"
ENTRY = re.compile(r"^(\d+) [^|\n]*(?:\| keep (\w+))?(?:\| (\w+))?\n((?:  .*\n){4})", re.M)
ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[nt\\])")


def entries() -> Iterator[Case]:
    for number, term, target, lines in ENTRY.findall(FILE.read_text("utf-8")):
        first, second, third, fourth = (unescaped(line[2:]) for line in lines.splitlines())
        terms = (term,) if term else ()
        yield Case(int(number), first, second, third, fourth, terms, target or "es")


def unescaped(line: str) -> str:
    return "" if line == "-" else ESCAPE.sub(lambda match: escaped(match[0]), line)


def escaped(spelled: str) -> str:
    return spelled.encode("ascii").decode("unicode_escape")


def long(start: str, french: str, end: str) -> str:
    return start + f"{french} " * 249 + end


CASES = (
    *entries(),
    Case(
        55,
        long("Le **chat** ", "dort et", "*ici*."),
        long("El **gato** ", "duerme y", "*aquí*."),
        long("Le <b>chat</b> ", "dort et", "<i>ici</i>."),
        long("El <b>gato</b> ", "duerme y", "<i>aquí</i>."),
    ),
)
