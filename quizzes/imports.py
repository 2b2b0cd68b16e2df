"""A file of questions, from its bytes to the rows of a preview. Nothing of it reaches the bank here (IMP-10)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.db import transaction

from accounts.models import User
from core.uploads.encodings import decoded
from core.uploads.unreadable import MAX_BYTES, UnreadableFile
from quizzes.domain.importing import judged_rows
from quizzes.formats.gift_reading import read_gift
from quizzes.formats.moodle_reading import read_moodle_xml
from quizzes.formats.plain import ReadQuestion, problems_of
from quizzes.formats.xlsx_reading import read_xlsx
from quizzes.models import QuestionImport, Quiz

ZIP = b"PK"
# Workbooks with macros or in forms that nobody can look into.
REFUSED = frozenset({".xlsm", ".xlsb", ".xltm", ".xls"})


@dataclass(frozen=True)
class Reading:
    """What a file held, its format ("xlsx", "xml" or "gift") and the encoding it was read in, if it is a text."""

    questions: list[ReadQuestion]
    file_format: str
    encoding: str = ""


def read_file(name: str, data: bytes, *, language: str, encoding: str = "") -> Reading:
    """Every question of the file; ``language`` is that of texts which name none. Raises ``UnreadableFile``."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile("too_big")
    if PurePath(name).suffix.lower() in REFUSED:
        raise UnreadableFile("macros")
    if data.startswith(ZIP):
        return Reading(_checked(read_xlsx(data)), "xlsx")
    text = decoded(data, encoding)
    if text.text.lstrip("\ufeff \t\r\n").startswith("<"):
        return Reading(_checked(read_moodle_xml(text.text, language)), "xml", text.encoding)
    return Reading(_checked(read_gift(text.text, language)), "gift", text.encoding)


@transaction.atomic
def start_import(
    owner: User,
    name: str,
    data: bytes,
    *,
    language: str,
    now: datetime,
    encoding: str = "",
    quiz: Quiz | None = None,
) -> QuestionImport:
    """A preview of the file for ``owner``, whose earlier unconfirmed ones go. Raises ``UnreadableFile``."""
    reading = read_file(name, data, language=language, encoding=encoding)
    rows = judged_rows((asdict(question) for question in reading.questions), owner)
    QuestionImport.objects.filter(owner=owner, confirmed_at=None).delete()
    return QuestionImport.objects.create(
        owner=owner,
        quiz=quiz,
        file_name=PurePath(name).name[:250],
        file_format=reading.file_format,
        file_hash=sha256(data).hexdigest(),
        encoding=reading.encoding,
        rows=rows,
        uploaded_at=now,
    )


def _checked(questions: list[ReadQuestion]) -> list[ReadQuestion]:
    if not questions:
        raise UnreadableFile("no_questions")
    for question in questions:
        if not question.problems:
            found: list[Any] = list(problems_of(question.question))
            question.problems += [one for place, one in enumerate(found) if one not in found[:place]]
    return questions
