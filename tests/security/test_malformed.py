"""Two thousand requests that no browser sends: refused in words, quickly, and nothing of them is stored (INP-02).

Drawn from a fixed seed over every route of the site, as a superuser, who gets furthest.
"""

import random
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from tests.factories import make_administrator
from tests.security.routes import Route, all_routes

pytestmark = pytest.mark.django_db
REQUESTS = 2000
SLOWEST = 1.0
DEEP = "[" * 100_000
DIGITS = "9" * 5000
TEXTS = [
    "\x00",
    "\ud800",
    "NaN",
    "-Infinity",
    "1e999",
    DIGITS,
    "-1",
    str(2**63),
    "' OR 1=1 --",
    "%s%n",
    "../../etc/passwd",
]
TEXTS += ["<script>alert(1)</script>", "\u202e\u2066", "\r\nX: y", "=1+1", "а" * 100_000, "[]", "{}", "null", "\ufeff"]
IDS = [
    "0",
    "-1",
    str(2**31),
    str(2**63),
    DIGITS,
    "abc",
    "%00",
    "%ff",
    "..",
    "1%0a",
    "%ed%a0%80",
    "00000000-0000-4000-8000-000000000000",
]
BODIES = [
    ("application/json", "NaN"),
    ("application/json", '{"a": 1e999, "b": Infinity}'),
    ("application/json", DEEP),
    ("application/json", DIGITS),
    ("application/json", b'"\xff\xfe"'),
    ("application/json", '{"answers": {}, "answers": []}'),
    ("application/json", '"\\ud800"'),
    ("application/json; charset=utf-7", "{}"),
    ("application/json; charset=nothing", "{}"),
    ("application/x-www-form-urlencoded", b"a=\xff&b=%ff"),
    ("application/x-www-form-urlencoded", "a=%00&title=%00"),
    ("application/x-www-form-urlencoded", "&".join(f"f{n}=1" for n in range(2000))),
    ("application/x-www-form-urlencoded; charset=utf-16", "a=1"),
    ("application/x-www-form-urlencoded", "since=" + "9" * 5000),
    ("multipart/form-data; boundary=x", "--x\r\nno headers"),
    ("multipart/form-data; boundary=" + "y" * 300, "--y--"),
    ("multipart/form-data", "no boundary"),
    ("text/xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    ("nothing/at-all", b"\x00\x01\x02"),
    ("", ""),
]
FIELDS = [
    "page",
    "q",
    "next",
    "format",
    "region",
    "course",
    "period",
    "order",
    "size",
    "pk",
    "title",
    "answer",
    "login",
    "password",
]


def odd_address(route: Route, chance: random.Random) -> str:
    """The route's path with arguments that are none."""
    address = "/" + route.pattern
    while "<" in address:
        start, end = address.index("<"), address.index(">")
        address = address[:start] + chance.choice(IDS) + address[end + 1 :]
    return "/" + quote("".join(one for one in address if one not in "^$?()\\|*"), safe="/%:=+.-_~").lstrip("/")


def requests() -> Iterator[tuple[str, str, dict]]:
    """``(method, address, what the test client is given)``."""
    chance, routes = random.Random(20261123), all_routes()
    # The second database sees what differs there: a quarter of the texts.
    for number in range(REQUESTS if connection.vendor == "sqlite" else REQUESTS // 4):
        address = odd_address(routes[number % len(routes)], chance)
        query = {chance.choice(FIELDS): chance.choice(TEXTS) for _n in range(3)}
        kind = chance.randrange(4)
        if kind == 0:
            yield "get", address, {"data": query}
        elif kind == 1:
            content_type, body = chance.choice(BODIES)
            raw = body.encode() if isinstance(body, str) else body
            yield "generic", address, {"data": raw, "content_type": content_type}
        elif kind == 2:
            yield "post", address, {"data": query}
        else:
            yield chance.choice(["put", "patch", "delete", "head", "options"]), address, {}


def sent(client: Client, method: str, address: str, given: dict) -> tuple[int, float]:
    """Status and seconds of work, whatever else the machine does meanwhile; 0 where the test client itself cannot write such a request."""
    start = time.thread_time()
    try:
        if method == "generic":
            status = client.generic("POST", address, **given).status_code
        else:
            status = getattr(client, method)(address, **given).status_code
    except (UnicodeEncodeError, ValueError):
        status = 0
    return status, time.thread_time() - start


def test_inp_02_two_thousand_malformed_requests_are_refused_in_time(settings):
    settings.LOGGING_CONFIG = None
    person = make_administrator()
    client = Client(raise_request_exception=False)
    client.force_login(person)
    people = User.objects.count()
    failed, slow, refused = [], [], 0

    for method, address, given in requests():
        if "logout" in address or address.startswith("/admin/logout"):
            continue
        status, seconds = sent(client, method, address, given)
        if seconds > SLOWEST:  # Asked once more: the first time may have filled a cache.
            seconds = sent(client, method, address, given)[1]
        if status >= 500:
            failed.append((status, method, address[:100], str(given)[:120]))
        if seconds > SLOWEST:
            slow.append((round(seconds, 1), method, address[:100], str(given)[:80]))
        refused += status >= 400

    cache.clear()
    assert failed == []
    assert slow == []
    assert refused > (REQUESTS / 2 if connection.vendor == "sqlite" else REQUESTS / 8)
    assert User.objects.count() == people
