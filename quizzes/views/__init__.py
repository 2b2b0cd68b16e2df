"""Screens for authors and markers in the Wagtail admin."""
