"""With packages installed, nothing ever opens a socket, and none is needed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = sorted((Path(__file__).parent / "models").glob("*.argosmodel"))
NO_SOCKET = """
import socket, sys
def refuse(*_, **__):
    raise AssertionError("a socket was opened")
class Refused(socket.socket):
    __init__ = refuse
socket.socket = Refused
socket.create_connection = socket.getaddrinfo = refuse
sys.argv = ["l10n", *sys.argv[1:]]
from l10n.cli import run
run()
"""


def isolated() -> list[str]:
    """Give the command that takes the network away, if this kernel lets us."""
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        try:
            if not subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
                return command
        except FileNotFoundError:
            break
    return []


@pytest.mark.parametrize("engine", ["argos", "apertium", "pseudo"])
def test_translation_opens_no_socket(engine: str, workspace: Path) -> None:
    if engine == "argos":
        assert PACKAGES, "the tiny packages are part of the tests"
        install = [sys.executable, "-m", "l10n", "models", "install", *map(str, PACKAGES)]
        subprocess.run(install, cwd=workspace, check=True, capture_output=True)
    elif engine == "apertium" and not shutil.which("apertium"):
        pytest.skip("Apertium is not installed")
    before = isolated()
    ran = subprocess.run(
        [*before, sys.executable, "-c", NO_SOCKET, "translate", "--engine", engine],
        cwd=workspace,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert (workspace / "localized/es/a.txt").exists()
    if not before:
        pytest.skip("sockets were refused by Python alone: this kernel lets nobody unshare")
