"""A toy grammar: writes the same sentence in French, English and Spanish, word by word."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import words
from particles import (
    DETERMINERS,
    ESTAR,
    MODALS,
    PLURALS,
    PRONOUNS,
    SAID,
    gerund,
    made_up,
)
from spelling import Side


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same words in three languages."""

    fr: Side = ()
    en: Side = ()
    es: Side = ()

    def __add__(self, other: "Phrase") -> "Phrase":
        return Phrase(self.fr + other.fr, self.en + other.en, self.es + other.es)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a verb or an adjective agrees with.

    plural: in French, English and Spanish; genders: in French and Spanish.
    """

    phrase: Phrase
    plural: tuple[bool, bool, bool]
    genders: tuple[str, str]
    person: bool = False


class Writer:
    """Writes sentences at random; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.idea = 0
        self.patterns: tuple[tuple[int, Callable[[], Phrase]], ...] = (
            (30, self.statement),
            (8, self.timed),
            (8, self.reported),
            (6, self.quoted),
            (10, self.wish),
            (8, self.described),
            (4, self.existence),
            (4, self.question),
            (5, self.joined),
            (7, self.rate),
            (4, self.price),
            (4, self.credit),
            (5, self.heading),
            (4, self.list_of_two),
            (3, self.alone),
        )

    def sentence(self) -> Phrase:
        self.idea = 0
        weights = [weight for weight, _ in self.patterns]
        return self.random.choices([pattern for _, pattern in self.patterns], weights)[0]()

    def say(self, fr: str, en: str, es: str) -> Phrase:
        """Make a phrase of one idea, of any number of words."""
        self.idea += 1
        fr_side, en_side, es_side = (
            tuple((word, self.idea) for word in text.split()) for text in (fr, en, es)
        )
        return Phrase(fr_side, en_side, es_side)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # Noun phrases

    def thing(self, *kinds: str, depth: int = 0) -> Subject:
        kinds = kinds or ("thing", "thing", "place")
        noun = self.random.choice([n for n in words.NOUNS if n.kind in kinds])
        plural = self.chance(0.35)
        determiner, number = self.determiner(noun, plural)
        adjective = self.qualifier(noun, plural) if self.chance(0.4) else Phrase()
        head = self.say(noun.fr[number], noun.en[number], noun.es[number])
        phrase = Phrase(
            determiner.fr + head.fr + adjective.fr,
            determiner.en + adjective.en + head.en,
            determiner.es + head.es + adjective.es,
        )
        if depth < 1 and self.chance(0.2):
            phrase += self.say("de", "of", "de") + self.noun(depth + 1).phrase
        elif depth < 1 and self.chance(0.04):
            phrase += self.say("qui", "that", "que") + self.predicate(
                Subject(phrase, (plural,) * 3, noun.genders), depth + 1
            )
        return Subject(phrase, (plural,) * 3, noun.genders, noun.kind == "person")

    def determiner(self, noun: words.Noun, plural: bool) -> tuple[Phrase, int]:
        french = 2 * plural + (noun.genders[0] == "f")
        spanish = 2 * plural + (noun.genders[1] == "f")
        if plural and self.chance(0.35):
            return self.quantity(noun), 1
        fr, en, es = self.random.choice(DETERMINERS)
        return self.say(fr[french], en[plural], es[spanish]), int(plural)

    def quantity(self, noun: words.Noun) -> Phrase:
        if self.chance(0.5):
            fr, en, es = self.random.choice(PLURALS)
            return self.say(fr, en, "varias" if es == "varios" and noun.genders[1] == "f" else es)
        fr, en, es = self.number()
        return self.say(fr, en, es)

    def number(self) -> tuple[str, str, str]:
        count = self.random.randint(2, 10 ** self.random.randint(1, 6))
        if count < 1000:
            return str(count), str(count), str(count)
        english = f"{count:,}"
        spanish = english.replace(",", ".") if count >= 10000 else str(count)
        return english.replace(",", " "), english, spanish

    def qualifier(self, noun: words.Noun, plural: bool) -> Phrase:
        adjective = self.random.choice(words.ADJECTIVES)
        phrase = self.adjective(adjective, (plural,) * 3, noun.genders)
        if self.chance(0.12):
            other = self.random.choice(words.ADJECTIVES)
            second = self.adjective(other, (plural,) * 3, noun.genders)
            phrase += self.say("et", "and", "y") + second
        return phrase

    def adjective(
        self, adjective: words.Adjective, plural: tuple[bool, ...], genders: tuple[str, str]
    ) -> Phrase:
        return self.say(
            adjective.fr[2 * plural[0] + (genders[0] == "f")],
            adjective.en,
            adjective.es[2 * plural[2] + (genders[1] == "f")],
        )

    def country(self) -> Subject:
        name = self.random.choice(words.NAMES["country"])
        (fr, fr_number), (es, es_number) = (tuple(form) for form in name.forms)
        phrase = self.say(name.fr.replace("l'", "l' "), name.en, name.es)
        return Subject(phrase, (fr_number == "p", False, es_number == "p"), (fr, es))

    def person(self) -> Subject:
        first = self.random.choice(words.NAMES["first"])
        last = self.random.choice(words.NAMES["last"])
        given = first.fr if self.chance(0.6) else made_up(self.random)
        family = last.fr if self.chance(0.5) else made_up(self.random)
        title, genders = Phrase(), (first.forms[0], first.forms[1])
        if self.chance(0.35):
            role = self.random.choice([n for n in words.NOUNS if n.kind == "person"][:4])
            title = self.say(f"le {role.fr[0]}", role.en[0].title(), f"el {role.es[0]}")
            genders = ("m", "m")
        name = self.say(family, family, family)
        if self.chance(0.6):
            name = self.say(given, given, given) + name
        return Subject(title + name, (False,) * 3, genders, person=bool(title.fr))

    def noun(self, depth: int = 0) -> Subject:
        roll = self.random.random()
        if roll < 0.22:
            return self.country()
        if roll < 0.4:
            return self.thing("person", "group", depth=depth)
        return self.thing(depth=depth)

    def actor(self) -> Subject:
        roll = self.random.random()
        if roll < 0.2:
            return self.country()
        if roll < 0.4:
            return self.person()
        if roll < 0.75:
            return self.thing("person", "group")
        return self.thing() if roll < 0.9 else self.pair()

    def pair(self) -> Subject:
        first, second = self.country(), self.country()
        if first.phrase.en[0][0] == second.phrase.en[0][0]:
            return first
        phrase = first.phrase + self.say("et", "and", "y") + second.phrase
        return Subject(phrase, (True,) * 3, ("m", "m"))

    # Predicates

    def predicate(self, subject: Subject, depth: int = 0) -> Phrase:
        verb = self.random.choice(words.VERBS)
        roll = self.random.random()
        if roll < 0.14:
            return self.passive(subject, verb)
        if roll < 0.26:
            return self.modal(subject) + self.infinitive(verb, depth)
        phrase = self.finite(subject, verb) + self.object(depth)
        if depth < 1 and self.chance(0.15):
            aim = self.random.choice((("pour", "to", "para"), ("afin de", "to", "para")))
            phrase += self.say(*aim) + self.infinitive(self.random.choice(words.VERBS), 1)
        return phrase

    def finite(self, subject: Subject, verb: words.Verb) -> Phrase:
        fr, en, es = subject.plural
        if self.chance(0.5):
            auxiliary = "ont" if fr else "a"
            if self.chance(0.12):
                auxiliary = "n'ont pas" if fr else "n'a pas"
                text = f"{auxiliary} {verb.fr[3]}", f"did not {verb.en[0]}", f"no {verb.es[3 + es]}"
                return self.say(*text)
            return self.say(f"{auxiliary} {verb.fr[3]}", verb.en[1], verb.es[3 + es])
        present = verb.en[0] if en else words.english_plural(verb.en[0])
        if self.chance(0.15):
            negated = f"{'do' if en else 'does'} not {verb.en[0]}"
            return self.say(f"ne {verb.fr[1 + fr]} pas", negated, f"no {verb.es[1 + es]}")
        return self.say(verb.fr[1 + fr], present, verb.es[1 + es])

    def object(self, depth: int) -> Phrase:
        target = self.noun(depth) if self.chance(0.9) else self.person()
        if target.person:
            return Phrase(es=(("a", 0),)) + target.phrase
        return target.phrase

    def infinitive(self, verb: words.Verb, depth: int) -> Phrase:
        return self.say(verb.fr[0], verb.en[0], verb.es[0]) + self.object(depth)

    def modal(self, subject: Subject) -> Phrase:
        fr, en, es = self.random.choice(MODALS)
        plural = subject.plural
        return self.say(fr[3 + plural[0]], en[not plural[1]], es[3 + plural[2]])

    def passive(self, subject: Subject, verb: words.Verb) -> Phrase:
        fr, en, es = subject.plural
        participle = self.agreed(verb, subject)
        if self.chance(0.5):
            return (
                self.say("sont" if fr else "est", "are" if en else "is", "son" if es else "es")
                + participle
            )
        past = ("ont été" if fr else "a été", "were" if en else "was", "fueron" if es else "fue")
        return self.say(*past) + participle

    def agreed(self, verb: words.Verb, subject: Subject) -> Phrase:
        fr, _, es = subject.plural
        french = verb.fr[3] + ("e" if subject.genders[0] == "f" else "") + ("s" if fr else "")
        stem = verb.es[5][:-1] + ("a" if subject.genders[1] == "f" else "o")
        return self.say(french, verb.en[2], stem + ("s" if es else ""))

    def place(self) -> Phrase:
        if self.chance(0.4):
            return self.say("dans", "in", "en") + self.thing("place", depth=1).phrase
        if self.chance(0.5):
            city = self.random.choice(words.NAMES["city"])
            return self.say("à", "in", "en") + self.say(city.fr, city.en, city.es)
        name = self.random.choice(words.NAMES["country"])
        article, _, rest = name.fr.replace("l'", "l' ").partition(" ")
        preposition = {"le": "au", "les": "aux"}.get(article, "en" if rest else "à")
        inside = self.say(preposition, "in", "en")
        return inside + self.say(rest or article, name.en, name.es)

    def circumstance(self) -> Phrase:
        links = (("avec", "with", "con"), ("contre", "against", "contra"), ("pour", "for", "para"))
        roll = self.random.random()
        if roll < 0.5:
            return self.place()
        if roll < 0.75:
            return self.say(*self.random.choice(links)) + self.noun(1).phrase
        return self.date()

    def date(self) -> Phrase:
        year = str(self.random.randint(1900, 2099))
        if self.chance(0.4):
            return self.say("en", "in", "en") + self.say(year, year, year)
        month = self.random.choice(words.NAMES["month"])
        day = str(self.random.randint(2, 31))
        text = f"le {day} {month.fr}", f"on {month.en} {day}", f"el {day} de {month.es}"
        if self.chance(0.5):
            return self.say(*text)
        return self.say(f"{text[0]} {year}", f"{text[1]}, {year}", f"{text[2]} de {year}")

    # Sentences

    def clause(self) -> Phrase:
        subject = self.actor()
        phrase = subject.phrase + self.predicate(subject)
        return phrase + (self.circumstance() if self.chance(0.3) else Phrase())

    def mark(self, fr: str, en: str = "", es: str = "") -> Phrase:
        return self.say(fr, en or fr, es or fr)

    def statement(self) -> Phrase:
        return self.clause() + self.mark(".")

    def timed(self) -> Phrase:
        time = self.random.choice(words.NAMES["time"])
        phrase = self.say(time.fr, time.en, time.es)
        if self.chance(0.5):
            return phrase + self.mark(",") + self.clause() + self.mark(".")
        return self.clause() + phrase + self.mark(".")

    def reported(self) -> Phrase:
        subject = self.spokesman()
        that = self.say("que", "that", "que")
        return subject.phrase + self.said(subject) + that + self.clause() + self.mark(".")

    def quoted(self) -> Phrase:
        opening, closing = self.mark("«", '"(', '"('), self.mark("»", ')"', ')"')
        if self.chance(0.4):
            subject = self.thing()
            name = self.thing(depth=1).phrase
            return (
                subject.phrase + opening + name + closing + self.predicate(subject) + self.mark(".")
            )
        subject = self.spokesman()
        said = self.mark(",") + self.said(subject) + subject.phrase + self.mark(".")
        return opening + self.clause() + closing + said

    def spokesman(self) -> Subject:
        return self.person() if self.chance(0.6) else self.thing("person")

    def said(self, subject: Subject) -> Phrase:
        fr, en, es = self.random.choice(SAID)
        plural = es[:-1] + "aron"
        return (
            self.say(f"ont {fr}", en, plural) if subject.plural[0] else self.say(f"a {fr}", en, es)
        )

    def wish(self) -> Phrase:
        who = self.random.randrange(len(PRONOUNS))
        form = (0, 1, 2, 3, 4, 3, 4)[who]
        fr, en, es = self.random.choice(MODALS)
        subject = self.say(*PRONOUNS[who])
        modal = self.say(fr[form], en[who in {3, 5}], es[form])
        verb = self.random.choice(words.VERBS)
        return subject + modal + self.infinitive(verb, 0) + self.mark(".")

    def described(self) -> Phrase:
        subject = self.noun()
        fr, en, es = subject.plural
        adjective = self.random.choice(words.ADJECTIVES)
        be = ("sont" if fr else "est", "are" if en else "is", "son" if es else "es")
        if self.chance(0.3):
            be = ("étaient" if fr else "était", "were" if en else "was", "eran" if es else "era")
        if adjective.fr[0] in ESTAR:
            be = (
                *be[:2],
                {"son": "están", "es": "está", "eran": "estaban", "era": "estaba"}[be[2]],
            )
        verb = self.say(*be)
        if self.chance(0.3):
            verb += self.say("très", "very", "muy")
        return (
            subject.phrase
            + verb
            + self.adjective(adjective, subject.plural, subject.genders)
            + self.mark(".")
        )

    def existence(self) -> Phrase:
        noun = self.random.choice([n for n in words.NOUNS if n.kind != "group"])
        amount = self.quantity(noun)
        there = self.say("il y a", "there are", "hay") + amount
        return there + self.say(noun.fr[1], noun.en[1], noun.es[1]) + self.place() + self.mark(".")

    def question(self) -> Phrase:
        subject = self.thing()
        fr, en, es = subject.plural
        if self.chance(0.4):
            be = ("où sont" if fr else "où est", "where are" if en else "where is")
            asked = self.say(*be, "¿ dónde están" if es else "¿ dónde está")
            return asked + subject.phrase + self.mark("?")
        verb = self.random.choice(words.VERBS)
        asked = self.say("pouvez-vous", "can you", "¿ puede usted")
        return asked + self.infinitive(verb, 1) + self.mark("?")

    def joined(self) -> Phrase:
        link = self.random.choice(
            (("et", "and", "y"), ("mais", "but", "pero"), ("car", "because", "porque"))
        )
        return self.clause() + self.say(*link) + self.clause() + self.mark(".")

    def rate(self) -> Phrase:
        subject = self.thing()
        fr, _, es = subject.plural
        changes = (
            ("augmenté", "rose", "aumentó", "aumentaron"),
            ("baissé", "fell", "bajó", "bajaron"),
        )
        change = self.random.choice(changes)
        verb = self.say(f"{'ont' if fr else 'a'} {change[0]}", change[1], change[2 + es])
        whole, tenths = self.random.randint(1, 99), self.random.randint(1, 9)
        figure = f"{whole},{tenths}" if self.chance(0.5) else str(whole)
        share = self.say(f"de {figure} %", f"by {figure.replace(',', '.')}%", f"un {figure} %")
        when = self.date() if self.chance(0.4) else Phrase()
        return subject.phrase + verb + share + when + self.mark(".")

    def price(self) -> Phrase:
        subject = self.thing(depth=1)
        fr, en, es = subject.plural
        verb = (
            "coûtent" if fr else "coûte",
            "cost" if en else "costs",
            "cuestan" if es else "cuesta",
        )
        scale = self.random.choice((("", "", ""), ("millions d'", "million", "millones de")))
        amount = self.number()
        if scale[0]:
            amount = (str(self.random.randint(2, 99)),) * 3
        figure = self.say(*amount)
        currency = self.say(f"{scale[0]}euros", f"{scale[1]} euros", f"{scale[2]} euros")
        return subject.phrase + self.say(*verb) + figure + currency + self.mark(".")

    def credit(self) -> Phrase:
        kind = self.random.choice((("image", "image", "imagen"), ("photo", "photo", "foto")))
        author = "_".join(made_up(self.random) for _ in range(self.random.randint(1, 2)))
        by = self.say("de", "by", "de") + self.say(author, author, author)
        return self.say(*kind) + by + self.say("par Pixabay", "from Pixabay", "por Pixabay")

    def heading(self) -> Phrase:
        if self.chance(0.5):
            return self.noun().phrase
        verb = self.random.choice(words.VERBS)
        return self.say(verb.fr[0], gerund(verb.en[0]), verb.es[0]) + self.object(0)

    def list_of_two(self) -> Phrase:
        first = self.thing()
        second = self.thing()
        both = first.phrase + self.say("et", "and", "y") + second.phrase
        subject = Subject(both, (True,) * 3, ("m", "m"))
        return both + self.predicate(subject) + self.mark(".")

    def alone(self) -> Phrase:
        subject = self.person() if self.chance(0.5) else self.country()
        return subject.phrase
