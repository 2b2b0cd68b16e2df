"""Fails on words that must not be in the repository at all, or not without a reviewed reason (DEP-03)."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Where packages come from is for each machine to settle. (A bracket in each keeps this list from finding itself.)
EVERYWHERE = {
    "names a package registry": re.compile(
        r"p[y]pi\.|p[y]thonhosted|n[p]mjs\.|y[a]rnpkg|j[s]delivr|u[n]pkg\.|c[d]njs|d[e]b\.debian\.org|c[r]ates\.io"
    ),
    "sets where packages come from": re.compile(
        r"(?<!no-emit-)(?:index-url|find-links|trusted-host)[ =]|^registry ?=|\"resolved\":", re.MULTILINE
    ),
}
IN_CODE = {
    "marks text as safe HTML": re.compile(r"\bmark_safe\b|\|\s*safe\b|\bSafeString\(|{%\s*autoescape\s+off"),
    "switches off the CSRF check": re.compile(r"\bcsrf_exempt\b"),
    "runs text as code": re.compile(r"(?<![\w.])(?:eval|exec)\(|\bnew Function\("),
    "unpickles": re.compile(r"\bpickle\b"),
    "loads YAML unsafely": re.compile(r"\byaml\.load\("),
    "unpacks an archive blindly": re.compile(r"\.extractall\("),
    "parses XML without defence": re.compile(r"\bxml\.etree|\bxml\.dom|\bxml\.sax|\blxml\b"),
    "calls another host": re.compile(r"^\s*(?:import|from) (?:requests|urllib\.request|http\.client|httpx)\b", re.M),
    "writes HTML past the template": re.compile(
        r"\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|document\.write\("
    ),
    "takes the naive time": re.compile(r"\bdatetime\.(?:now|today|utcnow)\(\)|\bdate\.today\(\)"),
}
CODE = {".py", ".html", ".js", ".svg", ".txt"}
OUTSIDE = ("requirements/", "bench/", "tests/", "scripts/check_forbidden.py")

# (file, what it does): why that is right there. A reviewer reads every line that is added here.
REVIEWED: dict[tuple[str, str], str] = {
    ("quizzes/formats/moodle_writing.py", "parses XML without defence"): "it writes: only escape and quoteattr",
    ("workshop/formats/xliff.py", "parses XML without defence"): "it writes: only escape and quoteattr",
    ("quizzes/formats/xml_tree.py", "parses XML without defence"): "the parser is defusedxml's; this is its handler",
    ("courses/lesson_bodies.py", "marks text as safe HTML"): "rendered HTML, with a number put into its headings",
    ("accounts/oidc/urls.py", "calls another host"): "it takes the error's type only; allauth calls, as configured",
    ("templates/accounts/email/invitation_message.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/accounts/email/locked_message.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/reminders/digest.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/reminders/reminder.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/workshop/email/approved_message.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/workshop/email/approved_subject.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/workshop/email/held_back_message.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/workshop/email/held_back_subject.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/workshop/email/returned_message.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/workshop/email/returned_subject.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/workshop/email/sent_message.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("templates/workshop/email/sent_subject.txt", "marks text as safe HTML"): "a mail's plain text is no HTML",
    ("scripts/live_site.py", "calls another host"): "it asks the site it has just started, over loopback",
}


def faults_in(name: str, text: str) -> Iterator[str]:
    """Sentences about one file, ``name`` being its path from the root."""
    is_code = Path(name).suffix in CODE and not name.startswith(OUTSIDE)
    rules = {**EVERYWHERE, **IN_CODE} if is_code else EVERYWHERE
    for fault, pattern in rules.items():
        found = pattern.search(text)
        if found and (name, fault) not in REVIEWED:
            line = text.count("\n", 0, found.start()) + 1
            yield f"{name}:{line} {fault}: {found.group().strip()}"


def repository_files() -> Iterator[tuple[str, str]]:
    """Path and text of each file that is or may become part of the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        file = ROOT / name
        if file.is_file():
            yield name, file.read_text(encoding="utf-8", errors="ignore")


def main() -> int:
    """0 when nothing was found."""
    faults = [fault for name, text in repository_files() for fault in faults_in(name, text)]
    print("\n".join(faults) or "No forbidden words.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
