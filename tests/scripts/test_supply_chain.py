"""What a release is made of, and whether anything of it is known to be weak (DEP-01, DEP-02)."""

import importlib.metadata
import json

import pytest

from scripts.advisories import main, weaknesses
from scripts.sbom import LOCK, components, pinned

LOCKED = """django==5.2.19 \\
    --hash=sha256:%s \\
    --hash=sha256:%s
Some_Thing[extra]==1.0 \\
    --hash=sha256:%s
""" % ("a" * 64, "b" * 64, "c" * 64)  # noqa: UP031


def advisory(name="Django", ecosystem="PyPI", **affected):
    return {"id": "X-1", "affected": [{"package": {"name": name, "ecosystem": ecosystem}, **affected}]}


def ranged(*events):
    return {"ranges": [{"type": "ECOSYSTEM", "events": list(events)}]}


def test_dep_01_the_lock_file_is_read_with_all_hashes():
    assert list(pinned(LOCKED)) == [
        ("django", "5.2.19", ["a" * 64, "b" * 64]),
        ("some-thing", "1.0", ["c" * 64]),
    ]


def test_dep_01_the_bill_names_what_is_installed_and_what_lies_here():
    bill = {one["name"]: one for one in components()}

    assert bill["django"]["version"] == importlib.metadata.version("django")
    assert bill["django"]["purl"] == f"pkg:pypi/django@{bill['django']['version']}"
    assert all(one.get("properties") or one.get("hashes") for one in bill.values())
    assert {"govuk-frontend", "NotoSans-Regular.ttf", "NotoSans-Regular.woff2"} <= bill.keys()
    assert len(bill) > 40


@pytest.mark.parametrize(
    ("affected", "is_weak"),
    [
        (ranged({"introduced": "0"}, {"fixed": "5.2.20"}), True),
        (ranged({"introduced": "0"}, {"fixed": "5.2.19"}), False),
        (ranged({"introduced": "5.2.20"}), False),
        (ranged({"introduced": "5.2"}, {"last_affected": "5.2.19"}), True),
        (ranged({"introduced": "5.2"}, {"last_affected": "5.2.18"}), False),
        (ranged({"introduced": "0"}, {"fixed": "4.2.30"}, {"introduced": "5.2"}, {"fixed": "5.2.25"}), True),
        (ranged({"introduced": "0"}, {"fixed": "4.2.30"}, {"introduced": "6.0"}), False),
        ({"versions": ["5.2.19"]}, True),
        ({"versions": ["5.2.18"]}, False),
    ],
)
def test_dep_02_a_version_inside_a_range_is_named(affected, is_weak):
    assert bool(list(weaknesses([advisory(**affected)], {"django": "5.2.19"}))) is is_weak


def test_dep_02_other_packages_and_other_indexes_do_not_concern_us():
    affected = ranged({"introduced": "0"})

    assert list(weaknesses([advisory("flask", **affected)], {"django": "5.2.19"})) == []
    assert list(weaknesses([advisory(ecosystem="npm", **affected)], {"django": "5.2.19"})) == []


def test_dep_02_the_command_fails_and_says_what_to_take_instead(tmp_path, capsys):
    (tmp_path / "x.json").write_text(json.dumps(advisory(**ranged({"introduced": "0"}, {"fixed": "99"}))))
    version = {name: version for name, version, _hashes in pinned(LOCK.read_text())}["django"]

    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"X-1: Django {version}, put right in 99\n"

    (tmp_path / "x.json").unlink()
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path / "nowhere")]) == 2
