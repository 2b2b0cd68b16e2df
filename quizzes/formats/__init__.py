"""Questions as files: Moodle XML, GIFT and a spreadsheet. Nothing here knows the database."""
