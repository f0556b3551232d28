"""Nothing here is a test: the scripts need torch, and only rebuild the packages."""

collect_ignore_glob = ["*.py"]
