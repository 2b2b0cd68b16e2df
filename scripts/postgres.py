"""A PostgreSQL of our own for one test run: a Unix socket in a temporary folder, gone afterwards."""

import contextlib
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")
# A crash loses the cluster, and that is fine: it holds nothing but a test run.
SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def newest_binaries() -> Path | None:
    """The folder with ``initdb`` of the newest installed version, if any is installed."""
    folders = [folder for folder in BINARIES.glob("*/bin") if (folder / "initdb").exists()]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


def unprivileged_user() -> str | None:
    """Whom to become, because PostgreSQL refuses to run as root; nobody else when we are not root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextlib.contextmanager
def private_cluster(binaries: Path, *, settings: str = SETTINGS) -> Iterator[str]:
    """Start a cluster, give its ``DATABASE_URL``, stop and remove it whatever happens in between.

    Empty ``settings`` make it as safe, and as slow, as PostgreSQL is when nobody configures it.
    """
    folder = Path(tempfile.mkdtemp(prefix="elearn-postgres-"))
    user = unprivileged_user()
    become = ["runuser", "-u", user, "--"] if user else []
    if user:
        shutil.chown(folder, user)

    def call(program: str, *arguments: str) -> None:
        command = [*become, str(binaries / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    try:
        call("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8")
        socket_only = f"-k {shlex.quote(str(folder))} -h '' {settings}"
        call("pg_ctl", "start", "--wait", "--silent", "--log", str(folder / "log"), "--options", socket_only)
        yield f"postgres://postgres@/postgres?host={folder}"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            call("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")
        shutil.rmtree(folder, ignore_errors=True)
