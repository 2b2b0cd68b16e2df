"""Who may do what in the Wagtail admin. Users and groups are edited by superusers only (AUTH-16)."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page, Workflow

from agencies.choices import Role

Codes = tuple[str, ...]

# Trainers reach pages through their teams (``courses.domain.teams``) and change the pictures that they brought.
PAGE_CODES: Codes = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
TRAINER_FILE_CODES: Codes = ("add_image", "choose_image", "add_document", "choose_document")
REVIEWER_PAGE_CODES: Codes = ("change_page", "publish_page", "lock_page", "unlock_page")
FILE_CODES: Codes = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
CHOOSE_CODES: Codes = ("choose_image", "choose_document")

BANK_CODES: Codes = tuple(
    f"{app}.{action}_{model}"
    for app, model in (
        ("quizzes", "question"),
        ("quizzes", "quiz"),
        ("quizzes", "topic"),
        ("quizzes", "norm"),
        ("courses", "glossaryterm"),
    )
    for action in ("add", "change")
)
# Results: statistics and single attempts; putting a wrong key right; marking open answers; letting somebody try again.
RESULT_CODES: Codes = (
    "quizzes.view_attempt",
    "quizzes.view_quizstatistics",
    "quizzes.add_keycorrection",
    "quizzes.add_mark",
    "quizzes.add_extraattempts",
)
TRAINER_CODES: Codes = (
    "wagtailadmin.access_admin",
    *BANK_CODES,
    *RESULT_CODES,
)
REVIEWER_CODES: Codes = (
    "wagtailadmin.access_admin",
    "agencies.view_team",
    "learning.change_enrolment",
    *(code for code in BANK_CODES if ".change_" in code),
    *RESULT_CODES,
)
ADMINISTRATOR_CODES: Codes = (
    *TRAINER_CODES,
    "agencies.view_team",
    "learning.change_enrolment",
    "quizzes.delete_question",
    "quizzes.delete_quiz",
    "quizzes.delete_topic",
    "quizzes.delete_norm",
    "quizzes.add_timeallowance",
    "courses.delete_glossaryterm",
    "agencies.change_region",
    "agencies.change_agency",
    "certificates.change_certificate",
    "privacy.change_erasurerequest",
    "privacy.add_consenttext",
)

AUDITOR_CODES: Codes = ("audit.view_entry",)

STOCK_GROUPS = ("Editors", "Moderators")
APPROVAL_NAME = "Согласование"


def set_up_editors(homes: Iterable[Page], course_indexes: Iterable[Page]) -> None:
    """Bring the groups of the admin roles to exactly these rights; further members and groups are left alone."""
    indexes = list(course_indexes)
    trainer, reviewer, administrator = (
        Group.objects.get_or_create(name=role)[0] for role in (Role.TRAINER, Role.REVIEWER, Role.ADMINISTRATOR)
    )
    _grant(trainer, TRAINER_CODES, [], (), TRAINER_FILE_CODES)
    _grant(reviewer, REVIEWER_CODES, indexes, REVIEWER_PAGE_CODES, CHOOSE_CODES)
    _grant(administrator, ADMINISTRATOR_CODES, homes, PAGE_CODES, FILE_CODES)
    auditor = Group.objects.get_or_create(name=Role.AUDITOR)[0]
    auditor.permissions.set([_permission(code) for code in AUDITOR_CODES])
    _let_approve(reviewer)
    Group.objects.filter(name__in=STOCK_GROUPS, user=None).delete()


def _grant(group: Group, codes: Codes, pages: Iterable[Page], page_codes: Codes, file_codes: Codes) -> None:
    group.permissions.set([_permission(code) for code in codes])
    GroupPagePermission.objects.filter(group=group).exclude(permission__codename__in=page_codes).delete()
    wanted = [(page, permission) for page in pages for permission in _by_codename("wagtailcore", page_codes)]
    for page, permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    files = [*_by_codename("wagtailimages", file_codes), *_by_codename("wagtaildocs", file_codes)]
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )


def _let_approve(reviewer: Group) -> None:
    """Wagtail's own workflow, which asks the stock moderators, asks the reviewers instead."""
    for task in GroupApprovalTask.objects.filter(groups__name__in=STOCK_GROUPS).distinct():
        task.groups.set([reviewer])
        Workflow.objects.filter(workflow_tasks__task=task).update(name=APPROVAL_NAME)
        task.name = APPROVAL_NAME
        task.save()


def _permission(code: str) -> Permission:
    app, codename = code.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _by_codename(app: str, codes: Codes) -> Iterable[Permission]:
    return Permission.objects.filter(content_type__app_label=app, codename__in=codes)
