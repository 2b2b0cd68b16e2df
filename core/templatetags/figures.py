"""``{% load figures %}``: ``core.number_formats`` for templates."""

from django import template

from core import number_formats

register = template.Library()

register.filter("number", number_formats.written_number)
register.filter("percent", number_formats.written_percent)
register.filter("share", number_formats.written_share)
register.filter("day", number_formats.written_date)
register.filter("instant", number_formats.written_datetime)
register.filter("difference", number_formats.written_difference)
register.filter("points", number_formats.written_points)
