"""Nothing newer than what the last browsers of Windows 7 and 8.1 know: Chrome 109 and Firefox 115 (ux 50)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STYLES = sorted(ROOT.glob("**/static/**/*.css"))
SCRIPTS = [*sorted(ROOT.glob("**/static/**/*.js")), ROOT / "templates" / "learning" / "worker.js"]
# What came later, by the first version of Chrome or Firefox that has it.
TOO_NEW_IN_STYLES = {
    "nesting (112, 117)": re.compile(r"[{;}]\s*&"),
    ":has() (Firefox 121)": re.compile(r":has\("),
    "subgrid (117)": re.compile(r"\bsubgrid\b"),
    "color-mix() (111)": re.compile(r"\bcolor-mix\("),
    "light-dark() (123)": re.compile(r"\blight-dark\("),
    "@scope (118)": re.compile(r"@scope\b"),
    "@starting-style (117)": re.compile(r"@starting-style\b"),
    "text-wrap (114)": re.compile(r"[{;]text-wrap"),
    "popover (114)": re.compile(r":popover-open"),
    "anchors (125)": re.compile(r"\banchor\(|anchor-name"),
    "relative colours (119)": re.compile(r"\(from "),
    "field-sizing (123)": re.compile(r"field-sizing"),
}
TOO_NEW_IN_SCRIPTS = {
    "changed copies of arrays (110, 115)": re.compile(r"\.(?:toSorted|toReversed|toSpliced)\("),
    "groupBy (117, 119)": re.compile(r"\b(?:Object|Map)\.groupBy\("),
    "Array.fromAsync (121)": re.compile(r"\bArray\.fromAsync\("),
    "Promise.withResolvers (119, 121)": re.compile(r"\bPromise\.(?:withResolvers|try)\("),
    "set algebra (122, 127)": re.compile(r"\.(?:isSubsetOf|symmetricDifference|isDisjointFrom)\("),
    "URL.canParse (120, 115)": re.compile(r"\bURL\.(?:canParse|parse)\("),
    "iterator helpers (122, 131)": re.compile(r"\.(?:values|keys|entries)\(\)\.(?:map|filter|take|drop|toArray)\("),
    "AbortSignal.any (116, 124)": re.compile(r"\bAbortSignal\.any\("),
    "view transitions (111)": re.compile(r"startViewTransition"),
    "popovers (114, 125)": re.compile(r"\b(?:show|hide|toggle)Popover\("),
    "using (134)": re.compile(r"^\s*(?:await )?using ", re.MULTILINE),
}


def own(files):
    return [
        file
        for file in files
        if ".venv" not in file.parts and "node_modules" not in file.parts and "var" not in file.parts
    ]


def faults(files, rules):
    return [
        f"{file.relative_to(ROOT)}: {name}"
        for file in own(files)
        for name, pattern in rules.items()
        if pattern.search(file.read_text(encoding="utf-8"))
    ]


def test_ux_50_styles_and_scripts_are_no_newer_than_the_browsers_of_an_old_office():
    assert len(own(STYLES)) >= 2
    assert len(own(SCRIPTS)) >= 5
    assert faults(STYLES, TOO_NEW_IN_STYLES) == []
    assert faults(SCRIPTS, TOO_NEW_IN_SCRIPTS) == []


@pytest.mark.parametrize(
    ("rules", "text", "found"),
    [
        (TOO_NEW_IN_STYLES, ".a{color:red;&:hover{color:blue}}", "nesting (112, 117)"),
        (TOO_NEW_IN_STYLES, "li:has(> a){}", ":has() (Firefox 121)"),
        (TOO_NEW_IN_STYLES, "a{text-wrap:balance}", "text-wrap (114)"),
        (TOO_NEW_IN_SCRIPTS, "rows.toSorted()", "changed copies of arrays (110, 115)"),
        (TOO_NEW_IN_SCRIPTS, "map.values().map(x => x)", "iterator helpers (122, 131)"),
    ],
)
def test_the_rules_see_what_they_are_for(rules, text, found):
    assert [name for name, pattern in rules.items() if pattern.search(text)] == [found]
