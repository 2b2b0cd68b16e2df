"""Questions of the bank as files that other systems, translators and this one can read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.domain.bank_forms import form_of, is_whole
from quizzes.formats.gift_writing import fits_gift, gift
from quizzes.formats.moodle_writing import moodle_xml
from quizzes.formats.xlsx_layout import COMMENT, KINDS, columns
from quizzes.formats.xlsx_writing import xlsx
from quizzes.models import Question

Named = Sequence[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class FileFormat:
    """One way to write questions down; ``write`` takes them with their codes, and the language of the texts."""

    label: str | Promise
    ending: str
    content_type: str
    write: Callable[[Named, str], bytes]


def exported(questions: QuerySet[Question], file_format: str, language: str) -> bytes:
    """The file. ``file_format`` is a key of ``FORMATS``; what it cannot carry and drafts without a number are left out.

    Open answers with their rubric go into Moodle XML only.
    """
    ordered = questions.select_related("topic").prefetch_related("norms").order_by("topic__path", "key")
    forms = [
        (question.key, form_of(question))
        for question in ordered
        if is_whole(question) and _is_known(question, file_format)
    ]
    return FORMATS[file_format].write(forms, language)


def _is_known(question: Question, file_format: str) -> bool:
    known = (*KINDS, "essay") if file_format == "xml" else KINDS
    return all(child.block_type in known for child in question.parts)


def template() -> bytes:
    """The empty spreadsheet: headings, examples that are not read, and how to fill it in."""
    examples = [(f"{COMMENT} {kind}", form) for kind, form in _examples().items()]
    return xlsx(examples, headings=_headings(), help_lines=_help_lines())


def _xlsx(questions: Named, language: str) -> bytes:
    return xlsx(questions, headings=_headings(), help_lines=_help_lines())


def _moodle(questions: Named, language: str) -> bytes:
    return moodle_xml(questions)


def _gift(questions: Named, language: str) -> bytes:
    fitting = [(key, form) for key, form in questions if fits_gift(form, language)]
    left_out = sorted({key for key, _form in questions} - {key for key, _form in fitting})
    heading = "".join(f"// {_('Left out: %(key)s') % {'key': key}}\n" for key in left_out)
    return heading.encode() + b"\n" * bool(left_out) + gift(fitting, language)


FORMATS = {
    "xlsx": FileFormat(
        gettext_lazy("Spreadsheet with three languages (.xlsx)"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _xlsx,
    ),
    "xml": FileFormat("Moodle XML", "xml", "application/xml; charset=utf-8", _moodle),
    "gift": FileFormat("GIFT", "txt", "text/plain; charset=utf-8", _gift),
}


def _headings() -> list[str]:
    names = {
        "key": _("code"),
        "kind": _("Kind"),
        "topic": _("topic"),
        "norms": _("norms"),
        "difficulty": _("difficulty"),
        "case": _("Case, if several parts belong to one"),
        "question": _("Question"),
        "answers": _("Answers"),
        "tolerance": _("Tolerance"),
        "explanation": _("Explanation after the answer"),
        "source": _("Source"),
    }
    languages = {"ru": _("Russian"), "kk": _("Kazakh"), "en": _("English")}
    heads = [column.partition("_") for column in columns()]
    return [names[name] + (f": {languages[code]}" if code else "") for name, _separator, code in heads]


def _help_lines() -> list[str]:
    return [
        _("One row is one question. Fill in the sheet “questions” and leave its first row as it is."),
        _("Rows whose code begins with # are not read; the examples are such rows."),
        _("Kinds: single, multiple, true_false, matching, ordering, number, short_text."),
        _("Answers: one per line, in the same order in every language."),
        _("Options: put * before the right ones, and ! before one that always stays last."),
        _("Matching: left side -> right side. Ordering: the lines in the right order."),
        _("Several parts of one case: one row each, with the same code; the case stands in the first."),
        _("An empty cell changes nothing in a question that exists."),
        _(r"\n is a line break within an answer; a backslash takes the meaning from the sign after it."),
    ]


def _examples() -> dict[str, dict[str, Any]]:
    empty = dict.fromkeys(("ru", "kk", "en"), "")
    head = {"topic": "", "norms": ["ICCPR 9"], "difficulty": "easy", "case": empty, "feedback": empty, "source": empty}

    def texts(ru: str, kk: str, en: str) -> dict[str, str]:
        return {"ru": ru, "kk": kk, "en": en}

    articles = [
        {"text": texts(f"Статья {number}", f"{number}-бап", f"Article {number}"), "correct": number == 9}
        for number in (9, 19, 27)
    ]
    asked = texts(
        "Какая статья МПГПП защищает свободу и личную неприкосновенность?",
        "АСҚХП-ның қай бабы бостандық пен жеке басқа қол сұғылмаушылықты қорғайды?",
        "Which article of the ICCPR protects liberty and security of person?",
    )
    members = texts(
        "Сколько государств входит в Совет по правам человека?",
        "Адам құқықтары жөніндегі кеңеске неше мемлекет кіреді?",
        "How many States are members of the Human Rights Council?",
    )
    return {
        "single": head | {"parts": [{"type": "single", "prompt": asked, "options": articles}]},
        "number": head | {"parts": [{"type": "number", "prompt": members, "value": "47", "tolerance": "0"}]},
    }
