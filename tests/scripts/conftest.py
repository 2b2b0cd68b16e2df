"""The one kill of the suite is SQLite's; ``make faults`` kills on both databases."""

from django.db import connection

collect_ignore = ["test_fault_rounds.py"] if connection.vendor == "postgresql" else []
