"""Each pass of the suite reads the options of its own database."""

from django.db import connection

OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]

collect_ignore = [f"test_durability_{OTHER}.py"]
