"""``make test``: the suite on SQLite with the walks, then on PostgreSQL; the last line says what was skipped."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

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


class Suite:
    """The passes of one ``make test``: how each ended and what was left out."""

    def __init__(self, reports: Path) -> None:
        self.reports = reports
        self.failed: list[str] = []
        self.skipped: list[str] = []

    def run(self, title: str, database_url: str, *arguments: str) -> None:
        """One pass of pytest; an empty address stands for SQLite."""
        print(f"\n=== {title} ===", flush=True)
        report = self.reports / f"{title}.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "2",
            "--dist",
            "worksteal",
            f"--junitxml={report}",
            *arguments,
            *sys.argv[1:],
        ]
        if subprocess.run(command, env={**os.environ, "DATABASE_URL": database_url}, check=False).returncode:
            self.failed.append(title)
        counted = re.search(r'skipped="([1-9]\d*)"', report.read_text()) if report.exists() else None
        if counted:
            self.skipped.append(f"{counted[1]} tests in the pass on {title} (reasons above)")

    def close(self) -> int:
        """Say how it ended, what was skipped last of all, and give the exit code."""
        print(f"\nFAILED: {', '.join(self.failed)}." if self.failed else "\nPASSED.")
        print(f"Skipped: {'; '.join(self.skipped)}." if self.skipped else "Nothing was skipped.", flush=True)
        return 1 if self.failed else 0


def main() -> int:
    """0 when every pass that could run was green."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if chromium_path() is None and may_install_browser():
        install_browser()
    with tempfile.TemporaryDirectory(prefix="elearn-reports-") as reports, postgres_url() as url:
        suite = Suite(Path(reports))
        suite.run("SQLite", "")
        if chromium_path() is None:
            suite.skipped.append("the walks (no Chromium; as root INSTALL_BROWSER=1 installs it)")
        if url:
            suite.run("PostgreSQL", url, "-m", "not walk")
        else:
            suite.skipped.append("PostgreSQL (no binaries in /usr/lib/postgresql and no TEST_DATABASE_URL)")
        return suite.close()


if __name__ == "__main__":
    sys.exit(main())
