"""The one door to the outside, tried on real servers of this machine."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone
from django.utils.http import http_date

from geekfeed.lib import fetch
from geekfeed.lib.fetch import Answered, NotAllowed, NotReached, TooLarge, TooSlow, WrongKind
from geekfeed.lib.pace import Patience
from geekfeed.lib.public import is_public

HERE = ("127.0.0.0/8",)
QUICK = Patience(attempts=3, first=0.01)


class Host:
    """A server: `pages` has what it answers, and `asked` the requests that it got."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                host.pages[self.path](self)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            names = {"Content-Type": "text/plain", "Content-Length": str(len(body))}
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            for name, value in (names | told).items():
                request.send_header(name, value)
            request.end_headers()
            with suppress(OSError):  # whoever asked has seen enough
                request.wfile.write(body)

        self.pages[path] = answer
        return self.url(path)


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host()
    yield made
    made.server.shutdown()
    made.server.server_close()


def get(url: str, **options: object) -> fetch.Fetched:
    return fetch.get(url, **({"allowed": HERE, "timeout": 5} | options))


def test_a_page_comes_with_its_kind_and_its_address(host):
    url = host.page("/a", b"Hello", Content_Type="Text/HTML; charset=utf-8")
    assert get(url) == (b"Hello", "text/html", url)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.1", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
        "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "2002:a00:1::",
        "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "example.com", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_everybody_s_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f::1", "64:ff9b::5db8:d70e"])
def test_others_are(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "written", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "[::1]", "0"]
)
def test_this_machine_is_not_asked_however_it_is_written(host, written):
    url = f"http://{written}:{host.port}/"
    with pytest.raises(NotAllowed) as refusal:
        fetch.get(url)
    name = written.strip("[]")
    assert str(refusal.value) == f"{name} is not an address of the public Internet."
    assert host.asked == []


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "//x", "ftp://x.org/", "file:///etc/passwd", "https://", "https://a:b@x.org/",
     "javascript:alert(1)", "http://[::1", "http://x:99999999/", "https://\x00.org/"],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_not_asked_for(url):
    with pytest.raises(NotAllowed, match="no address of a page"):
        fetch.get(url)


def test_redirects_are_followed_to_where_they_end(host):
    end = host.page("/end", b"There")
    host.page("/2", status=301, Location="end")
    assert get(host.page("/1", status=302, Location="/2")) == (b"There", "text/plain", end)


def test_redirects_without_an_end_are_given_up(host):
    url = host.page("/round", status=302, Location="/round")
    with pytest.raises(NotAllowed, match="without an end"):
        get(url)
    assert len(host.asked) == fetch.REDIRECTS + 1


@pytest.mark.parametrize("target", ["http://127.0.0.2/", "http://[::1]/", "file:///etc/passwd"])
def test_a_redirect_leads_nowhere_that_could_not_be_asked_for(host, target):
    url = host.page("/a", status=302, Location=target)
    with pytest.raises(NotAllowed):
        get(url, allowed=["127.0.0.1/32"])


def test_the_connection_goes_to_the_address_that_was_looked_at(host, monkeypatch):
    """A name that means something else whenever it is looked up is looked up once."""
    looked_up = []
    real = socket.getaddrinfo

    def once(name, port, *args, **kwargs):
        if name != "news.test":
            return real(name, port, *args, **kwargs)
        looked_up.append(name)
        address = "127.0.0.1" if len(looked_up) == 1 else "127.0.0.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", once)
    host.page("/a", b"Here")
    found = get(f"http://news.test:{host.port}/a", allowed=["127.0.0.1/32"])
    assert (found.content, looked_up) == (b"Here", ["news.test"])
    assert host.asked[0][1]["host"] == f"news.test:{host.port}"


def test_one_private_address_among_a_name_s_addresses_is_enough_to_refuse(host, monkeypatch):
    rows = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, host.port))
        for address in ("127.0.0.1", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: rows)
    with pytest.raises(NotAllowed):
        get(f"http://news.test:{host.port}/a")
    assert host.asked == []


def test_nobody_s_proxy_cookies_or_password_go_along(host, monkeypatch, tmp_path, settings):
    settings.SITE_URL = "https://news.example"
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    for name, value in {
        "HTTP_PROXY": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1", "NETRC": str(netrc),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
        monkeypatch.setenv(name.lower(), value)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    host.page("/end")
    get(host.page("/a", status=302, Location="/end", Set_Cookie="who=me"))
    for _path, headers in host.asked:
        assert headers == {
            "host": f"127.0.0.1:{host.port}",
            "accept": "*/*",
            "accept-encoding": "gzip",
            "connection": "close",
            "user-agent": "GeekFeed (+https://news.example)",
        }


def test_what_is_too_large_is_not_taken_in(host):
    url = host.page("/a", b"x" * 1001)
    assert len(get(url, limit=1001).content) == 1001
    with pytest.raises(TooLarge, match="more than the 1000 bytes"):
        get(url, limit=1000)


def test_a_little_that_unpacks_to_very_much_is_never_unpacked(host):
    packed = gzip.compress(b"\0" * 50_000_000)
    url = host.page("/bomb", packed, Content_Encoding="gzip")
    with pytest.raises(TooLarge):
        get(url, limit=100_000)


def test_what_is_packed_is_unpacked(host):
    packed = gzip.compress(b"one, ") + gzip.compress(b"two")
    assert get(host.page("/a", packed, Content_Encoding="gzip")).content == b"one, two"


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [(b"plain", "gzip"), (gzip.compress(b"x" * 99, mtime=0)[:-9], "gzip"), (b"", "br")],
    ids=["not packed", "cut off", "empty"],
)
def test_what_cannot_be_unpacked_is_told(host, packed, encoding):
    with pytest.raises(WrongKind, match="cannot be unpacked"):
        get(host.page("/a", packed, Content_Encoding=encoding))


def test_only_what_was_asked_for_is_taken(host):
    url = host.page("/a", b"<p>", Content_Type="text/html")
    assert get(url, accept="image/*, text/*").content == b"<p>"
    with pytest.raises(WrongKind, match="sent “text/html”"):
        get(url, accept="application/json")


def test_an_error_of_the_host_is_told_with_its_number(host):
    with pytest.raises(Answered, match=r"has nothing at this address \(404\)") as found:
        get(host.page("/a", status=404), patience=QUICK)
    assert found.value.status == 404
    assert len(host.asked) == 1


def test_a_host_that_drips_does_not_hold_us_for_longer_than_was_said(host):
    def drip(request):
        try:
            for _second in range(100):
                request.wfile.write(b"H" if _second else b"HTTP/1.1 200 OK\r\nX: ")
                time.sleep(0.05)
        except OSError:
            pass

    host.pages["/a"] = drip
    with pytest.raises(TooSlow, match="took too long"):
        get(host.url("/a"), timeout=0.5)


def test_a_host_that_breaks_off_or_is_not_there_is_told(host):
    host.pages["/a"] = lambda request: request.connection.close()
    with pytest.raises(NotReached, match=r"^127\.0\.0\.1 could not be reached"):
        get(host.url("/a"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(NotReached):
            get(f"http://127.0.0.1:{free.getsockname()[1]}/")
    with pytest.raises(NotReached, match="no host has that name"):
        fetch.get("https://nowhere.invalid/")


def busy(host: Host, times: int, status: int = 503, **headers: str) -> str:
    """A page that is there after so many attempts."""
    host.page("/busy", status=status, **headers)
    tired = host.pages["/busy"]
    host.page("/busy", b"At last")
    fresh = host.pages["/busy"]
    host.pages["/busy"] = lambda request: (tired if len(host.asked) <= times else fresh)(request)
    return host.url("/busy")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_host_is_asked_again(host, status):
    assert get(busy(host, 2, status), patience=QUICK).content == b"At last"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "127.0.0.1 answered with an error (403)."),
        (429, "127.0.0.1 has been asked too often (429). Wait for some minutes, and try again."),
        (503, "127.0.0.1 has a problem of its own (503). Try again later."),
    ],
)
def test_what_is_said_leads_on(host, status, words):
    with pytest.raises(Answered) as found:
        get(host.page("/a", status=status))
    assert str(found.value) == words


def test_a_host_that_breaks_off_is_asked_again(host):
    whole = host.page("/whole", b"At last")

    def breaks_off(request):
        request.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\nAt"
        )
        request.connection.close()

    host.pages["/a"] = lambda request: (
        breaks_off if len(host.asked) < 3 else host.pages["/whole"]
    )(request)
    assert get(host.url("/a"), patience=QUICK).content == get(whole).content


def test_and_not_for_ever(host):
    with pytest.raises(Answered):
        get(busy(host, 3), patience=QUICK)
    assert len(host.asked) == 3


def test_a_busy_host_says_for_how_long_to_wait(host):
    url = busy(host, 1, Retry_After="0")
    assert get(url, patience=Patience(attempts=2, first=600, longest=600)).content == b"At last"
    host.asked.clear()
    past = http_date((timezone.now() - timedelta(minutes=5)).timestamp())
    url = busy(host, 1, 429, Retry_After=past)
    assert get(url, patience=Patience(attempts=2, first=600, longest=600)).content == b"At last"


def test_calls_to_one_host_keep_their_distance(host):
    url = host.page("/a")
    began = time.monotonic()
    threads = [threading.Thread(target=get, args=[url], kwargs={"every": 0.1}) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - began >= 0.3
    assert len(host.asked) == 4
