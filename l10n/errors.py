"""The one error that people see: what is wrong, where, and what to do."""


class L10nError(Exception):
    """A problem outside the program: in a file, a setting, or what is installed.

    Raised anywhere, printed only by the command line, which then exits with 2.

    >>> str(L10nError("no such folder", where="source/a.txt", hint="Create it."))
    'source/a.txt: no such folder. Create it.'
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}. {self.hint}" if self.hint else text
