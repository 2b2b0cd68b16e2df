"""The worker beside the server: it starts, and never outlives it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "from scripts.worker import end_with_parent; end_with_parent();"
    "print('ready', flush=True); import time; time.sleep(60)"], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent ended")
def test_rel_12_a_killed_server_leaves_no_worker_behind():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
    worker = int(parent.stdout.readline())
    runs_before = _runs(worker)

    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _time in range(100):
        if not _runs(worker):
            break
        time.sleep(0.05)

    assert (runs_before, _runs(worker)) == (True, False)


def _runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()
