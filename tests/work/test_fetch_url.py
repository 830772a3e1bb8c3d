"""Fetching from the web: what arrives, what is too much, and what is never asked."""

import contextlib
import gzip
import socket
import threading
import time

import pytest
from requests.adapters import HTTPAdapter

from annotations.work import fetch_url
from annotations.work.fetch_url import Unfetched, fetch
from tests.serving import Page, serving


@pytest.fixture
def web(settings):
    settings.FETCH_PRIVATE = True
    with serving() as web:
        settings.FETCH_PORTS = {80, 443, int(web.url.rsplit(":", 1)[1])}
        yield web


def test_a_page_arrives_with_what_the_next_asking_needs(web):
    stamps = {"ETag": '"a"', "Last-Modified": "Sat, 02 May 2026 11:00:00 GMT"}
    web.pages["/"] = Page(b"Words", headers=stamps)
    found = fetch(web.url + "/")
    assert (found.data, found.media_type) == (b"Words", "text/html; charset=utf-8")
    assert (found.etag, found.modified) == ('"a"', stamps["Last-Modified"])


def test_what_has_not_changed_is_not_sent_again(web):
    web.pages["/"] = Page(b"Words", headers={"ETag": '"a"'})
    assert fetch(web.url + "/", etag='"a"', modified="yesterday") is None
    assert web.asked[0][1]["If-Modified-Since"] == "yesterday"


def test_redirects_are_followed_to_their_end(web):
    web.pages["/old"] = Page(status=302, headers={"Location": "/new"})
    web.pages["/new"] = Page(b"Words")
    assert fetch(web.url + "/old").address == web.url + "/new"


def test_endless_redirects_are_not(web):
    web.pages["/"] = Page(status=302, headers={"Location": "/"})
    with pytest.raises(Unfetched, match="again and again"):
        fetch(web.url + "/")


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_refusal_is_said_with_its_number(status, web):
    web.pages["/"] = Page(status=status)
    with pytest.raises(Unfetched, match=str(status)):
        fetch(web.url + "/")


def test_what_is_too_large_is_left(web, settings):
    settings.MEDIA_MAX_BYTES = 100_000
    web.pages["/"] = Page(b"x" * 100_001)
    with pytest.raises(Unfetched, match=r"larger than 0\.1 MB"):
        fetch(web.url + "/")


def test_a_compressed_page_is_opened(web):
    packed = gzip.compress(b"Words" * 1_000) + gzip.compress(b"More")
    web.pages["/"] = Page(packed, headers={"Content-Encoding": "gzip"})
    assert fetch(web.url + "/").data == b"Words" * 1_000 + b"More"
    assert web.asked[0][1]["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize("length", [False, True])
def test_a_page_that_is_cut_short_is_none(length, web):
    packed = gzip.compress(bytes(range(256)) * 1_000)
    headers = {"Content-Encoding": "gzip"}
    headers |= {"Content-Length": str(len(packed))} if length else {}
    web.pages["/"] = Page(packed[:-300], headers=headers)
    with pytest.raises(Unfetched, match=r"broke|could not be read"):
        fetch(web.url + "/")


def test_a_page_of_countless_parts_is_none(web):
    web.pages["/"] = Page(gzip.compress(b"") * 10_000, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unfetched):
        fetch(web.url + "/")


def test_what_is_packed_as_nobody_asked_is_none(web):
    web.pages["/"] = Page(b"x", headers={"Content-Encoding": "br"})
    with pytest.raises(Unfetched, match="cannot be read"):
        fetch(web.url + "/")


def test_the_bodies_of_redirects_are_not_read(web):
    web.pages["/"] = Page(b"x" * 1_000, status=302, headers={"Location": "/end"}, pause=0.05)
    web.pages["/end"] = Page(b"Words")
    assert fetch(web.url + "/").data == b"Words"
    assert web.dripped < 1_000


def test_a_server_that_drips_its_headers_is_left(monkeypatch, settings):
    settings.FETCH_PRIVATE = True
    monkeypatch.setattr(fetch_url, "WHOLE", 0.5)
    headers, sent = b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100, bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.FETCH_PORTS = {server.getsockname()[1]}

        def drip() -> None:
            link, _ = server.accept()
            with link, contextlib.suppress(OSError):
                for byte in headers:
                    link.sendall(bytes([byte]))
                    sent.append(byte)
                    time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        with pytest.raises(Unfetched, match="took longer"):
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/")
        assert len(sent) < len(headers)


def test_too_many_servers_that_hang_are_waited_for(monkeypatch, web):
    monkeypatch.setattr(fetch_url, "hanging", threading.BoundedSemaphore(1))
    fetch_url.hanging.acquire()
    with pytest.raises(Unfetched, match="slow to answer"):
        fetch(web.url + "/")
    fetch_url.hanging.release()
    web.pages["/"] = Page(b"Words")
    for _ in range(3):
        assert fetch(web.url + "/").data == b"Words"


def test_unchanged_is_believed_only_when_it_was_asked(web):
    web.pages["/"] = Page(status=304)
    with pytest.raises(Unfetched, match="304"):
        fetch(web.url + "/")


def test_headers_are_made_fit_to_be_kept(web):
    web.pages["/"] = Page(b"Words", headers={"ETag": '"a\x01b"' + "c" * 500})
    etag = fetch(web.url + "/").etag
    assert etag.startswith('"ab"')
    assert len(etag) == fetch_url.LONGEST_HEADER


def test_a_compressed_page_counts_as_large_as_it_opens(web, settings):
    settings.MEDIA_MAX_BYTES = 100_000
    web.pages["/"] = Page(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unfetched, match="larger"):
        fetch(web.url + "/")


def test_what_is_packed_badly_is_said(web):
    web.pages["/"] = Page(b"not packed", headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unfetched, match="could not be read"):
        fetch(web.url + "/")


def test_a_server_that_drips_is_left(web, monkeypatch):
    monkeypatch.setattr(fetch_url, "WHOLE", 0.3)
    web.pages["/"] = Page(b"x" * 1_000, pause=0.05)
    with pytest.raises(Unfetched, match="took longer"):
        fetch(web.url + "/")
    assert web.dripped < 1_000


def test_a_server_that_falls_silent_is_left(web, monkeypatch):
    monkeypatch.setattr(fetch_url, "SILENCE", 0.2)
    web.pages["/"] = Page(b"x" * 10, pause=1)
    with pytest.raises(Unfetched, match=r"in time|could not be read"):
        fetch(web.url + "/")


def test_a_server_that_is_not_there_is_said():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unfetched):
        fetch(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0",
     "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[fec0::1]", "[fd00::1]", "2130706433", "0x7f.1",
     "localhost.", "127.1", "0", "0x7f000001", "017700000001", "①②⑦.⓪.⓪.①", "127。0。0。1", "[::]",
     "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1%25lo]", "user@127.0.0.1",
     "evil.example\\@127.0.0.1", "100.64.0.1", "192.0.0.192", "224.0.0.1"],
)  # fmt: skip
def test_private_networks_are_never_asked(host, web, settings):
    """Nor is what listens there, however the address is spelled."""
    settings.FETCH_PRIVATE = False
    port = web.url.rsplit(":", 1)[1]
    web.pages["/"] = Page(b"Inside")
    with pytest.raises(Unfetched, match=r"private network|could not be reached"):
        fetch(f"http://{host}:{port}/")
    assert web.asked == []


def test_a_public_name_may_not_lead_inside(web, settings, monkeypatch):
    settings.FETCH_PRIVATE = False
    port = int(web.url.rsplit(":", 1)[1])
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    with pytest.raises(Unfetched, match="private network"):
        fetch(f"http://news.example.org:{port}/")
    assert web.asked == []


def test_nor_may_a_redirect(web, settings, monkeypatch):
    """The first address passes as public; the one it leads to does not."""
    settings.FETCH_PRIVATE = False
    web.pages["/"] = Page(status=302, headers={"Location": f"{web.url}/inside"})
    asked, outside = [], fetch_url.Outside

    class FirstPasses(outside):
        def build_connection_pool_key_attributes(self, request, verify, cert=None):
            asked.append(request.url)
            passes = HTTPAdapter if len(asked) == 1 else outside
            return passes.build_connection_pool_key_attributes(self, request, verify, cert)

    monkeypatch.setattr(fetch_url, "Outside", FirstPasses)
    with pytest.raises(Unfetched, match="private network"):
        fetch(f"{web.url}/")
    assert [path for path, _ in web.asked] == ["/"]


@pytest.mark.parametrize("address", ["ftp://example.org/", "file:///etc/hosts", "http://"])
def test_only_the_web_is_fetched(address):
    with pytest.raises(Unfetched):
        fetch(address)


@pytest.mark.parametrize("port", [0, 8080, 22, 25, 5432, 6379, 65535])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_other_ports_than_those_of_the_web_are_never_asked(scheme, port, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("asked"))
    with pytest.raises(Unfetched, match=f"Port {port} is not allowed"):
        fetch(f"{scheme}://news.example.org:{port}/")


def test_nor_where_a_redirect_leads(web, settings):
    web.pages["/"] = Page(status=302, headers={"Location": "http://127.0.0.1:22/"})
    with pytest.raises(Unfetched, match="Port 22 is not allowed"):
        fetch(web.url + "/")


def test_a_setting_allows_other_ports(web, settings):
    web.pages["/"] = Page(b"Words")
    assert fetch(web.url + "/").data == b"Words"

    settings.FETCH_PORTS = {80, 443}
    with pytest.raises(Unfetched, match="NEWSROOM_FETCH_PORTS does not name it"):
        fetch(web.url + "/")
    assert web.asked_for("/") == 1


OUT, INTO = "93.184.216.34", "127.0.0.1"
V6_OUT, V6_INTO, V6_MAPPED = "2606:2800:220:1::1", "fd00::1", "::ffff:10.0.0.1"


@pytest.mark.parametrize(
    "addresses",
    [[OUT, INTO], [INTO, OUT], [OUT, V6_INTO], [V6_OUT, INTO], [OUT, V6_MAPPED], [OUT, "0.0.0.0"],
     [OUT, OUT, OUT, INTO], [OUT, "fe80::1%eth0"], [OUT, "224.0.0.1"]],
)  # fmt: skip
def test_a_name_that_leads_outside_and_inside_is_refused(addresses, monkeypatch):
    def answer(host, port, *_, **__):
        return [
            (
                socket.AF_INET6 if ":" in one else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (one, port),
            )
            for one in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("asked"))
    with pytest.raises(Unfetched, match="private network"):
        fetch("http://news.example.org/")


def test_a_name_that_leads_inside_at_the_second_asking_is_refused(monkeypatch):
    answers = [OUT, INTO]

    def answer(host, port, *_, **__):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with pytest.raises(Unfetched, match="private network"):
        fetch("http://news.example.org/")
    assert answers == []


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_in_pieces_is_read_whole(web, packed):
    body = b"".join(b"%d words. " % i for i in range(20_000))
    sent = gzip.compress(body) if packed else body
    pieces = [sent[i : i + 1_000] for i in range(0, len(sent), 1_000)]
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    headers = {"Transfer-Encoding": "chunked"} | ({"Content-Encoding": "gzip"} if packed else {})
    web.pages["/"] = Page(chunked, headers=headers)

    assert fetch(web.url + "/").data == body


def test_an_answer_in_pieces_that_is_cut_short_is_none(web):
    web.pages["/"] = Page(b"ff\r\nhalf", headers={"Transfer-Encoding": "chunked"})
    with pytest.raises(Unfetched, match=r"broke|could not be read"):
        fetch(web.url + "/")


def test_an_answer_in_pieces_that_does_not_end_is_left(web, settings):
    settings.MEDIA_MAX_BYTES = 10_000
    headers = {"Transfer-Encoding": "chunked"}
    web.pages["/"] = Page(b"3e8\r\n" + b"x" * 1_000 + b"\r\n", headers=headers)
    web.pages["/"].body *= 50
    with pytest.raises(Unfetched, match="larger than"):
        fetch(web.url + "/")


def test_neither_a_proxy_nor_passwords_of_the_machine_are_used(web, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login newsroom password hunter2\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    web.pages["/"] = Page(b"Words")

    assert fetch(web.url + "/").data == b"Words"
    assert "Authorization" not in web.asked[0][1]
