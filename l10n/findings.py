"""Findings: what is wrong with a text, where, in the form that editors and CI follow."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error fails a check, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One bad answer to one check.

    >>> str(Finding("a.po", 7, Severity.ERROR, "not translated", "complete"))
    'a.po:7: error: not translated [complete]'
    """

    path: str
    line: int
    severity: Severity
    message: str
    check: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message} [{self.check}]"
