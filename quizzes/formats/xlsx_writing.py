"""Plain questions as our spreadsheet, and the empty spreadsheet with an example."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter

from quizzes.formats.labels import DIFFICULTIES
from quizzes.formats.plain import LANGUAGES, MAX_QUESTIONS, Plain, Texts
from quizzes.formats.xlsx_cells import written_answers
from quizzes.formats.xlsx_layout import COMMENT, KINDS, SHEET, columns

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
WIDE, NARROW = 36, 14


def xlsx(questions: Iterable[tuple[str, Plain]], *, headings: Sequence[str], help_lines: Sequence[str] = ()) -> bytes:
    """The whole file. ``headings`` are the people's names of ``columns()``; ``help_lines`` get a sheet of their own."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        _write_questions(book, questions, headings)
        if help_lines:
            _write_help(book, help_lines)
    return file.getvalue()


def _write_questions(book: Any, questions: Iterable[tuple[str, Plain]], headings: Sequence[str]) -> None:
    sheet = book.add_worksheet(SHEET)
    code_format = book.add_format({"font_color": "#666666"})
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    heads = columns()
    for place, head in enumerate(heads):
        sheet.set_column(place, place, WIDE if "_" in head else NARROW, text)
    _write_row(sheet, 0, heads, code_format)
    _write_row(sheet, 1, [f"{COMMENT} {headings[0]}", *headings[1:]], strong)
    for line, row in enumerate((row for key, question in questions for row in _rows(key, question)), start=2):
        _write_row(sheet, line, [row.get(head, "") for head in heads], text)
    sheet.freeze_panes(2, 1)
    sheet.data_validation(2, 1, MAX_QUESTIONS, 1, {"validate": "list", "source": list(KINDS)})
    sheet.data_validation(2, 4, MAX_QUESTIONS, 4, {"validate": "list", "source": list(DIFFICULTIES)})


def _write_help(book: Any, lines: Sequence[str]) -> None:
    sheet = book.add_worksheet("help")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 110, wrapped)
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, line, wrapped)


def _write_row(sheet: Any, line: int, values: Sequence[str], cell_format: Any) -> None:
    for place, value in enumerate(values):
        if value:
            sheet.write_string(line, place, value, cell_format)


def _rows(key: str, question: Plain) -> Iterator[dict[str, str]]:
    for number, part in enumerate(question["parts"]):
        row = {"key": key, "kind": part["type"], **_spread("question", part["prompt"])}
        row |= _spread("answers", written_answers(part))
        row |= {"tolerance": part["tolerance"]} if part["type"] == "number" else {}
        yield row | _head(question) if number == 0 else row


def _head(question: Plain) -> dict[str, str]:
    return {
        "topic": question["topic"],
        "norms": "; ".join(question["norms"]),
        "difficulty": question["difficulty"],
        **_spread("case", question["case"]),
        **_spread("explanation", question["feedback"]),
        **_spread("source", question["source"]),
    }


def _spread(name: str, texts: Texts) -> dict[str, str]:
    return {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}
