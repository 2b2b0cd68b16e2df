"""Every route of the site, with an address to try it at."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from wagtail.models import Collection, Site, Workflow

from accounts.models import User
from agencies.models import Agency, RoleAssignment
from certificates.models import Certificate
from courses.models import CourseItem, CoursePage, LessonPage, QuizPage
from obligations.models import Obligation
from quizzes.models import Attempt, QuestionVersion, Quiz, QuizVersion

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# Routes by regular expressions, as addresses.
WRITTEN_OUT = {
    "wagtaildocs_serve": "documents/1/file.pdf",
    "wagtailadmin_pages:revisions_compare": "admin/pages/{page}/revisions/compare/live...latest/",
    "account_confirm_email": "accounts/confirm-email/abc/",
    "account_reset_password_from_key": "accounts/password/reset/key/1-abc/",
    "wagtail_serve": "ru/courses/",
    "admin/^.*/$": "admin/no-such-page/",
}


@dataclass(frozen=True)
class Route:
    """Its name, or its pattern where it has none, and the path with arguments in angle brackets."""

    name: str
    pattern: str

    def address(self, world: "World") -> str:
        """A path with arguments of rows that are there, where the world has any."""
        known = WRITTEN_OUT.get(self.name, self.pattern)
        filled = ARGUMENT.sub(lambda found: str(world.value(self.name, found[1])), known)
        return "/" + filled.format(page=world.page) if self.name in WRITTEN_OUT else "/" + filled


def all_routes() -> list[Route]:
    """In the order of their names; one of several with the same name and path."""
    with translation.override("ru"):
        found = {(name, path): Route(name, path) for name, path in _walk(get_resolver())}
    return sorted(found.values(), key=lambda route: (route.name, route.pattern))


def _walk(resolver: URLResolver, space: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield (f"{space}{one.name}" if one.name else path), path
        else:
            yield from _walk(one, f"{space}{one.namespace}:" if one.namespace else space, path)


class World:
    """One row of everything, of the demo: what arguments of addresses stand for."""

    def __init__(self) -> None:
        course = CoursePage.objects.get(locale__language_code="ru", slug="upr")
        self.course = course.translation_key
        self.translated = CoursePage.objects.get(locale__language_code="kk", slug="upr").pk
        self.quiz_page = QuizPage.objects.descendant_of(course).first().translation_key
        self.page = LessonPage.objects.descendant_of(course).first().pk
        attempt = Attempt.objects.order_by("pk").first()
        item = CourseItem.objects.filter(module__course__slug="upr", is_open=True).order_by("pk").first()
        self.values: Mapping[str, Any] = {
            "page_id": self.page,
            "page_to_move_id": self.page,
            "parent_page_id": course.pk,
            "destination_id": course.pk,
            "content_type_app_name": "courses",
            "content_type_model_name": "lessonpage",
            "app_label": "courses",
            "app_name": "courses",
            "model_name": "lessonpage",
            "action": "publish",
            "action_name": "publish",
            "public_id": attempt.public_id,
            "attempt": attempt.public_id,
            "quiz": Quiz.objects.first().pk,
            "version": QuizVersion.objects.first().pk,
            "question_version": QuestionVersion.objects.first().pk,
            "course": item.module.course.slug,
            "module": item.module.slug,
            "item": item.slug,
            "position": 1,
            "provider_id": "state",
            "file_format": "xlsx",
            "filter_spec": "original",
            "path": "images/x.jpg",
            "object_id": self.page,
            "uidb64": "abc",
            "token": "abc",
            "key": "abc",
            "language": "kk",
        }
        self.rows = {
            "agencies:end_role": RoleAssignment.objects.first().pk,
            "obligations": Obligation.objects.first().pk,
            "wagtailusers_users": User.objects.order_by("pk").last().pk,
            "wagtailusers_groups": Group.objects.first().pk,
            "wagtailsites": Site.objects.first().pk,
            "wagtailadmin_collections": Collection.objects.first().pk,
            "wagtailadmin_workflows": Workflow.objects.first().pk,
            "agency": Agency.objects.first().pk,
            "region": Agency.objects.exclude(region=None).first().region_id,
            "wagtailadmin_api": self.page,
            "wagtailadmin_pages": self.page,
        }
        self.agency, self.certificate = Agency.objects.get(code="minjust"), Certificate.objects.first()
        self.rows["certificates_admin"] = self.certificate.pk

    def value(self, route: str, argument: str) -> Any:
        """What to put for an argument of a route; 1 where nothing is known."""
        space = route.split(":")[0]
        if route == "badges:status":
            return 0
        if route == "workshop:translate":
            return self.translated
        if space == "workshop" and argument == "key":
            return self.quiz_page if route in ("workshop:quiz", "workshop:try") else self.course
        if argument == "code":
            return self.agency.code if space == "reports" else self.certificate.code
        if argument in ("pk", "object_id") and space.startswith("wagtailsnippet"):
            app, model = space.split("_", 1)[1].split("_", 1)
            row = apps.get_model(app, model).objects.first()
            return row.pk if row else 1
        if argument in ("pk", "user_id", "group_id"):
            return self.rows.get(route, self.rows.get(space, 1))
        return self.values.get(argument, 1)
