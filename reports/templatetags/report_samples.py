"""Made-up figures for the style guide, drawn by the same code as real ones. Nothing is read from the database."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.translation import gettext

from accounts.models import User
from agencies.choices import PostCategory
from agencies.models import Agency
from core.figures import Share
from reports.filters import ReportFilter, Scope
from reports.periods import Period
from reports.pictures.comparison import pairs_of
from reports.pictures.regions import country_of
from reports.pictures.steps import legend
from reports.pictures.trend import NARROW, trend_of
from reports.queries import Figures, FiguresRow, total_of, total_row

register = template.Library()
TARGET = 80
OBLIGED = 530
# Compliant now and a quarter ago by region: every step of the map. All other regions have no row and are hatched.
COMPLIANT = {"KZ-10": (510, 460), "KZ-23": (440, 448), "KZ-31": (380, 300), "KZ-47": (300, 210), "KZ-63": (190, 60)}
NOBODY = "KZ-71"
MONTHS = (140, 190, 200, 260, 330, 350, 390, 412)


@register.simple_tag
def report_samples() -> dict[str, Any]:
    """What the pictures and tables of the reports ask their page for, under the names they ask by."""
    chosen, rows = _filter(), [_row(code, *compliant) for code, compliant in COMPLIANT.items()]
    rows.append(FiguresRow(NOBODY, NOBODY, Figures(), Figures()))
    series = [(date(2026, month, 1), Share(compliant, OBLIGED)) for month, compliant in enumerate(MONTHS, start=1)]
    return {
        "title": gettext("Completion by region"),
        "chosen": chosen,
        "periods": [chosen.period, chosen.compare],
        "categories": PostCategory.choices,
        "parameters": QueryDict(),
        "rows": rows,
        "total": total_of(rows),
        "total_row": total_row(chosen, rows),
        "change": Decimal("4.3"),
        "country": country_of({row.code: row for row in rows}),
        "legend": legend(),
        "pairs": pairs_of(rows),
        "series": series,
        "trend": trend_of(series, target=TARGET),
        "narrow_trend": trend_of(series, target=TARGET, width=NARROW),
    }


def _row(code: str, compliant: int, before: int) -> FiguresRow:
    overdue = (OBLIGED - compliant) // 2
    return FiguresRow(
        code, code, Figures(OBLIGED, compliant, 12, overdue, max(compliant - before, 0), 3), Figures(OBLIGED, before)
    )


def _filter() -> ReportFilter:
    nothing = Scope(User(), Agency.objects.none(), {}, {}, has_whole_regions=False)
    now, before = Period.parse("2026-Q3"), Period.parse("2026-Q2")
    return ReportFilter(nothing, None, None, None, "", now, compare=before)
