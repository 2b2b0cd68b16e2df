"""``make faults``: kill the server at random moments, on both databases (REL-01). Minutes; not part of the suite."""

import importlib
import os
import sys

import django

from scripts.databases import run_on_each

ROUNDS = 20


def main() -> None:
    """Without ``DATABASE_URL`` run on databases of our own, one after the other; with it, on that one."""
    if "DATABASE_URL" not in os.environ:
        sys.exit(run_on_each("scripts.faults", sys.argv[1:]))
    django.setup()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    unsafe = importlib.import_module("core.durability").unsafe_options()
    wrong = [f"This database proves nothing: {option}" for option in unsafe]
    wrong += importlib.import_module("scripts.fault_rounds").kill_rounds(rounds)
    print("\n".join(wrong) or "Nothing acknowledged was lost.", flush=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
