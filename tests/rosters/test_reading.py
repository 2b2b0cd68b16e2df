"""Files as they come out of offices: every encoding and separator, and everything that is no list."""

import io
import zipfile
from datetime import date, datetime
from random import Random

import pytest
from django.apps import apps
from openpyxl import Workbook

from core.uploads.unreadable import UnreadableFile
from rosters.domain.rows import FIELDS
from rosters.formats import headings
from rosters.imports import read_roster, start_import
from rosters.texts import file_problem
from tests.factories import make_agency
from tests.factories.rosters import AS_OF, HEADINGS, NOW, csv_list, xlsx_list

ROWS = [
    {"number": "00123", "name_ru": "Иванова Анна Петровна", "email": "anna@demo.example", "since": "01.02.2024"},
    {"number": "A-7/2", "name_ru": "Ахметов Ерлан", "unit": "Отдел кадров, 2", "post": "Эксперт"},
]
IIN = "880101300123"  # of nobody
KAZAKH = [row | {"name_kk": "Әліқызы Гүлнәр"} for row in ROWS]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"]


def cells_of(reading):
    return [{name: text for name, text in row.cells.items() if text} for row in reading.rows]


def sheet(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def workbook_bytes(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_imp_05_every_encoding_and_separator_reads_alike(encoding, delimiter):
    rows = ROWS if encoding == "windows-1251" else KAZAKH
    if delimiter == ",":
        rows = [{name: text.replace(",", "") for name, text in row.items()} for row in rows]

    columns = [name for name in FIELDS if name != "name_kk" or encoding != "windows-1251"]
    text = csv_list(rows, delimiter=delimiter, columns=columns)

    reading = read_roster("list.csv", text.encode(encoding))

    assert cells_of(reading) == rows
    assert reading.encoding == {"utf-8-sig": "utf-8"}.get(encoding, encoding[:6] if "16" in encoding else encoding)


def test_a_workbook_reads_alike():
    assert cells_of(read_roster("list.xlsx", xlsx_list(KAZAKH))) == KAZAKH


def test_columns_come_in_any_order_and_unknown_ones_are_passed_over():
    text = "Пол,E-mail,Толық аты-жөні (қазақша),Role\nж,anna@demo.example,Әліқызы Гүлнәр,administrator\n"

    assert cells_of(read_roster("a.csv", text.encode())) == [
        {"email": "anna@demo.example", "name_kk": "Әліқызы Гүлнәр"}
    ]


@pytest.mark.parametrize("words", headings.WORDS.values())
def test_every_heading_is_of_one_column(words):
    assert len({headings.field_of(word.upper()) for word in words}) == 1


def test_quoted_cells_keep_separators_and_lines_are_counted():
    text = 'sep=;\nТабельный номер;ФИО;Должность\n1;Анна;"Эксперт;\nстарший"\n\n3;Ерлан;x\n'
    rows = read_roster("a.csv", text.encode()).rows

    assert [(row.line, row.cells["post"]) for row in rows] == [(3, "Эксперт;\nстарший"), (6, "x")]


def test_cells_of_a_workbook_keep_what_people_see():
    book = sheet(["Табельный номер", "ФИО", "Дата назначения"], [123, "Анна", datetime(2024, 2, 1)])
    book.active.append([45.0, "Ерлан", date(2024, 2, 1)])
    book.active["A2"].number_format = "00000"

    assert cells_of(read_roster("a.xlsx", workbook_bytes(book))) == [
        {"number": "00123", "name_ru": "Анна", "since": "2024-02-01"},
        {"number": "45", "name_ru": "Ерлан", "since": "2024-02-01"},
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("=1+1", "formula"),
        (1.5, "number_cell"),
        (12345678901234567890, "number_cell"),
        (True, "number_cell"),
        ("#N/A", "number_cell"),
        ("x" * 5001, "cell_too_long"),
    ],
)
def test_cells_that_say_nothing_reliable_are_problems_of_their_row(value, code):
    rows = read_roster("a.xlsx", workbook_bytes(sheet(["Number", "Name"], [value, "Anna"], ["2", "Boris"]))).rows

    assert [row.problems for row in rows] == [((code, {}),), ()]


def test_problems_of_columns_that_are_not_read_do_not_count():
    rows = read_roster("a.xlsx", workbook_bytes(sheet(["Number", "Name", "Sum"], ["1", "Anna", "=1+1"]))).rows

    assert rows[0].problems == ()


def test_exp_01_what_our_own_files_put_before_a_formula_is_taken_away():
    text = "Number;Name\n'-7;Anna\n"

    assert cells_of(read_roster("a.csv", text.encode()))[0]["number"] == "-7"


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 70_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "no_columns"),
        ("a.csv", b"Number;Name\r\n", "no_rows"),
        ("a.csv", b"Name;Post\r\nAnna;x\r\n", "no_columns"),
        ("a.csv", "ФИО;ф.и.о.;Number\r\nА;Б;1\r\n".encode(), "column_twice"),
        ("a.csv", b"\x80\x81\x82" * 50, "encoding"),
        ("a.csv", b"\x00" * 100, "encoding"),
        ("a.csv", b'Number;Name\r\n1;"' + b"x" * 200_000, "csv"),
        ("a.csv", b"x" * 10_000_001, "too_big"),
        ("a.xlsm", b"PK", "macros"),
        ("a.xlsx", b"PK\x03\x04broken", "xlsx"),
        ("a.xlsx", bomb(), "too_big"),
    ],
)
def test_what_is_no_list_gets_a_sentence(name, data, code):
    with pytest.raises(UnreadableFile) as raised:
        read_roster(name, data)

    assert raised.value.code == code
    assert "%(" not in file_problem(raised.value)


def test_imp_03_a_list_may_not_be_longer_than_the_limit(monkeypatch):
    monkeypatch.setattr(headings, "MAX_ROWS", 2)
    text = "Number;Name\n" + "1;Anna\n" * 3

    with pytest.raises(UnreadableFile, match="too_many"):
        read_roster("a.csv", text.encode())


def broken(data, chance):
    """The file with some bytes changed, cut out, doubled or cut off."""
    damaged = bytearray(data)
    for _time in range(chance.randrange(1, 12)):
        place = chance.randrange(len(damaged))
        end = place + chance.randrange(1, 40)
        damaged[place:end] = chance.choice([b"", bytes([chance.randrange(256)]), damaged[place:end] * 2, b'"', b"\x00"])
        if not damaged:
            damaged += b";"
    return bytes(damaged[: chance.randrange(1, len(damaged) + 1)]) if chance.random() < 0.2 else bytes(damaged)


def in_archive(data, chance):
    """The workbook with one of its parts broken."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        victim = chance.choice(before.namelist())
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, broken(part, chance) if name == victim else part)
    return file.getvalue()


def attempt(data):
    """The rows, or the sentence."""
    try:
        return read_roster("list", data).rows, ""
    except UnreadableFile as error:
        return [], file_problem(error)


@pytest.mark.parametrize("seed", range(300))
def test_a_damaged_file_is_read_or_refused_with_a_sentence(seed):
    chance = Random(seed)
    encoding = chance.choice(ENCODINGS[:-1])
    text, book = csv_list(KAZAKH).encode(encoding), xlsx_list(KAZAKH)
    data = chance.choice([lambda: broken(text, chance), lambda: broken(book, chance), lambda: in_archive(book, chance)])

    rows, refused = attempt(data())

    assert bool(rows) != bool(refused)
    assert all(set(row.cells) <= set(HEADINGS) for row in rows)


@pytest.mark.parametrize("write", [lambda rows: csv_list(rows).encode(), xlsx_list], ids=["csv", "xlsx"])
@pytest.mark.parametrize("field", ["number", "name_ru", "post"])
def test_priv_04_an_iin_is_taken_out_at_the_border(write, field):
    typed = ROWS[0] | {field: f"{IIN}"}

    row, other = read_roster("list", write([typed, ROWS[1]])).rows

    assert IIN not in repr(row)
    assert (row.cells[field], [code for code, _params in row.problems]) == ("", ["iin"])
    assert other.problems == ()


def test_priv_04_a_list_with_an_iin_stores_it_nowhere(db):
    data = csv_list([ROWS[0] | {"number": IIN}]).encode()
    fields = {"agency": make_agency(), "owner": None, "as_of": AS_OF, "is_complete": False, "now": NOW}

    roster = start_import(f"list {IIN}.csv", data, **fields)

    assert [line.kind for line in roster.lines.all()] == ["problem"]
    assert all(IIN not in repr(row) for model in apps.get_models() for row in model._base_manager.values_list())
