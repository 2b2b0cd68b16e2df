"""``python -m scripts.sbom``: every component of a release with version and hashes, as CycloneDX 1.6 JSON (DEP-01).

What is installed comes from the lock file, what lies in the repository (style sheet library, fonts) from there.
Nothing is asked of another host.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "base.txt"
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# Files that others made and that are served or printed by us.
VENDORED = ("elearn/static/elearn/fonts/*.woff2", "core/fonts/*.ttf")


def pinned(lock: str) -> Iterator[tuple[str, str, list[str]]]:
    """``(name, version, SHA-256 of every allowed file)`` of a lock file, names as the index spells them."""
    starts = list(PINNED.finditer(lock))
    for place, found in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(lock)
        name = re.sub(r"[-_.]+", "-", found["name"]).lower()
        yield name, found["version"], HASH.findall(lock[found.start() : end])


def components() -> Iterator[dict[str, Any]]:
    """As CycloneDX describes them."""
    for name, version, hashes in pinned(LOCK.read_text(encoding="utf-8")):
        yield {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "properties": [{"name": "allowed-sha256", "value": one} for one in hashes],
        }
    packages = json.loads((ROOT / "assets" / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    version = packages["govuk-frontend"]
    yield {
        "type": "library",
        "name": "govuk-frontend",
        "version": version,
        "purl": f"pkg:npm/govuk-frontend@{version}",
        "hashes": [{"alg": "SHA-256", "content": sha256(ROOT / "elearn/static/elearn/main.css")}],
    }
    for pattern in VENDORED:
        for file in sorted(ROOT.glob(pattern)):
            yield {"type": "file", "name": file.name, "hashes": [{"alg": "SHA-256", "content": sha256(file)}]}


def sha256(file: Path) -> str:
    """In hexadecimal digits."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main() -> int:
    """Print it."""
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": list(components())}
    json.dump(bill, sys.stdout, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
