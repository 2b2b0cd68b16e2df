"""What a reviewer reads of changed running text (ux 78)."""

from wagtail.rich_text import RichText

from courses.blocks import LessonTextBlock
from courses.comparing import paragraphs

BEFORE = "<h2>Что это</h2><p>Обзор <b>проходит</b> каждая страна.</p><ul><li>Один</li><li>Два</li></ul>"
AFTER = "<h2>Что это</h2>\n<p>Обзор <b>проходит</b> любая страна.</p>\n<ul><li>Один</li>\n<li>Два &lt;три&gt;</li></ul>"


def comparison(before: str, after: str):
    block = LessonTextBlock()
    return block.get_comparison_class()(block, True, True, RichText(before), RichText(after))


def test_a_line_holds_a_paragraph_and_marked_words_stay_in_it():
    assert paragraphs(RichText(BEFORE)) == "Что это\nОбзор проходит каждая страна.\nОдин\nДва"


def test_white_space_between_tags_is_no_change():
    assert not comparison(BEFORE, BEFORE.replace("><", ">\n<")).has_changed()
    assert comparison(BEFORE, AFTER).has_changed()


def test_changes_are_marked_inside_their_paragraph_and_escaped():
    assert comparison(BEFORE, AFTER).htmldiff() == (
        '<div class="running-text">Что это\nОбзор проходит <span class="deletion">каждая</span>'
        '<span class="addition">любая</span> страна.\nОдин\nДва<span class="addition"> &lt;три&gt;</span></div>'
    )


def test_what_did_not_change_is_escaped_too():
    text = "<p>Меньше &lt;трёх&gt;</p><p>Два</p>"

    assert comparison(text, text).htmlvalue(RichText(text)) == (
        '<div class="running-text">Меньше &lt;трёх&gt;\nДва</div>'
    )
