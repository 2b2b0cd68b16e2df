"""The real server on the database of this process, on a free port; can be killed like a host that loses power."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import connection


class LiveSite:
    """The server with its worker processes. ``kill`` leaves nobody the time to finish anything."""

    def __init__(self, workers: int) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        command += ["--workers", str(workers), "--blocking-threads", "2", "--backlog", "1024", "--backpressure", "512"]
        command += ["--no-access-log", "--log-level", "error", "elearn.wsgi:application"]
        self.process = subprocess.Popen(command, env=os.environ | _environment(), start_new_session=True)

    def wait(self) -> None:
        """Return when it answers; raises ``TimeoutError`` after 60 seconds."""
        for _ in range(300):
            with contextlib.suppress(OSError, http.client.HTTPException):
                asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                asked.request("GET", "/healthz", headers={"Host": f"localhost:{self.port}"})
                if asked.getresponse().status == 200:
                    return
            time.sleep(0.2)
        raise TimeoutError("The server did not start within 60 seconds.")

    def kill(self) -> None:
        """SIGKILL to the server and its workers at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)


@contextlib.contextmanager
def starting_site(workers: int) -> Iterator[LiveSite]:
    """A site to ``wait`` for, which takes some seconds of both processors; killed afterwards."""
    site = LiveSite(workers)
    try:
        yield site
    finally:
        site.kill()


@contextlib.contextmanager
def live_site(workers: int = 2) -> Iterator[LiveSite]:
    """A site that answers; whatever is left of it is killed afterwards."""
    with starting_site(workers) as site:
        site.wait()
        yield site


def _environment() -> dict[str, str]:
    """The server works where this process works, also when that is a test's copy of a database."""
    values = {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], "VAR_DIR": str(settings.VAR_DIR)}
    if connection.vendor == "sqlite":
        values["DATABASE_URL"] = f"sqlite:///{connection.settings_dict['NAME']}"
    return values
