"""Makes .venv and installs one lock into it: ``python3 scripts/install.py base|dev``. Needs nothing but Python."""

import hashlib
import importlib.util
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)


def complain_if_impossible() -> None:
    """One sentence and an end where Python cannot make a virtual environment."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(f"Python 3.11 or newer is needed and this is {sys.version.split()[0]}: make PYTHON=python3.11 …")
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit("Python has no ensurepip: install Debian's package python3-venv, then repeat the command.")


def install(lock: Path) -> None:
    """Bring .venv to what ``lock`` says; nothing to do when its stamp carries the lock's hash."""
    stamp = ENVIRONMENT / f"{lock.stem}.stamp"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not (ENVIRONMENT / "bin" / "pip").exists():
        print("Making the virtual environment .venv …", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    print(f"Installing {lock.name} (about a minute the first time) …", flush=True)
    pip = [str(ENVIRONMENT / "bin" / "pip"), "install", "-qq", "--disable-pip-version-check"]
    done = subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=False)
    if done.returncode:
        sys.exit(f"Installing {lock.name} failed; what pip said is above.")
    stamp.write_text(wanted)


if __name__ == "__main__":
    complain_if_impossible()
    install(ROOT / "requirements" / f"{sys.argv[1]}.txt")
