"""``make faults``: kill server and database at random moments (REL-01). Half an hour; not part of the suite."""

import importlib
import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import django

from scripts.databases import run_on_each

ROUNDS = 50  # on each database


def own_cluster() -> Path | None:
    """The folder of the private PostgreSQL that was started for this run: that one may be killed as well."""
    place = Path(parse_qs(urlsplit(os.environ["DATABASE_URL"]).query).get("host", [""])[0])
    return place if place.name.startswith("elearn-postgres-") else None


def main() -> None:
    """Without ``DATABASE_URL`` run on databases of our own, one after the other; with it, on that one."""
    if "DATABASE_URL" not in os.environ:
        sys.exit(run_on_each("scripts.faults", sys.argv[1:]))
    django.setup()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    unsafe = importlib.import_module("core.durability").unsafe_options()
    wrong = [f"This database proves nothing: {option}" for option in unsafe]
    wrong += importlib.import_module("scripts.fault_rounds").kill_rounds(rounds, cluster=own_cluster())
    print("\n".join(wrong) or "Nothing acknowledged was lost.", flush=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
