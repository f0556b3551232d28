"""Links: which lead somewhere, which were dead before, and which died on the way."""

import json
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import Command

from l10n.formats import Links
from l10n.pipeline.links import Site, dead

ARTICLES = ("index.md", "port.md", "guide/_index.md", "guide/quai.md", "blog/index.html", "a b.md")
FILES = {"img/mer.png", "img", "guide/plan.pdf"}
IDS: Mapping[str, frozenset[str]] = {
    "index.md": frozenset({"début"}),
    "port.md": frozenset({"quai", "la-mer", "100%"}),
    "guide/_index.md": frozenset({"sommaire"}),
    "guide/quai.md": frozenset({"nord"}),
    "a b.md": frozenset(),
}
SITE = Site(
    {name.rpartition(".")[0]: name for name in ARTICLES} | {name: name for name in ARTICLES},
    FILES.__contains__,
    IDS.get,
)

# From port.md: the address, and what is wrong with it.
FROM_PORT = {
    "#quai": "",
    "#Quai": "leads to no #Quai",
    "#nulle-part": "leads to no #nulle-part",
    "#": "",
    "#top": "",
    "#la%2Dmer": "",
    "#100%": "",
    "?x=1#quai": "",
    "": "",
    "port.md": "",
    "port.md#quai": "",
    "./port.md#nord": "leads to no #nord in port.md",
    "port": "",
    "port/": "",
    "port.html": "",
    "port.html#quai": "",
    "port.txt": "leads to no file",
    "index.md#début": "",
    "index.md#d%C3%A9but": "",
    "guide": "",
    "guide/": "",
    "guide/#sommaire": "",
    "guide/#nord": "leads to no #nord in guide/_index.md",
    "guide/index.html#sommaire": "",
    "guide/index.html#nord": "leads to no #nord in guide/_index.md",
    "guide/quai.md#nord": "",
    "guide/quai/#nord": "",
    "../guide/quai/#nord": "",
    "guide/../port.md": "",
    "guide/jetee.md": "leads to no file",
    "guide/plan.pdf#page=3": "",
    "img/mer.png": "",
    "img/mer.png?v=2": "",
    "img/": "",
    "img/vent.png": "leads to no file",
    "a%20b.md": "",
    "a b.md#x": "leads to no #x in a b.md",
    "blog#on-ne-sait": "",
    "https://example.org/x.md": "",
    "HTTPS://example.org": "",
    "//example.org/x.md": "",
    "mailto:a@example.org": "",
    "tel:+33": "",
    "data:image/png;base64,xyz": "",
    "/port.md": "",
    "@site/docs/x.md": "",
    "~/x.md": "",
    "{{< ref x.md >}}": "",
    "{% link x.md %}": "",
    "${base}/x.md": "",
    "#/route": "",
    "#!/route": "",
    "#:~:text=mer": "",
    " port.md ": "",
}
FROM_QUAI = {
    "../port.md#quai": "",
    "../port#quai": "",
    "plan.pdf": "",
    "_index.md": "",
    ".": "",
    "./#sommaire": "",
    "..": "",
    "../../etc/passwd": "leads to no file",
    "port.md": "leads to no file",
}


def fault(article: str, address: str) -> str:
    own = Links(IDS[article], ((7, address),))
    found = list(dead(article, own, SITE))
    assert [(line, told) for line, told, _ in found] in ([], [(7, address)])
    return found[0][2] if found else ""


@pytest.mark.parametrize("address", FROM_PORT)
def test_addresses(address: str) -> None:
    assert fault("port.md", address) == FROM_PORT[address]


@pytest.mark.parametrize("address", FROM_QUAI)
def test_addresses_from_a_folder(address: str) -> None:
    assert fault("guide/quai.md", address) == FROM_QUAI[address]


@given(st.text(st.sampled_from("ab/.#?%{}:~ é\0\\") | st.characters()))
def test_any_address_is_judged(address: str) -> None:
    assert fault("port.md", address).partition("#")[0] in ("", "leads to no file", "leads to no ")


def test_time_is_linear() -> None:
    def seconds(size: int) -> float:
        begin = time.process_time()
        for address in ("../" * size, "#" * size, "a%" * size, "{" * size, "x:" * size, " " * size):
            fault("port.md", address)
        return time.process_time() - begin

    assert seconds(400_000) < 10 * seconds(100_000) + 0.5


@pytest.fixture
def site(workspace: Path) -> Path:
    """Two Markdown articles that link to each other, and dead links among them."""
    source = workspace / "source"
    (source / "a.txt").unlink()
    (source / "img").mkdir()
    (source / "img/mer.png").write_bytes(b"")
    (source / "port.md").write_text(
        "# Le port\n\nUn [quai](#le-quai), une [ville](ville.md#la-place).\n\n"
        "![La mer](img/mer.png) et [rien](rien.md) et [rien non plus](#rien).\n\n"
        "## Le quai\n\nLa mer.\n",
        "utf-8",
    )
    (source / "ville.md").write_text(
        "# La ville\n\n## La place\n\nVers le [port](port/#le-quai).\n", "utf-8"
    )
    (workspace / "l10n.toml").write_text('targets = ["es", "ca"]\nengine = "pseudo"\n', "utf-8")
    return workspace


DEAD_BEFORE = [
    "source/port.md:5: warning: rien.md leads to no file [links]",
    "source/port.md:5: warning: #rien leads to no #rien [links]",
]


def test_no_link_dies_in_translation(l10n: Command, site: Path) -> None:
    """The headings are others in Spanish, and still answer to the same fragments."""
    result = l10n("translate")
    assert result.code == 0, result.err
    assert "lead nowhere in the articles themselves: 2 (see" in result.err
    assert "[links]" not in result.err
    checked = l10n("check")
    assert (checked.code, checked.out.splitlines()) == (0, DEAD_BEFORE)


def test_links_that_die_are_errors(l10n: Command, site: Path) -> None:
    (site / "l10n.toml").write_text(
        'targets = ["es"]\nengine = "pseudo"\n[markdown]\nheading-ids = "none"\n', "utf-8"
    )
    result = l10n("translate")
    assert result.code == 1
    died = [line for line in result.err.splitlines() if "error" in line]
    assert died == [
        "localized/es/port.md:3: error: #le-quai leads to no #le-quai, unlike in source/port.md [links]",
        "localized/es/port.md:3: error: ville.md#la-place leads to no #la-place in ville.md, "
        "unlike in source/port.md [links]",
        "localized/es/ville.md:5: error: port/#le-quai leads to no #le-quai in port.md, "
        "unlike in source/ville.md [links]",
    ]
    found = json.loads(l10n("check", "--json").out)
    assert [one["severity"] for one in found if one["check"] == "links"].count("error") == 3


def test_one_article_is_judged_among_all(l10n: Command, site: Path) -> None:
    """What another article answers to is found though it is not built in this run."""
    l10n("extract")
    result = l10n("build", "source/ville.md")
    assert (result.code, "[links]" in result.err) == (0, False)
    (site / "source/port.md").write_bytes(b"\x00\x01\x02\xff" * 99)
    assert "[links]" not in l10n("build", "source/ville.md").err


def test_quiet_says_only_what_died(l10n: Command, site: Path) -> None:
    assert l10n("--quiet", "translate").err == ""
