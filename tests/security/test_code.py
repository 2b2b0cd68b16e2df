"""What the code may not do, read from the code itself (INP-08, INP-09, INP-11, REL-14)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

OURS = sorted(
    Path(config.path) for config in apps.get_app_configs() if Path(config.path).parent == Path(settings.BASE_DIR)
)
SQL = {"raw", "extra", "RawSQL", "execute", "executemany", "executescript", "copy_expert"}
# Where SQL is written by hand: (file, reason). A reviewer reads every line that is added here.
REVIEWED_SQL = {
    "core/backup/dumps.py": "copies tables whose names come from the models",
    "core/durability.py": "reads options named in this module",
    "core/health.py": "asks the database whether it answers",
    "demo/country/writing.py": "writes the made-up country; not installed in production",
    "elearn/views.py": "asks the database whether it answers",
    "rosters/domain/applying.py": "takes a lock; its number is a parameter",
}
CALLING = {"socket", "urllib.request", "http.client", "requests", "httpx", "ftplib", "telnetlib", "aiohttp", "urllib3"}
REVIEWED_CALLS = {"accounts/oidc/urls.py": "takes an error's type; allauth calls the address of the settings"}


def sources() -> Iterator[tuple[str, ast.Module]]:
    """``(path from the root, its code)`` of every file that runs on a server."""
    for folder in OURS:
        for file in sorted(folder.rglob("*.py")):
            if "migrations" not in file.parts:
                yield str(file.relative_to(settings.BASE_DIR)), ast.parse(file.read_text(encoding="utf-8"))


def test_inp_08_sql_by_hand_stands_where_it_was_reviewed():
    writing = {name for name, tree in sources() if any(map(_writes_sql, ast.walk(tree)))}

    assert writing <= REVIEWED_SQL.keys()


def test_inp_08_sql_takes_values_as_parameters():
    """An interpolated text is a constant of the module or a quoted name, never a value of a request."""
    interpolated = {
        name
        for name, tree in sources()
        for call in ast.walk(tree)
        if _writes_sql(call) and call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    }

    assert interpolated <= {"core/backup/dumps.py", "core/durability.py", "demo/country/writing.py"}


def test_inp_09_no_code_of_ours_opens_a_connection():
    calling = {name for name, tree in sources() for module in _imported(tree) if module in CALLING}

    assert calling == REVIEWED_CALLS.keys()


def test_inp_11_no_template_is_made_from_text():
    made = {
        name
        for name, tree in sources()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and _name(call.func) in {"Template", "from_string", "eval", "exec", "loads_pickle"}
    }

    assert made == set()
    assert settings.SESSION_SERIALIZER.endswith("JSONSerializer")


def test_acc_13_no_api_of_wagtail_is_installed():
    assert [name for name in settings.INSTALLED_APPS if "wagtail.api" in name or "rest_framework" in name] == []


def test_pkg_01_no_package_runs_here():
    """SCORM and H5P packages are not taken at all (decision 0022): nothing accepts an archive but staff lists as XLSX."""
    assert {"zip", "h5p", "html", "svg", "xml", "js"}.isdisjoint(
        {*settings.WAGTAILDOCS_EXTENSIONS, *settings.WAGTAILIMAGES_EXTENSIONS}
    )


@pytest.mark.django_db
def test_rel_14_migrations_make_what_the_models_say(capsys):
    call_command("makemigrations", check=True, dry_run=True)

    assert "No changes detected" in capsys.readouterr().out


def _writes_sql(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name) and _name(node.func) in SQL


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
