"""Who may stop mails."""

from accounts.models import User
from agencies.choices import Role, ScopeKind
from agencies.rules import current_assignments


def may_pause_site(person: User) -> bool:
    """Whether the person coordinates the whole country: everybody's mails stop with this."""
    return current_assignments(person, Role.COORDINATOR).filter(scope_kind=ScopeKind.COUNTRY).exists()
