"""Whether the doors answer a known name as quickly as an unknown one (AUTH-08: medians less than 15 ms apart).

    DATABASE_URL=… DJANGO_SETTINGS_MODULE=elearn.settings.dev python -m bench.enumeration [--rounds 100]

The whole Django handler in one process; known and unknown names take turns, each from an address of its own so that no
limit comes into it. People are made for the measurement and left behind: use a database that can be thrown away.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from statistics import median

import django

MOST_APART = 0.015
PASSWORD = "four words of a test"  # noqa: S105 (of people who are made here)


def main() -> None:
    """Prints the medians; fails when those of a door are too far apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    django.setup()
    sys.exit(measure(rounds))


def measure(rounds: int) -> int:
    """1 when a door tells known names from unknown ones by its time."""
    from django.urls import reverse  # noqa: PLC0415 (after setup)

    doors = {
        "sign in, wrong password": (reverse("account_login"), "login", {"password": "not this one at all"}),
        "forgotten password": (reverse("account_reset_password"), "email", {}),
    }
    failed = 0
    for name, (address, field, more) in doors.items():
        known, unknown = [], []
        for number, (there, not_there) in enumerate(names(rounds)):
            known.append(seconds(address, {field: there, **more}, number * 2))
            unknown.append(seconds(address, {field: not_there, **more}, number * 2 + 1))
        apart = abs(median(known) - median(unknown))
        failed |= apart >= MOST_APART
        print(f"{name}: known {median(known) * 1000:.1f} ms, unknown {median(unknown) * 1000:.1f} ms")
    return int(failed)


def names(rounds: int) -> Iterator[tuple[str, str]]:
    """``(somebody's e-mail, nobody's)``; the people share one stored password."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 (after setup)

    from accounts.models import User  # noqa: PLC0415 (after setup)

    stored, mark = make_password(PASSWORD), time.time_ns()
    for number in range(rounds):
        email = f"known-{mark}-{number}@example.org"
        User.objects.create(email=email, password=stored)
        yield email, f"nobody-{mark}-{number}@example.org"


def seconds(address: str, form: dict[str, str], number: int) -> float:
    """How long one post takes, from an address that nobody else uses."""
    from django.test import Client  # noqa: PLC0415 (after setup)

    client = Client(
        SERVER_NAME="localhost", REMOTE_ADDR=f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
    )
    client.get(address)
    start = time.perf_counter()
    response = client.post(address, form)
    taken = time.perf_counter() - start
    if response.status_code not in (200, 302):
        raise RuntimeError(f"{address}: {response.status_code}")
    return taken


if __name__ == "__main__":
    main()
