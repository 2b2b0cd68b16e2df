"""A course into one file."""

from typing import IO
from uuid import UUID

from workshop.domain.packing import course_records, media_files
from workshop.formats.suitcase import write_suitcase
from workshop.suitcase_records import CourseRecords


def write_course(key: UUID, target: IO[bytes]) -> CourseRecords:
    """Write the course's newest drafts with all that belongs to them; returns what was written.

    Raises ``CoursePage.DoesNotExist``.
    """
    records = course_records(key)
    write_suitcase(target, records, media_files(records))
    return records
