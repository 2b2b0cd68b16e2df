"""allauth finds these through ``provider.py``."""

from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from requests import RequestException

from accounts.oidc.provider import StateIdentityAdapter


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider; from there back to ``callback``."""
    return _answer(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends people back to."""
    return _answer(OAuth2CallbackView, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    adapter = StateIdentityAdapter(request, provider_id)
    try:
        response: HttpResponse = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except RequestException as error:  # away or slow: a page that says so, and the other ways in (REL-13)
        return render_authentication_error(request, adapter.get_provider(), exception=error)
    return response


urlpatterns = [
    path("state/<str:provider_id>/login/", login, name="state_identity_login"),
    path("state/<str:provider_id>/login/callback/", callback, name="state_identity_callback"),
]
