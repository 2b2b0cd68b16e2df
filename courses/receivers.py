"""Wagtail tells that something went live or away, by whatever door; the domain does the work."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from accounts.models import User
from courses.domain.deleting import refuse_used
from courses.domain.freshness import remember_as_live
from courses.domain.going_live import refuse_unready
from courses.domain.live_pages import course_key_of
from courses.domain.publishing import course_changed
from courses.domain.searching import index_term
from courses.domain.translating import count_behind
from courses.models import CoursePage, GlossaryTerm, LessonPage, ModulePage, QuizPage
from courses.models.pages import TeachingPage
from courses.signals import going_live
from quizzes.domain.publishing import freeze_quiz


@receiver(going_live)
def on_going_live(page: TeachingPage, revision: Revision, by: User | None, **kwargs: Any) -> None:
    """Nothing goes live past the rule. Raises ``NotReady``."""
    refuse_unready(page, revision, by=by)


@receiver(page_published)
def on_published(instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """Freeze the quiz of a quiz page as it is now, then bring the course's outline up to date."""
    author = revision.user if revision else None
    remember_as_live(instance)
    if isinstance(instance, QuizPage):
        freeze_quiz(instance.quiz, now=timezone.now(), by=author)
    _refresh(instance, author)


@receiver(post_save, sender=CoursePage)
@receiver(post_save, sender=ModulePage)
@receiver(post_save, sender=LessonPage)
@receiver(post_save, sender=QuizPage)
def on_saved(instance: TeachingPage, **kwargs: Any) -> None:
    """What was translated from the page, or the page itself, may be behind now: drafts are saved here too (ux 81)."""
    count_behind(instance.pk)


@receiver(page_unpublished)
def on_unpublished(instance: Any, **kwargs: Any) -> None:
    """Close what is no longer live."""
    _refresh(instance)


@receiver(post_page_move)
def on_moved(instance: Any, **kwargs: Any) -> None:
    """Follow the new order or place."""
    _refresh(instance.specific)


@receiver(post_save, sender=GlossaryTerm)
def on_term_saved(instance: GlossaryTerm, **kwargs: Any) -> None:
    """Search finds it as it is now."""
    index_term(instance)


@receiver(pre_delete, sender=get_image_model())
@receiver(pre_delete, sender=get_document_model())
def on_deleting_file(instance: Model, **kwargs: Any) -> None:
    """A picture or file that a page uses stays, by whatever door. Raises ``InUse``."""
    refuse_used(instance)


@receiver(post_delete, sender=CoursePage)
@receiver(post_delete, sender=ModulePage)
@receiver(post_delete, sender=LessonPage)
@receiver(post_delete, sender=QuizPage)
def on_deleted(instance: Any, **kwargs: Any) -> None:
    """Close what is gone. Wagtail tells of the unpublishing too early: the page is still there then."""
    _refresh(instance)


def _refresh(page: Any, author: User | None = None) -> None:
    if isinstance(page, TeachingPage) and (key := course_key_of(page)):
        course_changed(key, now=timezone.now(), by=author)
