import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SECRETS = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "FIELD_KEYS": "a-key-for-secrets-of-second-factors",
    "DATABASE_URL": "sqlite://:memory:",
    "BASE_URL": "https://training.example.kz",
    "ALLOWED_HOSTS": "training.example.kz",
    "SUPPORT_EMAIL": "help@training.example.kz",
    "EMAIL_HOST": "mail.example.kz",
    "CERTIFICATE_KEY_FILE": "/etc/elearn/certificates.pem",
}


def run(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own: settings are read once per process."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder), **variables}
    environment["DJANGO_SETTINGS_MODULE"] = "elearn.settings.production"
    return subprocess.run(
        [sys.executable, *arguments], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )


def test_hdr_03_production_with_every_secret_passes_the_deployment_check(tmp_path):
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", folder=tmp_path, **SECRETS)

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", SECRETS)
def test_secr_01_production_without_a_secret_names_it_and_does_not_start(name, tmp_path):
    given = {other: value for other, value in SECRETS.items() if other != name}

    result = run("-c", "import elearn.settings.production", folder=tmp_path, **given)

    assert result.returncode != 0
    assert f"ImproperlyConfigured: Set the environment variable {name}" in result.stderr


def test_secr_01_production_with_the_demo_key_does_not_start(tmp_path):
    demo_key = "demo only: production refuses to start with it"

    result = run("-c", "import elearn.settings.production", folder=tmp_path, **{**SECRETS, "SECRET_KEY": demo_key})

    assert result.returncode != 0


@pytest.mark.parametrize(("given", "timeout"), [({}, "5000"), ({"STATEMENT_TIMEOUT": "0"}, "0")])
def test_dos_05_statements_on_postgresql_end_after_five_seconds_unless_told_otherwise(given, timeout, tmp_path):
    """REL-03; a long migration asks for another limit."""
    secrets = {**SECRETS, "DATABASE_URL": "postgres://site@/site"} | given
    asked = "from elearn.settings.production import DATABASES as d; print(d['default']['OPTIONS']['options'])"

    result = run("-c", asked, folder=tmp_path, **secrets)

    assert result.stdout.strip() == f"-c statement_timeout={timeout} -c lock_timeout=5000"


@pytest.mark.parametrize(("path", "status"), [("healthz", 200), ("ru/", 301)])
def test_health_is_told_over_plain_http_and_everything_else_only_over_tls(path, status, tmp_path):
    asked = (
        "import django; django.setup(); from django.test import Client;"
        f"print(Client(headers={{'host': 'training.example.kz'}}).get('/{path}').status_code)"
    )

    result = run("-c", asked, folder=tmp_path, **SECRETS)

    assert result.stdout.strip() == str(status), result.stderr


def test_sess_02_every_cookie_is_bound_to_the_host_and_to_tls(tmp_path):
    asked = """
import django; django.setup()
from django.conf import settings as s
for name in ("SESSION", "CSRF"):
    values = (getattr(s, f"{name}_COOKIE_{one}") for one in ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "DOMAIN", "PATH"))
    print(*values)
"""
    result = run("-c", asked, folder=tmp_path, **SECRETS)

    assert result.stdout.splitlines() == [
        "__Host-sessionid True True Lax None /",
        "__Host-csrftoken True True Lax None /",
    ], result.stderr


def test_secr_03_no_output_of_a_command_holds_a_secret(tmp_path):
    secrets = {
        "SECRET_KEY": "s" * 20 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEF",
        "EMAIL_HOST_PASSWORD": "mail-secret-1",
    }
    given = {**SECRETS, **secrets, "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3"}

    told = ""
    for command in (["check_health"], ["list_connections"]):
        result = run("manage.py", *command, folder=tmp_path, **given)
        told += result.stdout + result.stderr

    assert "mail.example.kz" in told
    assert [
        name for name, secret in {**SECRETS, **secrets}.items() if "KEY" in name or "PASSWORD" in name if secret in told
    ] == []
