"""``make test``: the suite on SQLite with the walks, then on PostgreSQL; the last line says what was skipped."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator

from scripts.postgres import newest_binaries, private_cluster
from tests.harness.chromium import chromium_path


def may_install_browser() -> bool:
    """As root on a machine that is there for testing, or where the person asked for it."""
    asked = os.environ.get("CI") or os.environ.get("INSTALL_BROWSER")
    return bool(asked) and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_browser() -> None:
    """Debian's Chromium without the printer and sound tools it recommends."""
    print("Installing Chromium for the walks …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *command], env=environment, check=False, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def postgres_url() -> Iterator[str | None]:
    """The database that ``TEST_DATABASE_URL`` names, else one of our own, else none."""
    given, binaries = os.environ.get("TEST_DATABASE_URL"), newest_binaries()
    if given or binaries is None:
        yield given
        return
    with private_cluster(binaries) as url:
        yield url


def pytest(title: str, database_url: str, *arguments: str) -> int:
    """One pass of the suite; an empty address stands for SQLite."""
    print(f"\n=== {title} ===", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", "2", *arguments, *sys.argv[1:]]
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": database_url}, check=False).returncode


def main() -> int:
    """0 when every pass that could run was green."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    skipped = []
    if chromium_path() is None and may_install_browser():
        install_browser()
    if chromium_path() is None:
        skipped.append("the walks (no Chromium; as root INSTALL_BROWSER=1 installs it)")
    results = [pytest("SQLite and the walks", "")]
    with postgres_url() as url:
        if url:
            results.append(pytest("PostgreSQL", url, "-m", "not walk"))
        else:
            skipped.append("PostgreSQL (no binaries in /usr/lib/postgresql and no TEST_DATABASE_URL)")
    print("PASSED" if not any(results) else "FAILED", flush=True)
    print("Skipped: " + "; ".join(skipped) + "." if skipped else "Nothing was skipped.", flush=True)
    return max(results)


if __name__ == "__main__":
    sys.exit(main())
