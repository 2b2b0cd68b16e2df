"""``python -m scripts.advisories SNAPSHOT``: whether a pinned version is known to be weak, without a network (DEP-02).

SNAPSHOT is a folder of advisories in the OSV format, one JSON file each, as the public databases give them out; bring
it from a machine that may ask them. 0: nothing known; 1: something is, and the advisories are named.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from scripts.sbom import LOCK, pinned


def weaknesses(advisories: list[dict[str, Any]], versions: dict[str, str]) -> Iterator[str]:
    """A line per advisory that concerns one of ``versions`` (by name), with the version that puts it right."""
    for advisory in advisories:
        for affected in advisory.get("affected", []):
            package = affected.get("package", {})
            version = versions.get(str(package.get("name", "")).lower().replace("_", "-"))
            if version and package.get("ecosystem") == "PyPI" and concerns(affected, version):
                fixed = ", ".join(sorted(_fixes(affected))) or "no version yet"
                yield f"{advisory['id']}: {package['name']} {version}, put right in {fixed}"


def concerns(affected: dict[str, Any], version: str) -> bool:
    """Whether ``version`` is listed, or inside one of the ranges: from "introduced" up to but without "fixed"."""
    if version in affected.get("versions", []):
        return True
    ranges = [one["events"] for one in affected.get("ranges", []) if one.get("type") == "ECOSYSTEM"]
    return any(_inside(events, Version(version)) for events in ranges)


def _inside(events: list[dict[str, str]], version: Version) -> bool:
    is_affected = False
    for event in sorted(events, key=_order):
        ((kind, bound),) = event.items()
        if kind == "introduced" and version >= _version(bound):
            is_affected = True
        if kind == "fixed" and version >= _version(bound):
            is_affected = False
        if kind == "last_affected" and version > _version(bound):
            is_affected = False
    return is_affected


def _order(event: dict[str, str]) -> Version:
    return _version(next(iter(event.values())))


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")


def _fixes(affected: dict[str, Any]) -> set[str]:
    events = [event for one in affected.get("ranges", []) for event in one.get("events", [])]
    return {event["fixed"] for event in events if "fixed" in event}


def main(arguments: list[str]) -> int:
    """Read the snapshot, print what concerns us."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("Name the folder with the advisories: python -m scripts.advisories FOLDER")
        return 2
    files = sorted(Path(arguments[0]).rglob("*.json"))
    advisories = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    versions = {name: version for name, version, _hashes in pinned(LOCK.read_text(encoding="utf-8"))}
    found = list(weaknesses(advisories, versions))
    print("\n".join(found) or f"Nothing known among {len(advisories)} advisories.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
