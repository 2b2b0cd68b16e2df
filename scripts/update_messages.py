"""``make messages``: new texts of our own sources go into locale/, texts that are gone leave it, all is compiled."""

import sys
from pathlib import Path

import polib

from scripts.catalogues import DOMAINS, LANGUAGES, ROOT, catalogue_path, has_gettext, refreshed_copy

KEPT_HEADERS = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")


def take_over(copy: Path) -> None:
    """Bring the refreshed catalogues home; an empty one is not kept."""
    for language in LANGUAGES:
        for domain in DOMAINS:
            fresh = catalogue_path(copy, language, domain)
            if fresh.exists() and len(catalogue := polib.pofile(str(fresh), wrapwidth=0)):
                _tidy_header(catalogue, language)
                ours = catalogue_path(ROOT, language, domain)
                ours.parent.mkdir(parents=True, exist_ok=True)
                catalogue.save(str(ours))


def _tidy_header(catalogue: polib.POFile, language: str) -> None:
    """No dates and no names: a catalogue changes only when a text does."""
    catalogue.header = ""
    catalogue.metadata["Language"] = language
    catalogue.metadata = {name: catalogue.metadata[name] for name in KEPT_HEADERS if name in catalogue.metadata}
    catalogue.metadata_is_fuzzy = False


def compile_all() -> None:
    """Write every .mo beside its .po, those for libraries too."""
    for path in sorted((ROOT / "locale").rglob("*.po")):
        catalogue = polib.pofile(str(path))
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
        print(f"{path.relative_to(ROOT)}: {catalogue.percent_translated()} % translated")


def main() -> int:
    """0 when the catalogues are compiled and, with gettext installed, hold every text of the sources."""
    if has_gettext():
        with refreshed_copy() as copy:
            take_over(copy)
    compile_all()
    if not has_gettext():
        print("Only compiled: reading texts out of the sources needs Debian's package gettext.")
    return 0 if has_gettext() else 1


if __name__ == "__main__":
    sys.exit(main())
