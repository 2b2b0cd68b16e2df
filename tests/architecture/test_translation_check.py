"""The check of translations finds what a visitor would stumble over."""

from pathlib import Path

import polib
import pytest

from scripts.catalogues import has_gettext, placeholders
from scripts.check_translations import catalogue_faults, own_faults

HEADER = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}


def write_catalogue(folder: Path, *entries: polib.POEntry, language: str = "kk") -> Path:
    """A catalogue with its compiled twin, where Django would look for it."""
    path = folder / "locale" / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = HEADER
    catalogue.extend(entries)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return path


def entry(msgid: str, msgstr: str = "", **fields) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **fields)


def test_catalogue_that_is_complete_has_no_faults(tmp_path):
    plural = entry("%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s күн", 1: "%(n)s күн"})
    path = write_catalogue(tmp_path, entry("Course: %(title)s", "Курс: %(title)s"), plural)

    assert catalogue_faults(path) == []


@pytest.mark.parametrize(
    ("faulty", "complaint"),
    [
        (entry("Course"), "is not translated"),
        (entry("Course", "Курс", flags=["fuzzy"]), "is marked fuzzy"),
        (entry("Course: %(title)s", "Курс: %(name)s"), "has other placeholders than the English text"),
        (entry("Course: {title}", "Курс"), "has other placeholders than the English text"),
        (entry("Курс", "Course"), "is not English"),
        (
            entry("%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s күн", 1: ""}),
            "is not translated",
        ),
    ],
)
def test_catalogue_with_a_faulty_entry_is_named(tmp_path, faulty, complaint):
    faults = catalogue_faults(write_catalogue(tmp_path, faulty))

    assert [fault for fault in faults if complaint in fault] == faults
    assert faults != []


def test_catalogue_that_was_not_compiled_is_named(tmp_path):
    path = write_catalogue(tmp_path, entry("Course", "Курс"))
    catalogue = polib.pofile(str(path))
    catalogue[0].msgstr = "Оқу курсы"
    catalogue.save(str(path))

    assert catalogue_faults(path) == ["django.mo differs from django.po: make messages"]


@pytest.mark.skipif(not has_gettext(), reason="GNU gettext is not installed")
def test_own_faults_name_a_text_that_only_the_sources_have(tmp_path):
    for language in ("kk", "ru"):
        write_catalogue(tmp_path, entry("Course", "Курс"), language=language)
    (tmp_path / "page.html").write_text('{% load i18n %}{% translate "Course" %} {% translate "Lesson" %}')

    missing = "django.po: 'Lesson' is missing: make messages"
    assert own_faults(tmp_path) == [f"kk/{missing}", f"ru/{missing}"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("%(done)s of %(all)s", ["%(all)s", "%(done)s"]),
        ("{title}: {points:d}", ["{points:d}", "{title}"]),
        ("100 %% of %s", ["%s"]),
        ("plain", []),
    ],
)
def test_placeholders_are_found_in_both_notations(text, found):
    assert placeholders(text) == found
