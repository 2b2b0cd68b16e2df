"""Where a person goes after signing in."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import RedirectView

from accounts.models import User
from agencies.choices import Role
from agencies.rules import holds_role
from learning.models import Enrolment

ADMIN_ACCESS = "wagtailadmin.access_admin"


class StartView(LoginRequiredMixin, RedirectView):
    """Sends authors to the admin, coordinators who take no course to their figures, everybody else to their courses."""

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        self.pattern_name = _start_of(self.request.user)
        return super().get_redirect_url()


def _start_of(user: User) -> str:
    if user.has_perm(ADMIN_ACCESS):
        return "wagtailadmin_home"
    if holds_role(user, Role.COORDINATOR) and not Enrolment.objects.filter(learner=user).exists():
        return "reports:overview"
    return "learning:home"
