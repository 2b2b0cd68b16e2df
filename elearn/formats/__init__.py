"""Dates and numbers as people here write them, one package for each language (FORMAT_MODULE_PATH)."""
