"""Requests per second of a real server, asked by two clients over loopback."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.test import Client

from accounts.models import User

REQUESTS, CLIENTS = 300, 2


def requests_per_second(address: str, user: User | None) -> float:
    """How many times a second ``address`` is answered to two clients at once, over ``REQUESTS`` requests."""
    cookie = _cookie(user)
    with _server() as port:
        _ask(port, address, cookie, 10)
        start = time.perf_counter()
        threads = [
            threading.Thread(target=_ask, args=(port, address, cookie, REQUESTS // CLIENTS)) for _ in range(CLIENTS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return REQUESTS / (time.perf_counter() - start)


def _ask(port: int, address: str, cookie: str, times: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Host": f"localhost:{port}", "Cookie": cookie, "Accept-Encoding": "gzip"}
    for _ in range(times):
        connection.request("GET", address, headers=headers)
        response = connection.getresponse()
        response.read()
        assert response.status == 200, (address, response.status)


def _cookie(user: User | None) -> str:
    if user is None:
        return ""
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@contextmanager
def _server() -> Iterator[int]:
    """Two worker processes of the server the demo and production use, stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "2", "--blocking-threads", "2", "--no-access-log", "--log-level", "error"]
    process = subprocess.Popen([*command, "elearn.wsgi:application"], env=os.environ | _environment())
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


@cache
def _environment() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("The server did not start within 30 seconds.")
