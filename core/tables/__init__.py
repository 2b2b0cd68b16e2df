"""Tables that leave the site as files: described once, written as CSV or XLSX."""

from core.tables.csv_file import csv_bytes
from core.tables.responses import FORMATS, table_response
from core.tables.table import Column, Kind, Table
from core.tables.xlsx_file import xlsx_bytes

__all__ = ["FORMATS", "Column", "Kind", "Table", "csv_bytes", "table_response", "xlsx_bytes"]
