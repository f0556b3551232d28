"""Times of day, and how they differ from what lasts some hours."""

import re
from collections.abc import Iterator

from l10n.typography.conventions import SPACES, UNBREAKABLE
from l10n.typography.draft import KEPT, Draft
from l10n.typography.edits import Edit

SPACE = f"[{SPACES}]"
CLOCK = re.compile(
    rf"(?<![\w.,:])(0?[0-9]|1[0-9]|2[0-4])({SPACE}?h{SPACE}?)([0-5][0-9])"
    rf"(?![^\W{KEPT}]|[.,:][0-9])"
)
HOUR = r"([01]?[0-9]|2[0-4])\s?h(?:\s?[0-5][0-9])?"
DAYTIME = 6  # what has fewer hours may as well last as long
# What a French source has before a time of day, whatever the hour; and from DAYTIME on.
ALWAYS = re.compile(
    r"(?:^|[^\w’'])(?:(?<!jusqu’)(?<!jusqu')à|à partir d[eu]|dès|vers|il (?:est|était|sera))\s$"
)
BY_DAY = re.compile(
    rf"(?:(?:^|[^\w])(?:(?:jusqu[’'])?à|avant|après|depuis)\s"
    rf"|\bentre\s|\bentre\s{HOUR}\set\s|\b(?:de|du)\s{HOUR}\sà\s|{HOUR}\s?[-–—]\s?"
    r"|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|hier|aujourd[’']hui"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|matin|soir|rendez-vous|rdv|heures?|horaires?|départ|arrivée|ouverture|fermeture|début)"
    r"\s?[,:(]?\s?)$"
)
# What follows a time of day: the end of a stretch of time, or what happens then.
OPENS_RANGE = re.compile(rf"\sà\s(?:{HOUR}(?!\w)|midi|minuit)")
RANGE_BEFORE = re.compile(rf"(\b(?:de|du)\s)?\b{HOUR}\sà\s$")
DASHED = re.compile(rf"\s?[-–—]\s?{HOUR}(?!\w)")
PROGRAMME = re.compile(r"\s?[:–—]\s")
OF_THE_DAY = re.compile(r"\s(?:du matin|du soir|de l[’']après-midi|précises?)\b")
# What says that some hours are a length, behind them or before.
LENGTH_AFTER = re.compile(r"\s?(?:min\b|de\s|d[’']|par\s|/)")
LENGTH_BEFORE = re.compile(
    r"\b(?:dur[ée]\w*|durant|pendant|temps|trajet|vol|cuisson|cuire|repos\w*|marche|route|attente"
    r"|retard|délai|pass(?:e|er|ent|é|ée|ait|era)|(?:estim|évalu|limit|rédui|ramen|prolong)\w*)\b"
)
MEASURED = re.compile(
    r"\b(?:estim|évalu|limit|rédui|port|pass|élèv|équiva|supérieur|inférieur|éga|ramen|chiffr"
    r"|plafonn|prolong)\w*\s(?:jusqu[’'])?à\s$"
)
AT = re.compile(r"(?:^|[^\w’'])à\s$")
LISTED = re.compile(r"(?:,|\set|\sou|\spuis|,\set)\s")
CLAUSE = re.compile(r"[.!?…;\n]\s")
LINE_MARKS = f"{SPACES}-–—*•_"
NEAR = 80


def times(draft: Draft) -> Iterator[Edit]:
    """Write the source's times of day as CLDR's short `timeFormat` does, in 24 hours.

    What lasts some hours is no time of day: it stays, and so does what may be either.
    """
    text, style = draft.view, draft.style
    if not style.clock or "h" not in text:
        return
    known = times_of_day(draft.source)
    for match in CLOCK.finditer(text):
        compact = style.compact_clock and match[2] == "h"
        if (match[1], match[3]) in known and not compact:
            yield from clock(match, style.clock)


def clock(match: re.Match[str], wanted: str) -> Iterator[Edit]:
    if "h" not in wanted or not set(match[2]) & set(UNBREAKABLE) or len(match[2]) < 3:
        yield Edit(*match.span(2), wanted)


def times_of_day(source: str) -> set[tuple[str, str]]:
    """List the hours and minutes that are times of day wherever a French source has them.

    >>> times_of_day("À 10 h 30, 2 h 15 de train. Cuisson : 1 h 30")
    {('10', '30')}
    """
    evident: set[tuple[str, str]] = set()
    doubtful: set[tuple[str, str]] = set()
    end, was = 0, False
    for match in CLOCK.finditer(source):
        listed = was and LISTED.fullmatch(source, end, match.start()) is not None
        was = of_day(source, match, listed)
        (evident if was else doubtful).add((match[1], match[3]))
        end = match.end()
    return evident - doubtful


def of_day(source: str, match: re.Match[str], listed: bool) -> bool:
    """Tell whether the words around it make hours and minutes a time of day.

    listed: whether it goes on a list of such times.
    """
    before = source[max(0, match.start() - NEAR) : match.start()].lower()
    after = source[match.end() : match.end() + NEAR]
    if OF_THE_DAY.match(after):
        return True
    if LENGTH_AFTER.match(after) or MEASURED.search(before):
        return False
    lasting = LENGTH_BEFORE.search(CLAUSE.split(before)[-1]) is not None
    ranged = RANGE_BEFORE.search(before)
    if ranged and (lasting or not ranged[1]):
        return False
    if int(match[1]) < DAYTIME:
        if ranged:  # through midnight
            return int(ranged[2]) >= DAYTIME
        return not lasting and (listed or ALWAYS.search(before) is not None)
    return by_day(match, before, after, listed) and not (lasting and not AT.search(before))


def by_day(match: re.Match[str], before: str, after: str, listed: bool) -> bool:
    """Tell the same of hours that are mostly those of a day."""
    found = ALWAYS.search(before) or BY_DAY.search(before)
    return listed or bool(found) or begins(int(match[1]), before, after)


def begins(hour: int, before: str, after: str) -> bool:
    """Tell whether a time begins a stretch of the day, or a line of a programme."""
    to = OPENS_RANGE.match(after) if re.search(r"\b(?:de|du)\s$", before) else DASHED.match(after)
    if to and (not to[1] or int(to[1]) >= DAYTIME or int(to[1]) < hour - DAYTIME):
        return True
    line = before.rpartition("\n")[2]
    return not line.strip(LINE_MARKS) and PROGRAMME.match(after) is not None
