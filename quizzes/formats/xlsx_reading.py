"""Our question spreadsheet to plain questions. A row is a part; rows below with the same code, or none, continue it."""

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from core.tidying import tidy, tidy_line
from core.uploads.archives import check_archive
from core.uploads.unreadable import UnreadableFile
from quizzes.formats.keys import is_key, key_from
from quizzes.formats.labels import DIFFICULTIES, read_labels
from quizzes.formats.plain import LANGUAGES, MAX_PARTS, MAX_QUESTIONS, MAX_TEXT, ReadQuestion, Texts, UnreadableQuestion
from quizzes.formats.xlsx_cells import read_answers
from quizzes.formats.xlsx_layout import COMMENT

MAX_COLUMNS = 100
MAX_ROWS = MAX_QUESTIONS * MAX_PARTS
MAX_EMPTY_ROWS = 1_000
HEADING_WITHIN = 10

Row = dict[str, str]


def read_xlsx(data: bytes) -> list[ReadQuestion]:
    """Every question of the file in order. Formulas are not evaluated: a row that has one is refused."""
    check_archive(data)
    found: list[_Question] = []
    for line, row, problem in _rows(data):
        if found and found[-1].continues(row):
            found[-1].add(row, problem)
            continue
        if len(found) >= MAX_QUESTIONS:
            raise UnreadableFile("too_many", most=MAX_QUESTIONS)
        found.append(_Question(line))
        found[-1].add(row, problem)
    if not found:
        raise UnreadableFile("no_questions")
    return [question.read() for question in found]


def _rows(data: bytes) -> Iterator[tuple[int, Row, str]]:
    """Line, cells by column code, and a problem code or nothing, of every row below the heading that says something."""
    rows = _raw_rows(data)
    heading = next((one for line, one, _formula in rows if "key" in one and "kind" in one), None)
    if heading is None:
        raise UnreadableFile("no_heading")
    for line, cells, has_formula in rows:
        row = {name.strip(): cell for name, cell in zip(heading, cells, strict=False) if name}
        row["key"] = row["key"].strip()
        if any(map(str.strip, row.values())) and not row["key"].startswith(COMMENT):
            too_long = any(len(cell) > MAX_TEXT for cell in row.values())
            yield line, row, "formula" if has_formula else "cell_too_long" if too_long else ""


def _raw_rows(data: bytes) -> Iterator[tuple[int, list[str], bool]]:
    """The sheet, never more of it than the limits allow, whatever size it claims."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()
        empty = 0
        for line, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
            texts = [_text(cell.value) for cell in cells]
            empty = 0 if any(texts) else empty + 1
            if empty > MAX_EMPTY_ROWS:
                return
            if line > MAX_ROWS + HEADING_WITHIN:
                raise UnreadableFile("too_many", most=MAX_QUESTIONS)
            yield line, texts, any(cell.data_type == "f" for cell in cells)
    except (UnreadableFile, GeneratorExit):
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble over
        raise UnreadableFile("xlsx") from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return str(value)


class _Question:
    """The rows of one question."""

    def __init__(self, line: int) -> None:
        self.rows: list[Row] = []
        self.result = ReadQuestion(line=line)

    def continues(self, row: Row) -> bool:
        return bool(self.rows[0]["key"]) and row["key"] in ("", self.rows[0]["key"])

    def add(self, row: Row, problem: str) -> None:
        self.rows.append(row)
        if problem:
            self.result.problems.append((problem, {"most": MAX_TEXT}))

    def read(self) -> ReadQuestion:
        head = self.rows[0]
        prompts = (head.get(f"question_{code}", "") for code in LANGUAGES)
        self.result.key = head["key"] or key_from("", next(filter(None, prompts), ""))
        if not self.result.problems:
            try:
                self.result.question = self._plain(head)
            except UnreadableQuestion as error:
                self.result.problems.append((error.code, error.params))
        return self.result

    def _plain(self, head: Row) -> dict[str, Any]:
        if not is_key(self.result.key):
            raise UnreadableQuestion("key")
        difficulty = head.get("difficulty", "").strip().lower()
        if difficulty and difficulty not in DIFFICULTIES:
            raise UnreadableQuestion("difficulty")
        norms = [f"norm:{code}" for code in head.get("norms", "").replace("\n", ";").split(";") if code.strip()]
        return {
            "topic": tidy_line(head.get("topic", "")),
            "norms": read_labels(norms)["norms"],
            "difficulty": difficulty,
            "case": _texts(head, "case"),
            "feedback": _texts(head, "explanation"),
            "source": {code: tidy_line(text) for code, text in _texts(head, "source").items()},
            "parts": [_part(row) for row in self.rows],
        }


def _part(row: Row) -> dict[str, Any]:
    kind = row.get("kind", "").strip().lower()
    answers = {code: row.get(f"answers_{code}", "").replace("\r\n", "\n") for code in LANGUAGES}
    return {"type": kind, "prompt": _texts(row, "question"), **read_answers(kind, answers, row.get("tolerance", ""))}


def _texts(row: Row, name: str) -> Texts:
    return {code: tidy(row.get(f"{name}_{code}", "")) for code in LANGUAGES}
