"""Fails when a visitor could meet a text in the wrong language, or a page could break on a bad placeholder."""

import re
import sys
from importlib.util import find_spec
from pathlib import Path

import polib

from scripts.catalogues import (
    DOMAINS,
    LANGUAGES,
    ROOT,
    Key,
    catalogue_path,
    extracted,
    forms,
    has_gettext,
    key,
    placeholders,
    refreshed_copy,
)

CYRILLIC = re.compile("[Ѐ-ӿ]")
# The parts of allauth that are switched on; its administration and social sign-in are not.
ALLAUTH_PARTS = re.compile(r"^(account|mfa|templates/(account|mfa|allauth))/(?!admin|apps)")


def entry_faults(entry: polib.POEntry) -> list[str]:
    """What is wrong with one entry, in words."""
    if entry.fuzzy:
        return ["is marked fuzzy"]
    if not all(forms(entry)):
        return ["is not translated"]
    allowed = [placeholders(entry.msgid), placeholders(entry.msgid_plural or entry.msgid)]
    if not all(placeholders(form) in allowed for form in forms(entry)):
        return ["has other placeholders than the English text"]
    return []


def catalogue_faults(path: Path) -> list[str]:
    """Faults inside one .po file, and differences between it and its compiled twin."""
    catalogue = polib.pofile(str(path))
    live = [entry for entry in catalogue if not entry.obsolete]
    faults = [f"{path.name}: {entry.msgid!r} {fault}" for entry in live for fault in entry_faults(entry)]
    faults += [f"{path.name}: {entry.msgid!r} is not English" for entry in live if CYRILLIC.search(entry.msgid)]
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        return [*faults, f"{compiled.name} is missing: make messages"]
    in_mo = {key(entry): forms(entry) for entry in polib.mofile(str(compiled))}
    if in_mo != {key(entry): forms(entry) for entry in live if entry.translated()}:
        faults.append(f"{compiled.name} differs from {path.name}: make messages")
    return faults


def missing_from_catalogue(path: Path, wanted: list[polib.POEntry]) -> list[str]:
    """Texts in the sources that a catalogue does not know."""
    known = {key(entry) for entry in polib.pofile(str(path)) if not entry.obsolete} if path.exists() else set()
    return [f"{path.name}: {entry.msgid!r} is missing: make messages" for entry in wanted if key(entry) not in known]


def own_faults(root: Path) -> list[str]:
    """Faults of the product's own catalogues, against the sources when gettext is there."""
    faults = []
    for language in LANGUAGES:
        for domain in DOMAINS:
            path = catalogue_path(root, language, domain)
            faults += [f"{language}/{fault}" for fault in (catalogue_faults(path) if path.exists() else [])]
    if not has_gettext():
        return faults
    with refreshed_copy(root) as copy:
        for domain in DOMAINS:
            wanted = extracted(copy, domain)
            for language in LANGUAGES:
                missing = missing_from_catalogue(catalogue_path(root, language, domain), wanted)
                faults += [f"{language}/{fault}" for fault in missing]
    return faults


def package_folder(package: str) -> Path:
    """Where an installed package lies."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0])


def translated_keys(path: Path) -> set[Key]:
    """What a compiled catalogue answers for; nothing when there is none."""
    return {key(entry) for entry in polib.mofile(str(path)) if entry.msgid} if path.exists() else set()


def library_texts() -> set[Key]:
    """Texts of Django and allauth that a learner may meet, as far as their Russian catalogues know them."""
    texts: set[Key] = set()
    for package, folder in (("django", "conf/locale"), ("django.contrib.auth", "locale")):
        catalogue = package_folder(package) / folder
        texts |= translated_keys(catalogue / "ru/LC_MESSAGES/django.mo")
        texts -= translated_keys(catalogue / "kk/LC_MESSAGES/django.mo")
    allauth = polib.pofile(str(package_folder("allauth") / "locale/ru/LC_MESSAGES/django.po"))
    return texts | {key(entry) for entry in allauth if any(ALLAUTH_PARTS.match(at[0]) for at in entry.occurrences)}


def vendor_faults(root: Path) -> list[str]:
    """Faults in our catalogues for libraries, and texts of libraries that would appear in Russian on a Kazakh page."""
    vendor = {language: root / "locale" / "vendor" / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES}
    faults = [
        f"vendor/{language}/{fault}"
        for language, path in vendor.items()
        for fault in (catalogue_faults(path) if path.exists() else [])
    ]
    own = catalogue_path(root, "kk", "django").with_suffix(".mo")
    covered = translated_keys(vendor["kk"].with_suffix(".mo")) | translated_keys(own)
    return faults + [f"vendor/kk/django.po: {msgid!r} is missing" for _, msgid in sorted(library_texts() - covered)]


def main() -> int:
    """0 when every text is there in every language."""
    if not has_gettext():
        print("NOT CHECKED: whether every text of the sources is in the catalogues (GNU gettext is not installed).")
    faults = own_faults(ROOT) + vendor_faults(ROOT)
    print("\n".join(faults) or "Translations are complete.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
