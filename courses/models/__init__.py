"""What is taught, and which version of it learners see."""

from courses.models.glossary import GlossaryTerm
from courses.models.outline import Course, CourseItem, Module, ModuleVersion
from courses.models.pages import CourseIndexPage, CoursePage, LessonPage, ModulePage, QuizPage

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
    "QuizPage",
]
