"""The grammar's small words, in three languages, and names that no list has."""

import random

DETERMINERS: tuple[tuple[tuple[str, ...], tuple[str, str], tuple[str, ...]], ...] = (
    (("le", "la", "les", "les"), ("the", "the"), ("el", "la", "los", "las")),
    (("le", "la", "les", "les"), ("the", "the"), ("el", "la", "los", "las")),
    (("le", "la", "les", "les"), ("the", "the"), ("el", "la", "los", "las")),
    (("un", "une", "des", "des"), ("a", ""), ("un", "una", "", "")),
    (("un", "une", "des", "des"), ("a", ""), ("un", "una", "", "")),
    (("ce", "cette", "ces", "ces"), ("this", "these"), ("este", "esta", "estos", "estas")),
    (("leur", "leur", "leurs", "leurs"), ("their", "their"), ("su", "su", "sus", "sus")),
    (
        ("notre", "notre", "nos", "nos"),
        ("our", "our"),
        ("nuestro", "nuestra", "nuestros", "nuestras"),
    ),
)
PLURALS = (
    ("plusieurs", "several", "varios"),
    ("deux", "two", "dos"),
    ("trois", "three", "tres"),
    ("quatre", "four", "cuatro"),
    ("cinq", "five", "cinco"),
    ("dix", "ten", "diez"),
)
MODALS = (  # French je, nous, vous, il, ils; English I and he; Spanish likewise
    (("dois", "devons", "devez", "doit", "doivent"), ("must", "must"),
     ("debo", "debemos", "debe", "debe", "deben")),
    (("veux", "voulons", "voulez", "veut", "veulent"), ("want to", "wants to"),
     ("quiero", "queremos", "quiere", "quiere", "quieren")),
    (("peux", "pouvons", "pouvez", "peut", "peuvent"), ("can", "can"),
     ("puedo", "podemos", "puede", "puede", "pueden")),
    (("vais", "allons", "allez", "va", "vont"), ("will", "will"),
     ("voy a", "vamos a", "va a", "va a", "van a")),
)  # fmt: skip
PRONOUNS = (
    ("je", "I", ""), ("nous", "we", ""), ("vous", "you", "usted"),
    ("il", "he", ""), ("ils", "they", ""), ("elle", "she", ""), ("elles", "they", ""),
)  # fmt: skip
SAID = (
    ("déclaré", "said", "declaró"), ("annoncé", "announced", "anunció"),
    ("souligné", "stressed", "subrayó"), ("rappelé", "recalled", "recordó"),
    ("expliqué", "explained", "explicó"),
)  # fmt: skip
ESTAR = {"prêt", "ouvert"}
STARTS = (*"BCDFGHKLMNPRSTVZ", "Br", "Ch", "Gr", "Kr", "St", "Tr")
NUCLEI, MIDDLES, ENDS = "aeiou", "bdgklmnrstv", ("", "", "n", "s", "r", "l", "k", "tt")
GERUNDS = {"win": "winning", "control": "controlling"}


def gerund(verb: str) -> str:
    if verb in GERUNDS:
        return GERUNDS[verb]
    return (verb[:-1] if verb.endswith("e") else verb) + "ing"


def made_up(chooser: random.Random) -> str:
    """Make a name that no list has, so that copying is learnt."""
    name: str = chooser.choice(STARTS) + chooser.choice(NUCLEI)
    for _ in range(chooser.randint(0, 2)):
        name += chooser.choice(MIDDLES) + chooser.choice(NUCLEI)
    end: str = chooser.choice(ENDS)
    return name + end
