"""The process that works off what pages start in the background. It ends with its parent."""

import ctypes
import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_parent() -> None:
    """Have Linux send SIGTERM when the parent ends, however it ends; elsewhere only Ctrl-C reaches both."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit("The server ended while its worker was starting.")


def main() -> None:
    end_with_parent()
    os.execv(sys.executable, [sys.executable, str(ROOT / "manage.py"), "run_worker"])


if __name__ == "__main__":
    main()
