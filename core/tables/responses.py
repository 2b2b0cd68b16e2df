"""A table as a download."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from core.tables.csv_file import csv_bytes
from core.tables.json_file import json_bytes
from core.tables.pdf_file import pdf_bytes
from core.tables.table import Table
from core.tables.xlsx_file import xlsx_bytes

FORMATS: dict[str, tuple[Callable[[Table], bytes], str]] = {
    "xlsx": (xlsx_bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (csv_bytes, "text/csv; charset=utf-8"),
    "pdf": (pdf_bytes, "application/pdf"),
    "json": (json_bytes, "application/json"),
}


def table_response(table: Table, file_format: str, *, stem: str) -> HttpResponse:
    """The table as a file named ``stem`` plus its ending. ``file_format`` is a key of ``FORMATS``.

    ``stem`` must hold no personal data: file names end up in logs and download lists.
    """
    write, content_type = FORMATS[file_format]
    response = HttpResponse(write(table), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{stem}.{file_format}")
    return response
