"""A morning: many sign in while a classroom saves its answers (DOS-06, AUTH-07).

    python -m bench.storm [--people 300] [--learners 200] [--seconds 300]

Everybody comes from one address, as behind an akimat's. Without ``DATABASE_URL`` it works on databases of its own,
first SQLite, then PostgreSQL with all its safety on. Passwords are hashed as in production.
"""

import argparse
import asyncio
import importlib
import os
import sys
import time
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import django

from bench.concurrency import report, spread
from scripts.databases import run_on_each

QUESTIONS = 10
SLOWEST = 2.0
PASSWORD = "four words of a test"  # noqa: S105 (of people who are made here)


def main() -> None:
    """Prints percentiles of both; fails if a save took longer than ``SLOWEST`` seconds or somebody was kept out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=300)
    arguments = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        sys.exit(run_on_each("bench.storm", sys.argv[1:]))
    django.setup()
    sys.exit(measure(arguments.people, arguments.learners, arguments.seconds))


def measure(people: int, learners: int, seconds: float) -> int:
    """1 when a save was too slow, something was refused, or a promise broken."""
    crowd = importlib.import_module("scripts.quiz_crowd")
    invariants = importlib.import_module("learning.domain.invariants")
    logins = make_people(people)
    sheets = crowd.open_sheets(crowd.make_timed_quiz(QUESTIONS), learners)
    saves, doors = crowd.Journal(), crowd.Journal()
    with importlib.import_module("scripts.live_site").live_site() as site:
        asyncio.run(both(site.port, seconds, sheets, logins, crowd, saves, doors))
    report("save", saves)
    report("sign in", doors)
    slow = sum(one > SLOWEST for one in saves.seconds)
    print(f"slowest save {max(saves.seconds):.2f} s, {slow} slower than {SLOWEST:.0f} s")
    wrong = [*crowd.broken_promises(sheets), *invariants.violations()]
    print("\n".join(wrong) or "0 lost, 0 doubled")
    return int(bool(wrong or slow or saves.failures or doors.failures))


async def both(port, seconds, sheets, logins, crowd, saves, doors) -> None:
    """Saves and sign-ins side by side, each evenly over the whole time."""
    answers = [crowd.save(port, one, place, place + 1, saves) for place in range(QUESTIONS) for one in sheets]
    await asyncio.gather(
        spread(seconds, answers),
        spread(seconds, [sign_in(port, login, doors) for login in logins]),
    )


def make_people(number: int) -> list[str]:
    """That many people with a password; returns how they sign in."""
    hashed = importlib.import_module("django.contrib.auth.hashers").make_password(PASSWORD)
    user = importlib.import_module("accounts.models").User
    made = [user(email=f"storm-{place}@demo.example", password=hashed) for place in range(number)]
    return [one.email for one in user.objects.bulk_create(made)]


async def sign_in(port: int, login: str, journal) -> None:
    """The page of the door, then name and password: as a browser without anything kept."""
    start = time.perf_counter()
    _status, cookies = await asked(port, "GET", {}, {})
    form = {"login": login, "password": PASSWORD, "csrfmiddlewaretoken": cookies.get("csrftoken", "")}
    status, cookies = await asked(port, "POST", form, cookies)
    if status == 302 and "sessionid" in cookies:
        journal.seconds.append(time.perf_counter() - start)
    else:
        journal.failures += 1


async def asked(port: int, method: str, form: dict, cookies: dict) -> tuple[int, dict]:
    """One request to the door: its status and all cookies known then."""
    body = urlencode(form)
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    lines = [f"{method} /accounts/login/ HTTP/1.1", f"Host: localhost:{port}", "Connection: close", f"Cookie: {sent}"]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        lines += [f"Origin: http://localhost:{port}"]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
    head = (await reader.read()).decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    writer.close()
    found = dict(cookies)
    for line in head[1:]:
        name, _colon, value = line.partition(":")
        if name.lower() == "set-cookie":
            found |= {key: one.value for key, one in SimpleCookie(value.strip()).items()}
    return int(head[0].split()[1]), found


if __name__ == "__main__":
    main()
