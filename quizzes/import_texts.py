"""What is said about files of questions and what stands in them, in sentences for their author."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from quizzes.problem_texts import QUESTION_PROBLEMS

FILE_PROBLEMS = {
    "encoding": _("The letters of the file cannot be read. Save it in UTF-8, or say below which encoding it is in."),
    "macros": _("The file may hold macros. Save it as a plain workbook (.xlsx)."),
    "nesting": _("Line %(line)d: elements are nested too deeply."),
    "no_heading": _("There is no row with the column codes “key” and “kind”. Start from the empty spreadsheet."),
    "no_questions": _("There are no questions in the file."),
    "no_quiz": _("This is not a question file of Moodle: its outermost element must be “quiz”."),
    "no_xliff": _("This is not a file for translators: its outermost element must be “xliff”."),
    "too_big": _("The file is too big. Divide it: at most 10 MB."),
    "too_many": _("There are too many questions. Divide the file: at most %(most)d."),
    "xlsx": _("The workbook is damaged or protected and cannot be opened."),
    "xml": _("Line %(line)d: this is not well-formed XML."),
    "xml_entities": _("The file declares entities or refers to other files. Such files are not read."),
}
ROW_PROBLEMS = {
    "answered": _("Learners have answered this question, and its key would change: use the correction of keys."),
    "answers": _("Answers must begin with = or ~."),
    "brace": _("Curly brackets do not match, or one of them needs a backslash."),
    "cell_too_long": _("A cell is too long: at most %(most)d characters."),
    "difficulty": _("Difficulty must be easy, medium or hard."),
    "duplicate": _("This code was used before in the file, in line %(line)d."),
    "entry_count": _("There must be %(fewest)d to %(most)d options, pairs or steps."),
    "formula": _("A cell holds a formula. Replace it by its value."),
    "garbled": _("Letters were lost in this text: it was saved in a wrong encoding."),
    "key": _("A code consists of Latin letters, digits, hyphens and underscores, at most 50."),
    "lines_differ": _("The answers have different numbers of lines in different languages."),
    "marks_differ": _("Different options are marked as right in different languages."),
    "no_arrow": _("Every line of a matching question needs -> between its two sides."),
    "no_prompt": _("The wording of the question is missing."),
    "not_a_number": _("This is not a number: “%(text)s”."),
    "nothing_asked": _("Nothing is asked here."),
    "part_count": _("A question has 1 to %(most)d parts."),
    "scenario": _("The question in the bank has several parts; this format carries one."),
    "taken": _("This code is taken. Give the question another one."),
    "too_long": _("A text is too long: at most %(most)d characters."),
    "true_or_false": _("It must be said whether the statement is true or false."),
    "unsupported": _("Questions of this kind cannot be taken over: “%(kind)s”."),
}
REMARKS = {
    "answer_feedback": _("Explanations of single answers are not taken over."),
    "extra_answers": _("Answers that belong to no pair are not taken over."),
    "further_numbers": _("Only the first right number is taken over."),
    "no_rubric": _("The criteria by which the answer is marked have to be written in the bank."),
    "norm": _("Unknown norm, left out: %(norm)s"),
    "other_languages": _("The wording changes in one language only: check the others."),
    "pictures": _("Pictures and other media are not taken over."),
    "topic": _("Unknown topic, left out: %(topic)s"),
    "weights": _("Different weights become right and wrong."),
}
CONTENT = {f"content_{code}": sentence for code, sentence in QUESTION_PROBLEMS.items()}
ROW_TEXTS = ROW_PROBLEMS | REMARKS | CONTENT


def file_problem(code: str, params: Mapping[str, Any]) -> str:
    """The sentence for an ``UnreadableFile``."""
    return str(FILE_PROBLEMS[code]) % params


def row_problems(problems: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """One sentence for each problem or remark of a row."""
    return [str(ROW_TEXTS[code]) % params for code, params in problems]
