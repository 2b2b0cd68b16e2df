from django.apps import AppConfig


class StateIdentityConfig(AppConfig):
    name = "accounts.oidc"
    label = "accounts_oidc"
