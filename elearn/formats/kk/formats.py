"""Kazakh: 2026 жылғы 22 қараша; 12 840,5 with a no-break space."""

from elearn.formats.common import *  # noqa: F403

DATE_FORMAT = "Y жылғы j E"
DATETIME_FORMAT = "Y жылғы j E, H:i"
YEAR_MONTH_FORMAT = "Y жылғы E"
MONTH_DAY_FORMAT = "j E"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
