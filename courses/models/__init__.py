"""What is taught, and which version of it learners see."""

from courses.models.glossary import GlossaryTerm
from courses.models.norm_check import NormCheck
from courses.models.outline import Course, CourseItem, Module, ModuleVersion
from courses.models.pages import CourseIndexPage, CoursePage, LessonPage, ModulePage, QuizPage
from courses.models.search import SearchEntry
from courses.models.translation import Translation

__all__ = [
    "Course",
    "CourseIndexPage",
    "CourseItem",
    "CoursePage",
    "GlossaryTerm",
    "LessonPage",
    "Module",
    "ModulePage",
    "ModuleVersion",
    "NormCheck",
    "QuizPage",
    "SearchEntry",
    "Translation",
]
