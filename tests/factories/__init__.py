"""The cast and the stage of the tests: plain functions, each makes one thing and gives it back.

Every argument has a default that does not matter to the test; a test names what does.
"""

from tests.factories.courses import make_course, make_item, make_module
from tests.factories.duties import make_duty
from tests.factories.people import make_administrator, make_coordinator, make_learner, make_trainer
from tests.factories.places import make_agency, make_region
from tests.factories.progress import make_progress
from tests.factories.quizzes import make_published_quiz, make_question, make_quiz

__all__ = [
    "make_administrator",
    "make_agency",
    "make_coordinator",
    "make_course",
    "make_duty",
    "make_item",
    "make_learner",
    "make_module",
    "make_progress",
    "make_published_quiz",
    "make_question",
    "make_quiz",
    "make_region",
    "make_trainer",
]
