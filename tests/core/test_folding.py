"""ux 69: what somebody types finds what is stored."""

import pytest

from core.folding import folded


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Кайрат", "Қайрат"),
        ("улытау", "Ұлытау облысы"),
        ("Жетису", "Жетісу"),
        ("гульбахрам", "Гүлбаһрам"),
        ("Гульнар", "Сатаева Гүлнәр"),
        ("оскемен", "Өскемен"),
        ("ткачев", "ТКАЧЁВ"),
        ("Әсел", "әсел"),
        ("Андреи\u0306", "Андрей"),
        ("Munoz", "Muñoz"),
        ("министерство  юстиции", "Министерство\u00a0юстиции"),
    ],
)
def test_inp_03_typed_word_is_found_in_stored_text(typed, stored):
    assert folded(typed) in folded(stored)


def test_different_letters_stay_different():
    assert folded("Андрей") != folded("Андреи")
    assert folded("Атырау") != folded("Алматы")
    assert folded("王") != folded("李")
