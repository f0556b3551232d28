"""What an author tells us in comments: `<!-- l10n: off -->`, `on`, `note …`, `context …`."""

import re
from dataclasses import dataclass, field, replace

from l10n.document import Segment

DIRECTIVE = re.compile(r"<!--\s*l10n:\s*(?P<verb>off|on|note|context)\b(?P<value>[^>]*?)\s*-->")


@dataclass(slots=True)
class Directives:
    """What the comments so far say of the segments that come next.

    A note or a context belongs to the next segment alone; `off` holds until `on`.
    """

    off: bool = False
    notes: list[str] = field(default_factory=list)
    context: str | None = None

    def obey(self, comment: str) -> bool:
        """Take a comment, as spelled; tell whether it was for us."""
        found = DIRECTIVE.fullmatch(comment.strip())
        if found is None:
            return False
        value = " ".join(found["value"].lstrip(" :").split())
        match found["verb"]:
            case "off" | "on" as verb:
                self.off = verb == "off"
            case "note" if value:
                self.notes.append(value)
            case "context" if value:
                self.context = value
        return True

    def applied(self, segment: Segment) -> Segment:
        """Give a segment the notes and the context said for it; they are used up by it."""
        notes, context = tuple(self.notes), self.context
        if not notes and context is None:
            return segment
        self.notes, self.context = [], None
        return replace(segment, notes=notes, context=context)
