"""Every model that leads to a person (PRIV-01). A model that is missing here fails the build.

Order matters: erasing goes from the top down, so what refers stands above what it refers to. Periods are the
country's to set; these are what the purposes need.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, Q
from django.db.models.functions import TruncMonth

from privacy.choices import Erasure, Purpose
from privacy.rules.holding import Holding, Kept

SECRETS = frozenset({"password", "token_hash", "code_hash", "key_hash", "session_key", "data", "token", "token_secret"})
# After their last day at an agency people are remembered for as long as a certificate may have to be explained.
ACCOUNT_KEPT_DAYS = 5 * 365

REGISTER: tuple[Holding, ...] = (
    Holding("reports.Overdue", "duty__learner", Purpose.DUTY, Erasure.KEPT),
    Holding("reports.TableFile", "owner", Purpose.ROLE, kept=Kept(1, "created_at")),
    Holding("reminders.Reminder", "person", Purpose.MESSAGES, withheld=frozenset({"asked_by"})),
    Holding("reminders.Message", "person", Purpose.MESSAGES, kept=Kept(400, "day")),
    Holding("reminders.Pause", "person", Purpose.MESSAGES, withheld=frozenset({"created_by"}), kept=Kept(30, "until")),
    Holding("rosters.RosterLine", "person", Purpose.EMPLOYMENT, kept=Kept(180, "roster__created_at")),
    Holding(
        "obligations.Exemption",
        "person",
        Purpose.DUTY,
        Erasure.EMPTIED,
        emptied={"reason": ""},
        withheld=frozenset({"granted_by"}),
    ),
    Holding(
        "obligations.Waiver",
        "person",
        Purpose.DUTY,
        Erasure.EMPTIED,
        emptied={"evidence": ""},
        withheld=frozenset({"granted_by"}),
    ),
    Holding("obligations.Duty", "learner", Purpose.DUTY, Erasure.KEPT),
    Holding("certificates.Paper", "certificate__holder", Purpose.CERTIFICATE, withheld=frozenset({"pdf"})),
    Holding("certificates.Certificate", "holder", Purpose.CERTIFICATE),
    Holding("learning.ReadingPlace", "learner", Purpose.LEARNING, kept=Kept(400, "noted_at")),
    Holding("learning.ItemCompletion", "learner", Purpose.LEARNING),
    Holding(
        "learning.CourseCompletion",
        "learner",
        Purpose.LEARNING,
        Erasure.EMPTIED,
        emptied={"completed_at": TruncMonth("completed_at")},
    ),
    Holding("learning.CourseProgress", "learner", Purpose.LEARNING),
    Holding("learning.Enrolment", "learner", Purpose.LEARNING),
    Holding(
        "quizzes.RegradeEntry",
        "attempt__learner",
        Purpose.ASSESSMENT,
        attempt="attempt",
        told_late=frozenset({"points_before", "points_after", "total_before", "total_after"}),
    ),
    Holding(
        "quizzes.Mark",
        "response__attempt__learner",
        Purpose.ASSESSMENT,
        withheld=frozenset({"marker", "role"}),
        attempt="response__attempt",
        told_late=frozenset({"levels", "comment"}),
    ),
    Holding("quizzes.MarkingTask", "response__attempt__learner", Purpose.ASSESSMENT, withheld=frozenset({"opened_by"})),
    Holding(
        "quizzes.Response",
        "attempt__learner",
        Purpose.ASSESSMENT,
        attempt="attempt",
        told_late=frozenset({"points"}),
    ),
    Holding("quizzes.Attempt", "learner", Purpose.ASSESSMENT, attempt="self", told_late=frozenset({"points"})),
    Holding("quizzes.TimeAllowance", "learner", Purpose.ASSESSMENT, withheld=frozenset({"granted_by"})),
    Holding("quizzes.ExtraAttempts", "learner", Purpose.ASSESSMENT, withheld=frozenset({"granted_by"})),
    Holding("agencies.EmploymentSpell", "person", Purpose.EMPLOYMENT, Erasure.EMPTIED, emptied={"post": ""}),
    Holding("agencies.RoleAssignment", "person", Purpose.ROLE),
    Holding(
        "agencies.RoleRequest",
        "person",
        Purpose.ROLE,
        withheld=frozenset({"asked_by"}),
        kept=Kept(90, "asked_at"),
    ),
    Holding("privacy.Consent", "person", Purpose.PRIVACY),
    Holding(
        "privacy.ErasureRequest",
        "person",
        Purpose.PRIVACY,
        Erasure.EMPTIED,
        emptied={"answer": ""},
        withheld=frozenset({"decided_by"}),
    ),
    Holding(
        "accounts.Invitation",
        "person",
        Purpose.ACCOUNT,
        withheld=SECRETS | {"made_by"},
        kept=Kept(90, "expires_at"),
    ),
    Holding("account.EmailConfirmation", "email_address__user", Purpose.ACCOUNT, withheld=frozenset({"key"})),
    Holding("account.EmailAddress", "user", Purpose.ACCOUNT),
    Holding("mfa.Authenticator", "user", Purpose.ACCOUNT, withheld=SECRETS),
    Holding("socialaccount.SocialToken", "account__user", Purpose.ACCOUNT, withheld=SECRETS),
    Holding("socialaccount.SocialAccount", "user", Purpose.ACCOUNT),
    Holding("usersessions.UserSession", "user", Purpose.ACCOUNT, withheld=SECRETS, kept=Kept(30, "last_seen_at")),
    Holding("wagtailusers.UserProfile", "user", Purpose.ACCOUNT),
    Holding("wagtailadmin.EditingSession", "user", Purpose.ROLE, kept=Kept(30, "last_seen_at")),
    Holding("wagtailadmin.FormState", "user", Purpose.ROLE, withheld=SECRETS, kept=Kept(30, "last_updated_at")),
    Holding("wagtailcore.PageSubscription", "user", Purpose.ROLE),
    Holding("wagtailcore.APIToken", "user", Purpose.ROLE, withheld=SECRETS | {"prefix"}),
    Holding("accounts.User_groups", "user", Purpose.ROLE),
    Holding("accounts.User_user_permissions", "user", Purpose.ROLE),
    Holding(
        "accounts.User",
        "pk",
        Purpose.ACCOUNT,
        Erasure.EMPTIED,
        emptied={
            "email": None,
            "personnel_number": None,
            "name_ru": "",
            "name_kk": "",
            "name_en": "",
            "password": "!",
            "last_login": None,
            "is_active": False,
            "is_staff": False,
            "is_superuser": False,
            "date_joined": TruncMonth("date_joined"),
        },
        withheld=SECRETS,
    ),
)

# Who made, decided or published something: by model, the fields that say so. They stay, and lead to nobody any more
# once the person is erased. The owner is handed a list of them.
ACTS: Mapping[str, tuple[str, ...]] = {
    "reminders.Reminder": ("asked_by",),
    "reminders.Pause": ("created_by",),
    "rosters.RosterImport": ("owner",),
    "obligations.Obligation": ("created_by",),
    "obligations.Exemption": ("granted_by",),
    "obligations.Waiver": ("granted_by",),
    "courses.ModuleVersion": ("published_by",),
    "courses.NormCheck": ("checked_by",),
    "quizzes.Question": ("changed_by", "owner"),
    "quizzes.Quiz": ("changed_by",),
    "quizzes.QuestionVersion": ("published_by",),
    "quizzes.QuizVersion": ("published_by",),
    "quizzes.TimeAllowance": ("granted_by",),
    "quizzes.ExtraAttempts": ("granted_by",),
    "quizzes.KeyCorrection": ("proposed_by", "confirmed_by", "undone_by"),
    "quizzes.MarkingTask": ("opened_by",),
    "quizzes.Mark": ("marker",),
    "quizzes.QuestionImport": ("owner",),
    "agencies.RoleRequest": ("asked_by",),
    "accounts.Invitation": ("made_by",),
    "privacy.ConsentText": ("published_by",),
    "privacy.ErasureRequest": ("decided_by",),
    "wagtailimages.Image": ("uploaded_by_user",),
    "wagtaildocs.Document": ("uploaded_by_user",),
    "wagtailcore.ModelLogEntry": ("user",),
    "wagtailcore.PageLogEntry": ("user",),
    "wagtailcore.Revision": ("user",),
    "wagtailcore.UploadedFile": ("uploaded_by_user",),
    "wagtailcore.WorkflowState": ("requested_by",),
    "wagtailcore.TaskState": ("finished_by",),
    "wagtailcore.Page": ("locked_by", "owner"),
    "wagtailcore.Comment": ("user", "resolved_by"),
    "wagtailcore.CommentReply": ("user",),
}

# Rows that go by their own age and lead to nobody by a key: hashes, addresses that refused mail, numbers of people.
TIDIED: Mapping[str, Kept] = {
    "accounts.SignInTry": Kept(1, "at"),
    "reminders.Bounce": Kept(365, "since"),
    "rosters.RosterLine": Kept(180, "roster__created_at"),
    "quizzes.QuestionImport": Kept(180, "uploaded_at", Q(confirmed_at=None)),
}


def unregistered() -> Iterator[str]:
    """``app.Model.field`` for every key to a person, or to something of a person, that the register does not know."""
    paths = {one.model: one.person.split("__")[0] for one in REGISTER}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label
        for one in model._meta.local_fields:
            if isinstance(one, ForeignKey) and _is_unknown(label, one, paths):
                yield f"{label}.{one.name}"


def _is_unknown(label: str, key: ForeignKey[Any, Any], paths: Mapping[str, str]) -> bool:
    target = key.related_model._meta.label
    if target == settings.AUTH_USER_MODEL:
        return paths.get(label) != key.name and key.name not in ACTS.get(label, ())
    return target in paths and label not in paths
