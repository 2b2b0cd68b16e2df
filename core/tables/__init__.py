"""Tables that leave the site as files: described once, written as XLSX, CSV, PDF or JSON."""

from core.tables.csv_file import csv_bytes
from core.tables.json_file import json_bytes
from core.tables.pdf_file import MOST_ROWS, TooManyRows, pdf_bytes
from core.tables.responses import FORMATS, table_response
from core.tables.table import Column, Kind, Picture, Table
from core.tables.xlsx_file import xlsx_bytes

__all__ = [
    "FORMATS",
    "MOST_ROWS",
    "Column",
    "Kind",
    "Picture",
    "Table",
    "TooManyRows",
    "csv_bytes",
    "json_bytes",
    "pdf_bytes",
    "table_response",
    "xlsx_bytes",
]
