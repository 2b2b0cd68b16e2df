"""What a password may not be, besides too short or too common (AUTH-02)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 1000


class MaximumLengthValidator:
    """Refuses what nobody types, before it is hashed."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ``ValidationError`` for more than ``LONGEST`` characters."""
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("A password may have up to 1,000 characters.")
