"""A package's model and what it looks at, with the attention heads that one wants."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.engines.argos.attention import Forced, Matrix, looks
from l10n.engines.argos.heads import MODEL, Heads, choices, files, patched

if TYPE_CHECKING:
    import ctranslate2

Load = Callable[[Mapping[str, bytes]], "ctranslate2.Translator"]


class Looking:
    """A loaded model. Other heads than its own need it a second time in memory.

    folder: where its files are; prefix: the piece that tells it its target;
    load: makes a translator of changed files.
    """

    def __init__(
        self, folder: Path, own: "ctranslate2.Translator", prefix: str, load: Load
    ) -> None:
        self.folder = folder
        self._own = own
        self._prefix = prefix
        self._load = load
        self._other: tuple[Heads, ctranslate2.Translator] | None = None

    @cached_property
    def choices(self) -> tuple[Heads, ...]:
        """List the heads that can be read, the model's own first."""
        return choices((self.folder / MODEL).read_bytes())

    def looked(self, heads: Heads, asked: Sequence[Forced]) -> list[Matrix | None]:
        """Give what some heads look at while given translations are written."""
        return looks(self._with(heads), asked, self._prefix)

    def close(self) -> None:
        """Free the second model, if there is one."""
        if self._other:
            self._other[1].unload_model()
        self._other = None

    def _with(self, heads: Heads) -> "ctranslate2.Translator":
        if heads.same_place(self.choices[0]):
            return self._own
        if self._other and heads.same_place(self._other[0]):
            return self._other[1]
        self.close()
        changed = dict(files(self.folder))
        changed[MODEL] = patched(changed[MODEL], heads)
        self._other = heads, self._load(changed)
        return self._other[1]
