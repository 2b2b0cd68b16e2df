"""Courses as files: what a folder of TOML says, read without touching the database."""
