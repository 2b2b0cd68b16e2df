"""Sign-in by the state's identity provider: OpenID Connect, stricter than allauth's own (AUTH-11).

Added to it: a nonce, the signature of every identity token by an allowed algorithm, and one subject in token and user
information. Nothing about the person is taken over but the subject.
"""

import secrets
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import HttpRequest
from django.urls import reverse

ALGORITHMS = ["RS256", "PS256", "ES256"]
NONCE = "oidc_nonce"
CLOCK_DRIFT = 30  # seconds


class StateIdentityAdapter(OpenIDConnectOAuth2Adapter):
    """Turns the provider's answer into a subject, or raises ``OAuth2Error``."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The login of the subject whom token and user information name."""
        claims = self._verified(app, str(kwargs["response"].get("id_token", "")))
        nonce = request.session.pop(NONCE, "")
        if not nonce or not secrets.compare_digest(str(claims.get("nonce", "")), nonce):
            raise OAuth2Error("Wrong nonce")
        if self._fetch_user_info(token.token).get("sub") != claims["sub"]:
            raise OAuth2Error("Another subject in the user information")
        return self.get_provider().sociallogin_from_response(request, {"iss": claims["iss"], "sub": claims["sub"]})

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the provider sends people back to; on its side exactly this address is registered."""
        path = reverse("state_identity_callback", args=[self.provider_id])
        return str(build_absolute_uri(request, path, self.redirect_uri_protocol))

    def _verified(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            key = self._key(jwt.get_unverified_header(id_token).get("kid"))
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key,
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCK_DRIFT,
                options={"require": ["iss", "aud", "exp", "iat", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("Invalid identity token") from error
        if isinstance(claims["aud"], list) and claims["aud"] != [app.client_id]:
            raise OAuth2Error("Meant for others too")
        return claims

    def _key(self, kid: str | None) -> jwt.PyJWK:
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
        for key in jwt.PyJWKSet.from_dict(response.json()).keys:
            if key.key_id == kid:
                return key
        raise OAuth2Error("Unknown key")


class StateIdentityProvider(OpenIDConnectProvider):
    """The one configured provider; an account is linked by its owner, signed in, by POST, and in no other way."""

    id = "state_identity"
    name = "State identity"
    oauth2_adapter_class = StateIdentityAdapter
    supports_token_authentication = False
    pkce_enabled_default = True

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        """With a nonce that comes back inside the signed token."""
        nonce = secrets.token_urlsafe(32)
        request.session[NONCE] = nonce
        return {**super().get_auth_params_from_request(request, action), "nonce": nonce}

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Issuer and subject together are the identity."""
        return f"{data['iss']}|{data['sub']}"

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Names and addresses come from staff lists, not from here."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """None: an address asserted elsewhere opens nothing."""
        return []


provider_classes = [StateIdentityProvider]
