"""Making a typed word and a stored one comparable (ux 69)."""

import unicodedata

# Whoever has only a Russian keyboard types these; the signs vanish because Russian adds them to Kazakh names
# (Гүлнәр becomes Гульнар).
AS_TYPED = str.maketrans("ёәғқңөұүһі", "еагкноуухи", "ьъ")


def folded(text: str) -> str:
    """``text`` as search compares it: without case, accents and doubled blanks, in Russian keyboard letters.

    Both sides must be folded: ``folded("Кайрат") in folded("Қайрат Нұрлан")``. Never shown to anybody.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(AS_TYPED)
    return " ".join("".join(_without_accent(letter) for letter in plain).split())


def _without_accent(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter
