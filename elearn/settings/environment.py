"""What a host may decide: read once, from environment variables only."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# SQLite must survive two writers and a power cut: the writing lock is taken at BEGIN (otherwise half of
# parallel transactions fail with "database is locked") and every commit reaches the disk (REL-02).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
    ),
}

# Statements are planned once per connection and their values sent apart from them: a third less time per page. A
# connection pooler between site and database must know prepared statements (PgBouncer does since 1.21).
POSTGRES_OPTIONS = {"server_side_binding": True, "prepare_threshold": 3}


def database(default: Path) -> dict[str, Any]:
    """Django's settings of the one database, from ``DATABASE_URL`` or an SQLite file at ``default``."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{default}"
    config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = SQLITE_OPTIONS
    elif config["ENGINE"].endswith("postgresql"):
        config["OPTIONS"] = POSTGRES_OPTIONS | config.get("OPTIONS", {})
    return config


def required(name: str, minimum: int = 1) -> str:
    """The variable's value; a sentence and no start when it is missing or shorter than ``minimum``."""
    value = os.environ.get(name, "")
    if len(value) < minimum:
        raise ImproperlyConfigured(
            f"Set the environment variable {name} to at least {minimum} characters before starting."
        )
    return value


def listed(name: str, default: str = "") -> list[str]:
    """The comma-separated parts of a variable, without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def identity_provider() -> dict[str, Any]:
    """allauth's settings of the state's identity provider; empty without ``OIDC_ISSUER`` (AUTH-11).

    ``OIDC_ISSUER`` is the address that ``/.well-known/openid-configuration`` is asked of, and nothing else is.
    """
    issuer = os.environ.get("OIDC_ISSUER", "")
    if not issuer:
        return {}
    app = {
        "provider_id": "state",
        "name": os.environ.get("OIDC_NAME", "eGov"),
        "client_id": required("OIDC_CLIENT_ID"),
        "secret": required("OIDC_CLIENT_SECRET", minimum=16),
        "settings": {"server_url": issuer, "uid_field": "sub"},
    }
    return {"state_identity": {"APPS": [app], "OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid"]}}
