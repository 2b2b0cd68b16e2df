"""Who learns, and where: what most files of this folder begin with."""

import pytest

from accounts.models import User
from courses.models import Module
from tests.factories import make_course, make_learner, make_module


@pytest.fixture
def learner(db) -> User:
    return make_learner()


@pytest.fixture
def module(db) -> Module:
    return make_module(make_course())
