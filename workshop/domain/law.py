"""What the teams of a person have to check because a norm has changed."""

from datetime import date

from accounts.models import User
from agencies.team_rules import within_teams
from courses.domain.currency import DueCheck, due_checks
from quizzes.models import Question
from workshop.queries import lessons_of


def checks_for(person: User, *, today: date) -> list[DueCheck]:
    """By norm, the lessons and questions within this person's reach."""
    return due_checks(lessons_of(person), within_teams(Question.objects.all(), person), today=today)
