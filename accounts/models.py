"""Who a person is. Where they work and what they may see is in ``agencies``."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from accounts.identity import folded_email
from core.localisation import localised


class UserManager(BaseUserManager["User"]):
    """Makes users whose e-mail is stored folded, so that one address is one person."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":
        """A saved user; without ``password`` nobody can sign in as them by password.

        Without an e-mail ``fields`` must hold a personnel number, or the database refuses.
        """
        user = self.model(email=folded_email(email) if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A saved user who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this e-mail, however it was typed."""
        return self.get(email=folded_email(username or ""))


def full_name(ru: str, kk: str, en: str, email: str | None, number: str | None) -> str:
    """As ``User.get_full_name``, from columns: lists of many people are read without making each a ``User``."""
    return localised({"ru": ru, "kk": kk, "en": en}) or email or number or gettext("Erased person")


# The columns that ``full_name`` takes, in its order.
NAME_COLUMNS = ("name_ru", "name_kk", "name_en", "email", "personnel_number")


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in, once there is an e-mail. The name is kept as each language writes it.

    Staff lists know people by personnel number, by e-mail or by both; neither is ever stored as an empty text. Somebody
    who was erased (``erased_on``) has neither, nor a name: only the number is left, to which figures are tied.
    """

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    personnel_number = models.CharField(_("personnel number"), max_length=30, unique=True, null=True, blank=True)
    name_ru = models.CharField(_("full name (Russian)"), max_length=150, blank=True)
    name_kk = models.CharField(_("full name (Kazakh)"), max_length=150, blank=True)
    name_en = models.CharField(_("full name (Latin letters)"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.RUSSIAN)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("technical staff"), default=False)
    date_joined = models.DateTimeField(_("since"), default=timezone.now)
    erased_on = models.DateField(_("erased"), null=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(email__isnull=False) & ~models.Q(email=""))
                | (models.Q(email=None, personnel_number__isnull=False) & ~models.Q(personnel_number=""))
                | models.Q(erased_on__isnull=False, email=None, personnel_number=None, is_active=False),
                name="person_has_email_or_number",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name in the reader's language, or as any other language writes it, or e-mail or personnel number."""
        return full_name(self.name_ru, self.name_kk, self.name_en, self.email, self.personnel_number)

    def get_short_name(self) -> str:
        """The same: a person is addressed by the whole name."""
        return self.get_full_name()


class SignInTry(models.Model):
    """A password that somebody is trying, or tried and had wrong; a right one leaves no row.

    ``key`` is a keyed hash of the account or of the address tried from: the table names nobody.
    """

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="sign_in_tries_by_key")]
        default_permissions = ()

    def __str__(self) -> str:
        return self.key[:12]


class Invitation(models.Model):
    """The first way in for somebody whom a staff list named: by a link that was mailed, or by a code on paper.

    Only hashes are kept. It opens the account once, until ``expires_at``; a newer one ends it.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(used_at=None), name="one_open_invitation"),
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person_id}"
