"""`python -m l10n` is the same command as `l10n`."""

from l10n.cli import run

run()
