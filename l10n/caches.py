"""Where things lie that can be deleted at any time, and are made again."""

from pathlib import Path

import platformdirs


def cache(name: str) -> Path:
    """Give the place of a cache: in the user's own folder for them, as the platform has it."""
    return Path(platformdirs.user_cache_path("l10n")) / name
