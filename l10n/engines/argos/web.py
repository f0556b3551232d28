"""Files at an address: http, https, file or a plain path. The one door to the network."""

import http.client
import socket
import ssl
import stat
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

from l10n.errors import L10nError

CHUNK = 1 << 16
CREEP = 1024  # bytes a second; below this, a server is as good as silent
WORTH = 1 << 20  # bytes; who gained them may start counting tries again
SCHEMES = ("http", "https")
PASSING = (408, 425, 429, 500, 502, 503, 504)  # HTTP status codes worth another try
# Failures that another try would only repeat.
FINAL = (socket.gaierror, ConnectionRefusedError, TimeoutError, ssl.SSLError, ValueError)
WITHOUT_NETWORK = (
    "Without a network: get the .argosmodel file on another machine, bring it here, and run "
    "`l10n models install FILE`."
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and how often to try.

    stall: without an answer or with next to no bytes; pause: before the second
    try, twice as long before every further one.
    """

    stall: float = 30.0
    tries: int = 5
    pause: float = 1.0


class RefusalError(Exception):
    """This address gives nothing: another try would end the same way."""


class InterruptionError(Exception):
    """The answer broke off: another try may get further."""


class Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to http and https only, and never back from https to http."""

    def redirect_request(  # noqa: PLR0913, PLR0917  # as urllib calls it
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        scheme = urlsplit(newurl).scheme
        if scheme not in SCHEMES or (req.type == "https" and scheme != "https"):
            raise RefusalError(f"leads to {newurl}, which is not safe to follow")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def local(address: str) -> Path | None:
    """Give the path of a `file:` address or a plain path; None for http and https.

    Raises RefusalError for any other kind of address.
    """
    if remote(address):
        return None
    scheme = urlsplit(address).scheme.lower()
    if scheme == "file":
        return Path(url2pathname(urlsplit(address).path))
    if len(scheme) > 1:  # one letter is a drive
        raise RefusalError(f"{scheme}: addresses cannot be followed")
    return Path(address)


def remote(address: str) -> bool:
    """Tell whether an address is on the network."""
    return urlsplit(address).scheme.lower() in SCHEMES


def is_local(address: str) -> bool:
    """Tell whether an address is a file of this machine."""
    try:
        return local(address) is not None
    except RefusalError:
        return False


def beside(address: str, link: str) -> str:
    """Resolve a link found in the file at an address.

    >>> beside("https://example.org/v1/index.json", "fr_en.argosmodel")
    'https://example.org/v1/fr_en.argosmodel'
    """
    if urlsplit(address).scheme in (*SCHEMES, "file"):
        return urljoin(address, link)
    return link if len(urlsplit(link).scheme) > 1 else str(Path(address).parent / link)


def read(address: str, *, most: int, patience: Patience) -> bytes:
    """Read a small file of at most `most` bytes. Raises RefusalError."""
    if path := local(address):
        content = _read_local(path, most)
    else:
        content = b""

        def attempt() -> None:
            nonlocal content
            with ask(address, {}, patience) as answer:
                content = b"".join(body(answer, length(answer), most, patience))

        patiently(attempt, lambda: 0, patience)
    if len(content) > most:
        raise RefusalError(f"is larger than {most} bytes")
    return content


def _read_local(path: Path, most: int) -> bytes:
    """Read one byte more than allowed at most; devices and pipes may never end."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise RefusalError("is no regular file")
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise RefusalError(f"cannot be read ({error.strerror})") from error


def ask(address: str, headers: Mapping[str, str], patience: Patience) -> http.client.HTTPResponse:
    """Send a GET request; raises RefusalError or InterruptionError, and HTTPError 416 as it is."""
    headers = {
        "User-Agent": "l10n",
        "Accept-Encoding": "identity",
        **headers,
    }
    request = urllib.request.Request(address, headers=headers)  # noqa: S310  # see _opener
    try:
        answer: http.client.HTTPResponse = _opener().open(request, timeout=patience.stall)
    except urllib.error.HTTPError as error:
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise
        with error:
            kind = InterruptionError if error.code in PASSING else RefusalError
            raise kind(f"answers {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        hopeless = isinstance(reason, FINAL) or not isinstance(reason, Exception)
        raise (RefusalError if hopeless else InterruptionError)(
            f"gives no answer ({reason})"
        ) from error
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise RefusalError("answers in a compressed form that was not asked for")
    return answer


def _opener() -> urllib.request.OpenerDirector:
    """Build an opener that knows http, https and the user's proxy, and nothing else."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def length(answer: http.client.HTTPResponse) -> int | None:
    """Read how many bytes an answer announces."""
    announced = answer.headers.get("Content-Length", "")
    return int(announced) if announced.isdecimal() else None


def body(
    answer: http.client.HTTPResponse, total: int | None, most: int, patience: Patience
) -> Iterator[bytes]:
    """Read an answer as its bytes come in.

    total: the bytes announced; most: the bytes allowed. Raises RefusalError for one
    that is too large, InterruptionError for one that is cut off, silent or creeping.
    """
    if (total or 0) > most:
        raise RefusalError(f"is too large: {total} bytes, where {most} are allowed")
    done, before, since = 0, 0, time.monotonic()
    while total is None or done < total:
        chunk = _chunk(answer)
        if not chunk:
            break
        done += len(chunk)
        if done > most:
            raise RefusalError(f"is too large: more than {most} bytes")
        yield chunk
        if time.monotonic() - since > patience.stall:
            if done - before < CREEP * patience.stall:
                raise InterruptionError(f"sends less than {CREEP} bytes a second")
            before, since = done, time.monotonic()
    if total is not None and done < total:
        raise InterruptionError(f"broke off {total - done} bytes before the end")


def _chunk(answer: http.client.HTTPResponse) -> bytes:
    try:
        return answer.read1(CHUNK)
    except TimeoutError as error:
        raise InterruptionError("stopped sending") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise InterruptionError(f"broke off ({error})") from error


def patiently(attempt: Callable[[], None], size: Callable[[], int], patience: Patience) -> None:
    """Try until an attempt ends well, or too many in a row got nowhere.

    size: tells the bytes there are so far. Raises RefusalError.
    """
    tries, before = 1, size()
    while True:
        try:
            return attempt()
        except InterruptionError as error:
            if size() - before >= WORTH:
                tries, before = 1, size()
            if tries >= patience.tries:
                raise RefusalError(f"{error}, {tries} times in a row") from error
        time.sleep(patience.pause * 2 ** (tries - 1))
        tries += 1


def give_up(what: str, reasons: Mapping[str, str]) -> L10nError:
    """Say that none of these addresses gave what was wanted, and what to do."""
    told = "; ".join(f"{address} {reason}" for address, reason in reasons.items())
    return L10nError(f"cannot be downloaded: {told}", where=what, hint=WITHOUT_NETWORK)
