"""The catalogues of translations and what they must hold, read without GNU gettext wherever that is possible."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("kk", "ru")  # English texts are the msgids themselves
DOMAINS = {"django": "html,py,txt,svg", "djangojs": "js"}
# Folders whose strings no visitor sees, or that are not ours.
NOT_OURS = shutil.ignore_patterns(
    ".*", "var", "content", "tests", "node_modules", "scripts", "docs", "requirements", "vendor", "migrations", "*.mo"
)

Key = tuple[str, str]  # context, msgid


def key(entry: polib.POEntry) -> Key:
    """What gettext looks a text up by."""
    return entry.msgctxt or "", entry.msgid


def catalogue_path(root: Path, language: str, domain: str) -> Path:
    """Where Django looks for a catalogue below ``root``."""
    return root / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def has_gettext() -> bool:
    """Whether the tools that read texts out of source files are installed."""
    return shutil.which("xgettext") is not None and shutil.which("msgmerge") is not None


@contextmanager
def refreshed_copy(root: Path = ROOT) -> Iterator[Path]:
    """A temporary copy of our sources in which makemessages has just brought both languages up to date."""
    with tempfile.TemporaryDirectory(prefix="elearn-messages-") as folder:
        copy = Path(folder, "site")
        shutil.copytree(root, copy, ignore=NOT_OURS)
        for language in LANGUAGES:
            catalogue_path(copy, language, "django").parent.mkdir(parents=True, exist_ok=True)
        for domain, extensions in DOMAINS.items():
            _make_messages(copy, domain, extensions)
        yield copy


def _make_messages(copy: Path, domain: str, extensions: str) -> None:
    languages = [option for language in LANGUAGES for option in ("--locale", language)]
    command = [sys.executable, "-m", "django", "makemessages", "--verbosity", "0", "--keep-pot", *languages]
    options = ["--domain", domain, "--extension", extensions, "--no-obsolete", "--add-location", "file", "--no-wrap"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([*command, *options], cwd=copy, env=environment, check=True)


def extracted(copy: Path, domain: str) -> list[polib.POEntry]:
    """Every text that the sources of a ``refreshed_copy`` mark for translation."""
    template = copy / "locale" / f"{domain}.pot"
    return list(polib.pofile(str(template))) if template.exists() else []


def forms(entry: polib.POEntry) -> list[str]:
    """The translations of an entry: one, or one per plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|(?<!%)%[sdif]|\{\w*(?:![rsa])?(?::[^{}]*)?\}")


def placeholders(text: str) -> list[str]:
    """``%(name)s`` and ``{name}`` in a text, sorted: both sides of a translation must have the same.

    ``%(name).0s``, which takes a value and shows nothing, counts as the former.
    """
    return sorted(set(PLACEHOLDER.findall(text.replace(").0s", ")s"))))
