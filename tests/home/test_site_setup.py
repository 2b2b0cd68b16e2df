"""The bones of a new site, and that setting it up again leaves authors' work alone."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from wagtail.models import GroupApprovalTask, Page, Revision, Site

from agencies.choices import Role
from home.domain.site_setup import set_up_site
from home.models import HomePage, StandardPage
from home.public_texts import public_pages
from tests.factories import make_learner

pytestmark = pytest.mark.django_db

LANGUAGES = ("ru", "kk", "en")
ADDRESSES = ("", "courses/", "about/", "accessibility/")


def test_set_up_site_makes_the_same_pages_in_three_languages():
    set_up_site()

    pages = Page.objects.filter(depth__gte=2).select_related("locale").order_by("path")
    found = {code: [page.slug for page in pages if page.locale.language_code == code] for code in LANGUAGES}

    below = ["courses", "about", "accessibility", *public_pages()]
    assert found == {code: [f"home-{code}", *below] for code in LANGUAGES}
    assert len({page.translation_key for page in pages}) == 8


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_set_up_site_opens_every_page_to_everybody(client: Client, language, address):
    set_up_site()

    response = client.get(f"/{language}/{address}")

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


def test_set_up_site_twice_changes_nothing_and_keeps_texts():
    set_up_site()
    page = StandardPage.objects.get(slug="about", locale__language_code="kk")
    page.title = "Біз туралы"
    page.save_revision().publish()
    before = (Page.objects.count(), Revision.objects.count(), Group.objects.count())

    call_command("set_up_site")

    assert (Page.objects.count(), Revision.objects.count(), Group.objects.count()) == before
    assert StandardPage.objects.get(pk=page.pk).title == "Біз туралы"


def test_set_up_site_adds_a_language_that_is_missing():
    set_up_site()
    HomePage.objects.get(locale__language_code="en").delete()

    set_up_site()

    assert Page.objects.filter(locale__language_code="en", depth__gte=2).count() == 8
    assert HomePage.objects.values("translation_key").distinct().count() == 1


def test_set_up_site_answers_at_the_address_of_the_settings(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://oqu.example"

    set_up_site()

    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.slug) == ("oqu.example", 443, "home-ru")


def test_set_up_site_lets_reviewers_approve():
    set_up_site()

    assert [group.name for task in GroupApprovalTask.objects.all() for group in task.groups.all()] == [Role.REVIEWER]


def test_no_role_may_touch_people_groups_or_settings():
    set_up_site()

    apps = Permission.objects.filter(group__name__in=Role.values).values_list("content_type__app_label", flat=True)

    assert {*apps} == {
        "agencies",
        "audit",
        "certificates",
        "courses",
        "learning",
        "privacy",
        "quizzes",
        "wagtailadmin",
    }


def test_set_up_site_takes_back_rights_that_a_role_should_not_have():
    set_up_site()
    group = Group.objects.get(name=Role.TRAINER)
    group.permissions.add(Permission.objects.get(codename="delete_user"))

    set_up_site()

    assert not group.permissions.filter(codename="delete_user").exists()


def test_set_up_site_keeps_a_stock_group_that_has_members():
    make_learner().groups.add(Group.objects.get(name="Editors"))

    set_up_site()

    assert [*Group.objects.filter(name__in=["Editors", "Moderators"]).values_list("name", flat=True)] == ["Editors"]
