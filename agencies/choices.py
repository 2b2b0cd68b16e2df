"""Fixed lists of ``agencies``."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegionKind(models.TextChoices):
    """First-level divisions come in two kinds."""

    REGION = "region", _("oblast")
    CITY = "city", _("city of republican significance")


class AgencyKind(models.TextChoices):
    """What kind of body it is."""

    GOVERNMENT = "government", _("government")
    ADMINISTRATION = "administration", _("presidential administration")
    MINISTRY = "ministry", _("ministry")
    COMMITTEE = "committee", _("committee")
    AGENCY = "agency", _("central agency")
    PROSECUTOR = "prosecutor", _("prosecutor's office")
    COURT = "court", _("court")
    COUNCIL = "council", _("council")
    COMMISSION = "commission", _("commission")
    PARLIAMENT = "parliament", _("parliament")
    NHRI = "nhri", _("human rights institution")
    SPECIAL_SERVICE = "special_service", _("special service")
    ADVISORY_BODY = "advisory_body", _("advisory body")
    COORDINATION = "coordination", _("coordinating body")
    EDUCATION = "education", _("educational organisation")
    REPRESENTATIVE_BODY = "representative_body", _("representative body")
    AKIMAT = "akimat", _("akimat")
    AKIMAT_DEPARTMENT = "akimat_department", _("akimat department")
    TERRITORIAL_DEPARTMENT = "territorial_department", _("territorial department")
    NON_STATE = "non_state", _("non-state organisation")
    INTERNATIONAL = "international_organisation", _("international organisation")


class PostCategory(models.TextChoices):
    """What kind of post it is by the Law on the Civil Service of 23 November 2015, art. 1; obligations go by it."""

    POLITICAL = "political", _("political post")
    CORPUS_A = "corpus_a", _("corpus “A”")
    CORPUS_B = "corpus_b", _("corpus “B”")
    OTHER = "other", _("not a civil service post")


class Role(models.TextChoices):
    """What a person may do. Everybody is a learner without an assignment."""

    TRAINER = "trainer", _("trainer")
    REVIEWER = "reviewer", _("reviewer")
    COORDINATOR = "coordinator", _("coordinator")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


class ScopeKind(models.TextChoices):
    """What a role assignment reaches."""

    COUNTRY = "country", _("the whole country")
    REGION = "region", _("one region")
    AGENCY = "agency", _("one agency and what is below it")
