"""A PostgreSQL of our own for one test run: a Unix socket in a temporary folder, gone afterwards."""

import contextlib
import os
import pwd
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
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


def crash(folder: Path) -> None:
    """SIGKILL to the cluster of ``private_cluster`` in ``folder`` and all its processes; none of them is left."""
    postmaster = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    for process in (postmaster, *map(int, children)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    while any(map(_runs, (postmaster, *map(int, children)))):
        time.sleep(0.01)
    # Where nobody reads how a process ended, its number stays taken, and the next start would take it for alive.
    for lock in ((folder / "data" / "postmaster.pid"), *folder.glob(".s.PGSQL.*")):
        lock.unlink()


def start_again(folder: Path, settings: str = "") -> None:
    """Start a crashed cluster; it recovers from its log, as after a loss of power."""
    _start(newest_binaries() or BINARIES, folder, settings)


def _runs(process: int) -> bool:
    """Whether it is more than an entry that its parent has not read yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _start(binaries: Path, folder: Path, settings: str) -> None:
    socket_only = f"-k {shlex.quote(str(folder))} -h '' {settings}"
    _call(
        binaries,
        folder,
        "pg_ctl",
        "start",
        "--wait",
        "--silent",
        "--log",
        str(folder / "log"),
        "--options",
        socket_only,
    )


def _call(binaries: Path, folder: Path, program: str, *arguments: str) -> None:
    user = unprivileged_user()
    become = ["runuser", "-u", user, "--"] if user else []
    command = [*become, str(binaries / program), "-D", str(folder / "data"), *arguments]
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def private_cluster(binaries: Path, *, settings: str = SETTINGS) -> Iterator[str]:
    """Start a cluster, give its ``DATABASE_URL``, stop and remove it whatever happens in between.

    Empty ``settings`` make it as safe, and as slow, as PostgreSQL is when nobody configures it.
    """
    folder = Path(tempfile.mkdtemp(prefix="elearn-postgres-"))
    if user := unprivileged_user():
        shutil.chown(folder, user)
    try:
        rights = ("--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8")
        _call(binaries, folder, "initdb", "--no-sync", *rights)
        _start(binaries, folder, settings)
        yield f"postgres://postgres@/postgres?host={folder}"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            _call(binaries, folder, "pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")
        shutil.rmtree(folder, ignore_errors=True)
