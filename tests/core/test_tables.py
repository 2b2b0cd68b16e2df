import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from core.tables import (
    MOST_ROWS,
    Column,
    Kind,
    Table,
    TooManyRows,
    csv_bytes,
    json_bytes,
    pdf_bytes,
    table_response,
    xlsx_bytes,
)
from core.tables.guard import guarded, is_dangerous

COLUMNS = [
    Column("Region"),
    Column("Enrolled", Kind.INTEGER),
    Column("Share", Kind.PERCENT),
    Column("Due", Kind.DATE),
    Column("As of", Kind.DATETIME),
]
ROW = ["Қостанай; «облысы»", -12_840, Decimal("0.777"), date(2026, 11, 22), datetime(2026, 11, 22, 13, tzinfo=UTC)]
EMPTY = ["—", None, None, None, None]


def make_table(*rows, **fields):
    return Table(title="Completion", notes=[("Scope", "Atyrau")], columns=COLUMNS, rows=rows, **fields)


def csv_rows(table):
    return list(csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"), newline=""), delimiter=";"))


def xlsx_rows(table):
    return CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(table))).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(("language", "share"), [("ru", "77,7%"), ("kk", "77,7%"), ("en", "77.7%")])
def test_csv_writes_numbers_and_dates_of_the_language(language, share):
    with translation.override(language):
        rows = csv_rows(make_table(ROW, EMPTY))

    assert rows[:3] == [["Completion"], ["Scope", "Atyrau"], []]
    assert rows[4:] == [
        ["Қостанай; «облысы»", "-12840", share, "22.11.2026", "22.11.2026 18:00"],
        ["—", "", "", "", ""],
    ]


def test_csv_has_a_bom_and_windows_line_ends():
    written = csv_bytes(make_table(ROW))

    assert written.startswith(b"\xef\xbb\xbf")
    assert written.endswith(b"\r\n")


def test_xlsx_holds_real_numbers_and_dates():
    rows = xlsx_rows(make_table(ROW, total=["Total", 5, Decimal("0.5"), None, None]))

    assert rows[4] == [ROW[0], -12_840, 0.777, ROW[3], ROW[4].replace(tzinfo=None, hour=18)]
    assert rows[5] == ["Total", 5, 0.5, "", ""]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+7",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋7",
        "－2",
        "＠x",
        "  =1",
        "\ufeff=1",
        "\u200b =1",
    ],
)
def test_exp_01_text_like_a_formula_is_neutralised(text):
    row = [text, *EMPTY[1:]]

    assert csv_rows(make_table(row))[4][0] == f"'{text}"
    assert xlsx_rows(make_table(row))[4][0].strip() == text.strip()


@pytest.mark.parametrize("text", ["Atyrau", "", "A=1", "'=1", "—", "№ 5"])
def test_plain_text_is_left_alone(text):
    assert guarded(text) == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20))
def test_exp_01_no_csv_cell_begins_like_a_formula_and_text_survives(text):
    cell = csv_rows(make_table([text, *EMPTY[1:]]))[4][0]

    assert not is_dangerous(cell)
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_notes_and_titles_are_guarded_too():
    table = Table(title="=1", notes=[("@Scope", "+x")], columns=[Column("=A")], rows=[])

    assert csv_rows(table) == [["'=1"], ["'@Scope", "'+x"], [], ["'=A"]]


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_response_is_a_named_download(file_format):
    response = table_response(make_table(ROW), file_format, stem="completion_KZ-23_2026-11-22")

    assert response["Content-Disposition"] == f'attachment; filename="completion_KZ-23_2026-11-22.{file_format}"'


def test_xlsx_freezes_the_heading_filters_the_rows_and_formats_the_cells():
    written = xlsx_bytes(make_table(ROW, EMPTY, total=["Total", 5, None, None, None]))
    sheet = load_workbook(io.BytesIO(written)).active

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A5", "A4:E6")
    assert [cell.number_format for cell in sheet[5]] == ["@", "#,##0", "0.0%", "dd.mm.yyyy", "dd.mm.yyyy hh:mm"]
    assert sheet.column_dimensions["A"].width > 18


def pdf_text(table):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_bytes(table))).pages)


def test_json_holds_the_same_rows_as_numbers_and_iso_days():
    data = json.loads(json_bytes(make_table(ROW, EMPTY, total=["Total", 5, Decimal("0.5"), None, None])))

    assert data == {
        "title": "Completion",
        "notes": [{"label": "Scope", "text": "Atyrau"}],
        "columns": [
            {"heading": "Region", "kind": "text"},
            {"heading": "Enrolled", "kind": "integer"},
            {"heading": "Share", "kind": "percent"},
            {"heading": "Due", "kind": "date"},
            {"heading": "As of", "kind": "datetime"},
        ],
        "rows": [["Қостанай; «облысы»", -12840, 0.777, "2026-11-22", "2026-11-22T13:00:00+00:00"], EMPTY],
        "total": ["Total", 5, 0.5, None, None],
    }


def test_pdf_holds_title_notes_headings_rows_and_total_as_people_write_them():
    text = pdf_text(make_table(ROW, total=["Total", 5, Decimal("0.5"), None, None]))

    for words in ("Completion", "Scope:", "Atyrau", "Region", "Қостанай", "77,7", "22.11.2026 18:00", "Total", "50,0"):
        assert words in text


def test_inp_06_pdf_takes_text_for_text_whatever_it_looks_like():
    nasty = '#panic("x") $x$ *b* _i_ `c` <a> @ref \\ ]['

    assert nasty.replace(" ", "") in pdf_text(make_table([nasty, *EMPTY[1:]])).replace(" ", "").replace("\n", "")


def test_pdf_numbers_its_pages_repeats_its_heading_and_ends_with_a_line_to_sign():
    pages = PdfReader(io.BytesIO(pdf_bytes(make_table(*[ROW] * 60)))).pages

    texts = [page.extract_text() for page in pages]
    assert len(texts) > 1
    assert all("Enrolled" in text for text in texts[:-1])
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, start=1)] == [True] * len(texts)
    assert "Подпись" in texts[-1]


def test_pdf_of_more_rows_than_anybody_prints_is_refused():
    with pytest.raises(TooManyRows):
        pdf_bytes(make_table(*[ROW] * (MOST_ROWS + 1)))
