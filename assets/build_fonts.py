"""Cuts Noto Sans down to what the site and its papers print. Run: ``python build_fonts.py FOLDER_WITH_TTF``.

The folder holds NotoSans-Regular.ttf and NotoSans-Bold.ttf, hinted (Debian package fonts-noto-core, 20201225-1).
Needs fonttools and brotli. The same input gives the same bytes. The results are kept in the repository: neither the
site nor its tests need this script.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
WEB_FOLDER = ROOT / "elearn" / "static" / "elearn" / "fonts"
PAPER_FOLDER = ROOT / "certificates" / "fonts"

LATIN = "".join(map(chr, range(0x20, 0x7F)))
RUSSIAN = "".join(map(chr, range(0x410, 0x450))) + "Ёё"
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
SIGNS = "«»„“”‘’–—…№₸§°×·©\u00a0\u00ad\u2011\u202f"
WEB_CHARACTERS = LATIN + RUSSIAN + KAZAKH + SIGNS

# Papers carry names of people from anywhere and are never downloaded as a font.
WIDE_RANGES = [(0xA0, 0x17F), (0x218, 0x21B), (0x300, 0x304), (0x400, 0x52F)]
PAPER_SIGNS = "•′″€₽"  # the family has neither arrows nor ticks: papers draw them
PAPER_CHARACTERS = WEB_CHARACTERS + PAPER_SIGNS + "".join(chr(c) for a, b in WIDE_RANGES for c in range(a, b + 1))
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]


def cut(source: Path, target: Path, characters: str, flavor: str | None) -> None:
    """Writes to ``target`` the font ``source`` with only ``characters``; hints stay."""
    options = subset.Options(layout_features=FEATURES, flavor=flavor, hinting=True, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    # The source's own date stays, so that equal input gives equal bytes.
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)


def main(folder: Path) -> None:
    for weight in ("Regular", "Bold"):
        source = folder / f"NotoSans-{weight}.ttf"
        cut(source, WEB_FOLDER / f"NotoSans-{weight}.woff2", WEB_CHARACTERS, "woff2")
        cut(source, PAPER_FOLDER / f"NotoSans-{weight}.ttf", PAPER_CHARACTERS, None)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
