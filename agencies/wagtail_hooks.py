"""Regions and agencies in the Wagtail admin: looked up, renamed and closed; never added by hand or deleted."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from accounts.models import User
from agencies.models import Agency, Region

NAME_PANELS = [FieldPanel("name_kk"), FieldPanel("name_ru"), FieldPanel("name_en")]
VALIDITY_PANEL = FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")])


class KeptPermissionPolicy(ModelPermissionPolicy):
    """Rows come from the lists of ``load_places`` and stay: figures of past years hang on them."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """As the person's permissions say, but nobody adds or deletes."""
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


register_permission_policy(Region, KeptPermissionPolicy(Region))
register_permission_policy(Agency, KeptPermissionPolicy(Agency))


class RegionViewSet(ModelViewSet):
    model = Region
    icon = "globe"
    copy_view_enabled = False
    list_display = ["__str__", "code", "kind", "valid_from", "valid_to"]
    list_filter = ["kind"]
    ordering = ["code"]
    panels = [*NAME_PANELS, VALIDITY_PANEL]


class AgencyIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Agency]:
        """The agencies with the region that the list shows."""
        return super().get_base_queryset().select_related("region")


class AgencyViewSet(ModelViewSet):
    model = Agency
    index_view_class = AgencyIndexView
    icon = "group"
    copy_view_enabled = False
    list_display = ["__str__", "code", "kind", "region", "valid_to"]
    list_filter = ["kind", "region"]
    list_per_page = 50
    search_fields = ["name_kk", "name_ru", "name_en", "code"]
    search_backend_name = None
    ordering = ["path"]
    panels = [*NAME_PANELS, FieldPanel("short_name_kk"), FieldPanel("short_name_ru"), VALIDITY_PANEL]


class PlacesViewSetGroup(ModelViewSetGroup):
    menu_label = _("Places")
    menu_icon = "globe"
    menu_order = 600
    items = (RegionViewSet, AgencyViewSet)


@hooks.register("register_admin_viewset")
def places() -> PlacesViewSetGroup:
    """Both lists under one menu entry."""
    return PlacesViewSetGroup()
