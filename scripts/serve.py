"""``make run`` after installing: collect files, migrate, load the demo, tell where to look, serve.

Repeating it changes nothing.
"""

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ROOT = Path(__file__).resolve().parent.parent
DEMO_SOURCES = ["content/**/*", "demo/**/*.py", "*/data/*"]
# SQLite lets one thread write at a time; with more than four the unlucky one waits for seconds.
THREADS = 4


def complain_if_taken(port: int) -> None:
    """One sentence instead of a server's traceback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(
                f"Port {port} is in use, perhaps by another 'make run': stop that, or say make run PORT={port + 1}."
            )


def migrate() -> bool:
    """Apply what is missing; true when the database was empty before."""
    executor = MigrationExecutor(connection)
    was_empty = not executor.loader.applied_migrations
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
    return was_empty


def demo_hash() -> str:
    """Changes when the demo's contents or the database they go to change."""
    digest = hashlib.sha256(str(settings.DATABASES["default"]["NAME"]).encode())
    for pattern in DEMO_SOURCES:
        for file in sorted(path for path in ROOT.glob(pattern) if path.is_file()):
            digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()


def load_demo(was_empty: bool) -> None:
    """Load the demo once per version of its contents."""
    stamp = settings.VAR_DIR / "demo.stamp"
    wanted = demo_hash()
    if was_empty or not stamp.exists() or stamp.read_text() != wanted:
        print("Loading the demo data …", flush=True)
        call_command("load_demo")
        stamp.write_text(wanted)


def announce(port: int) -> None:
    """The address a person opens. Named localhost because passkeys refuse a bare IP address."""
    print(f"\n  http://localhost:{port}\n", flush=True)
    call_command("demo_accounts")
    print("\nStop with Ctrl-C.", flush=True)


def serve(port: int) -> None:
    """Become the server: this process is replaced, so Ctrl-C reaches it and nothing stays behind.

    The worker is its child and ends with it.
    """
    connection.close()
    subprocess.Popen([sys.executable, "-m", "scripts.worker", str(os.getpid())])
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    options = ["--workers", "1", "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning"]
    os.execv(sys.executable, [*granian, *options, "elearn.wsgi:application"])


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearn.settings.demo")
    port = int(os.environ.get("PORT", "8000"))
    complain_if_taken(port)
    django.setup()
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_demo(was_empty=migrate())
    announce(port)
    serve(port)


if __name__ == "__main__":
    main()
