"""What is said about staff lists, in sentences for whoever keeps them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.choices import PostCategory
from core.uploads.unreadable import UnreadableFile
from rosters.domain.reconciling import ACCOUNT, LAST_DAY, OPEN
from rosters.domain.rows import CATEGORY, EMAIL, NUMBER, POST, SINCE, UNIT

FIELD_LABELS = {
    NUMBER: gettext_lazy("Personnel number"),
    "name_ru": gettext_lazy("Full name (Russian)"),
    "name_kk": gettext_lazy("Full name (Kazakh)"),
    "name_en": gettext_lazy("Full name (Latin letters)"),
    EMAIL: gettext_lazy("E-mail"),
    UNIT: gettext_lazy("Unit"),
    POST: gettext_lazy("Post"),
    CATEGORY: gettext_lazy("Category of the post"),
    SINCE: gettext_lazy("Since"),
    LAST_DAY: gettext_lazy("Last day"),
    ACCOUNT: gettext_lazy("Account"),
}
FILE_PROBLEMS = {
    "column_twice": gettext_lazy("Two columns have the same heading: “%(column)s”. Leave one of them."),
    "csv": gettext_lazy("The text cannot be divided into rows and columns. Save the list again as CSV or XLSX."),
    "encoding": gettext_lazy(
        "The letters of the file cannot be read. Save it in UTF-8, or say which encoding it is in."
    ),
    "macros": gettext_lazy("The file may hold macros. Save it as a plain workbook (.xlsx)."),
    "no_columns": gettext_lazy(
        "The first rows have no headings for a name and for a personnel number or e-mail. Start from the empty list."
    ),
    "no_rows": gettext_lazy("There is nobody in the list."),
    "too_big": gettext_lazy("The file is too big. Save it as XLSX, or divide it: at most 10 MB."),
    "too_many": gettext_lazy("There are too many rows. Divide the list: at most %(most)d."),
    "xlsx": gettext_lazy("The workbook is damaged or protected and cannot be opened."),
}
PROBLEMS = {
    "began_that_day": gettext_lazy("Took up the post on the very day of the list. Choose a later day to end it."),
    "category": gettext_lazy("Unknown category: “%(text)s”. Write it as in the empty list."),
    "cell_too_long": gettext_lazy("A cell is too long. Shorten it."),
    "closed": gettext_lazy("The account was closed by an administrator. Ask an administrator to open it."),
    "email": gettext_lazy("This is not an e-mail: “%(text)s”. Correct it or leave the cell empty."),
    "formula": gettext_lazy("A cell holds a formula. Replace it by its value."),
    "garbled": gettext_lazy("Letters were lost here: “%(text)s”. Save the list in UTF-8 or as XLSX."),
    "identity": gettext_lazy("Personnel number and e-mail do not belong together. Correct one of them."),
    "iin": gettext_lazy("A cell holds an IIN. It is never stored here: write the personnel number instead."),
    "no_name": gettext_lazy("The name is missing. Write it in at least one language."),
    "nobody": gettext_lazy("Personnel number and e-mail are both missing. Write one of them."),
    "number": gettext_lazy("This is not a personnel number: “%(text)s”. At most 30 letters and digits."),
    "number_cell": gettext_lazy("A cell holds a rounded number or an error. Write the value as text."),
    "number_rounded": gettext_lazy("The spreadsheet has rounded the number: “%(text)s”. Write it as text."),
    "perhaps_named": gettext_lazy("A row that cannot be read has the same name. Put that row right first."),
    "repeated": gettext_lazy("The same person also stands in line %(line)d. Leave one of the rows."),
    "since": gettext_lazy("This is not a day: “%(text)s”. Write it as 31.12.2026."),
    "since_future": gettext_lazy("This day comes after the day of the list: “%(text)s”. Correct one of them."),
    "too_early": gettext_lazy("The present post began later than that. Choose a later day for the list."),
    "too_long": gettext_lazy("A text is too long: “%(text)s”. At most 150 characters."),
    "unit": gettext_lazy("No such unit in this agency: “%(text)s”. Write its code or its exact name."),
    "unit_shared": gettext_lazy("Several units have this name: “%(text)s”. Write the code instead."),
}
REMARKS = {
    "account_stays": gettext_lazy("The account stays open, because the person holds a role."),
    "email_kept": gettext_lazy("The e-mail differs and stays as it was: only the person can change it."),
    "same_name": gettext_lazy("Somebody of the same name works here and is not in the list. Is it the same person?"),
}


def file_problem(error: UnreadableFile) -> str:
    """The sentence for a file that cannot be read."""
    params = dict(error.params)
    if "column" in params:
        params["column"] = FIELD_LABELS[params["column"]]
    return str(FILE_PROBLEMS[error.code]) % params


def sentences(problems: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """One sentence for each problem or remark."""
    return [str((PROBLEMS | REMARKS)[code]) % params for code, params in problems]


def change_texts(changes: Iterable[tuple[str, Any, Any]], unit_names: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """Label, what was, what becomes; ``unit_names`` by id."""
    return [
        (str(FIELD_LABELS[name]), _value(name, before, unit_names), _value(name, after, unit_names))
        for name, before, after in changes
    ]


def _value(name: str, value: Any, unit_names: Mapping[int, str]) -> str:
    if name == UNIT:
        return unit_names.get(value, "")
    if name == CATEGORY and value:
        return str(PostCategory(value).label)
    if name == ACCOUNT:
        return _("account open") if value == OPEN else _("account closed")
    if name in (SINCE, LAST_DAY) and value:
        year, month, day = value.split("-")
        return f"{day}.{month}.{year}"
    return str(value or "")
