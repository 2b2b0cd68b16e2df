"""What each of the ten blocks of a lesson shows."""

import pytest
from django.core.files.base import ContentFile
from django.template import engines
from django.utils.translation import override
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file_jpeg

from courses.models import GlossaryTerm, LessonPage

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(kind: str, value: object, language: str = "ru") -> str:
    """A lesson of this one block as learners get it, in one line."""
    page = LessonPage(title="Урок", body=[{"type": kind, "value": value, "id": "one"}])
    template = engines["django"].get_template("courses/lesson_body.html")
    with override("en"):
        return " ".join(template.render({"page": page, "page_language": language}).split())


def items(*values: object) -> list[dict[str, object]]:
    """The raw form of a list block."""
    return [{"type": "item", "value": value, "id": str(number)} for number, value in enumerate(values)]


def test_text_shows_headings_and_links():
    content = shown("text", '<h2>Начало</h2><p><a href="https://undocs.org/A">A</a></p>')

    assert "<h2>Начало</h2>" in content
    assert '<a href="https://undocs.org/A">A</a>' in content


QUOTATION = {
    "quote": "Слова",
    "document": "Резолюция",
    "paragraph": "пункт 5",
    "authentic": "en",
    "url": "https://undocs.org/A",
}


def test_quotation_shows_document_paragraph_language_and_link():
    content = shown("quotation", QUOTATION)

    assert "<p>Слова</p>" in content
    assert "Резолюция, пункт 5." in content
    assert 'Authentic text: <span lang="en">English</span>.' in content
    assert '<a href="https://undocs.org/A" rel="noopener">Open the document</a>' in content


def test_quotation_without_authentic_text_says_it_is_ours():
    content = shown("quotation", QUOTATION | {"authentic": "", "url": "", "paragraph": ""})

    assert "Резолюция. In our own words." in content
    assert "<a " not in content


@pytest.mark.parametrize(("position", "word"), [("supported", "Supported"), ("noted", "Noted")])
def test_recommendation_shows_cycle_number_states_and_position(position, word):
    value = {
        "cycle": 2, "symbol": "A/HRC/28/10", "paragraph": "124.45", "states": "Австрия", "position": position,
        "summary": "Просят",
    }  # fmt: skip

    content = shown("recommendation", value)

    assert "<dt>Cycle</dt><dd>2</dd>" in content
    assert "<dt>Number</dt><dd>A/HRC/28/10, 124.45</dd>" in content
    assert "<dt>Recommending States</dt><dd>Австрия</dd>" in content
    assert f"{word}</span></dd>" in content


def test_key_facts_show_source_of_each():
    content = shown("key_facts", {"items": items({"text": "Факт", "source": "Закон"})})

    assert '<p class="el-keyfacts__text">Факт</p><p class="el-keyfacts__source">Source: Закон</p>' in content


def test_scheme_numbers_its_points_and_says_them_all_as_a_list():
    points = items({"label": "План", "text": "Кто и когда."}, {"label": "Отчёт", "text": ""})

    content = shown("scheme", {"form": "cycle", "title": "Круг", "points": points})

    assert '<figcaption class="el-scheme__title">Круг</figcaption>' in content
    assert 'role="img" aria-label="Круг: a cycle that begins again"' in content
    assert [content.count(f">{number}</text>") for number in (1, 2, 3)] == [1, 1, 0]
    assert '<li><b>План</b><span class="el-scheme__text">Кто и когда.</span></li> <li><b>Отчёт</b></li>' in content


def test_table_has_caption_heads_and_focusable_region():
    table = {"data": [["Кто", "Что"], ["Акимат", None]], "first_row_is_table_header": True, "first_col_is_header": True}

    content = shown("table", {"caption": "Роли", "table": table})

    assert '<div class="el-table-region" role="region" aria-label="Роли" tabindex="0">' in content
    assert '<caption class="el-table__caption">Роли</caption>' in content
    assert '<thead><tr><th scope="col">Кто</th><th scope="col">Что</th></tr></thead>' in content
    assert '<tr><th scope="row">Акимат</th><td></td></tr>' in content
    assert content.count("<tbody>") == content.count("</tbody>") == 1


def test_table_without_heads_is_all_cells():
    table = {"data": [["а", "б"]], "first_row_is_table_header": False, "first_col_is_header": False}

    content = shown("table", {"caption": "Роли", "table": table})

    assert "<tbody> <tr><td>а</td><td>б</td></tr> </tbody>" in content


def test_check_hides_its_answer_until_asked():
    options = items({"text": "Да", "is_correct": True}, {"text": "Нет", "is_correct": False})

    content = shown("check", {"question": "Что?", "options": options, "explanation": "Потому"})

    before, after = content.split("<details")
    assert "<li>Да</li><li>Нет</li>" in before
    assert "Потому" not in before
    assert ["Да</li>" in after, "Нет" in after, "Потому" in after] == [True, False, True]


def make_term(**fields: str) -> GlossaryTerm:
    names = {f"{name}_{code}": f"{name} {code}" for name in ("term", "definition") for code in ("ru", "kk", "en")}
    return GlossaryTerm.objects.create(**{"key": "term"} | names | fields)


def test_glossary_explains_in_the_language_of_the_text():
    term = make_term(abbreviation_ru="УПО", abbreviation_kk="")

    value = {"terms": items(term.pk)}

    assert "<dt>term ru (УПО)</dt><dd>definition ru</dd>" in shown("glossary", value)
    assert "<dt>term kk</dt><dd>definition kk</dd>" in shown("glossary", value, language="kk")


def test_glossary_leaves_out_deleted_term():
    assert "<dt>" not in shown("glossary", {"terms": items(999)})


@pytest.mark.parametrize("terms", [1, 3])
def test_glossary_costs_one_query(django_assert_num_queries, terms):
    rows = [make_term(key=f"term-{number}") for number in range(terms)]

    with django_assert_num_queries(1):
        shown("glossary", {"terms": items(*[row.pk for row in rows])})


def test_figure_is_small_lazy_and_described(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = Image.objects.create(title="x", file=get_test_image_file_jpeg(size=(1600, 900)))

    content = shown("figure", {"image": image.pk, "alt": "Схема", "caption": "Рис. 1"})

    assert 'alt="Схема" width="800" height="450" loading="lazy"' in content
    assert ".webp" in content
    assert "<figcaption>Рис. 1</figcaption>" in content


def test_figure_of_deleted_image_leaves_nothing():
    assert "<figure" not in shown("figure", {"image": 999, "alt": "Схема", "caption": ""})


def test_video_loads_nothing_before_it_is_asked_for(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    film, captions = (
        Document.objects.create(title=name, file=ContentFile(b"x" * 2048, name=name)) for name in ("a.mp4", "a.vtt")
    )
    value = {"title": "Видео", "video": film.pk, "captions": captions.pk, "minutes": 4, "transcript": "<p>Всё</p>"}

    content = shown("video", value, language="kk")

    assert 'controls preload="none"' in content
    assert f'<source src="{film.url}" type="video/mp4">' in content  # not the file's own address, which nobody may open
    assert f'src="{captions.url}"' in content
    assert "Watch the video (4 minutes, 2.0 KB)" in content
    assert 'kind="captions"' in content
    assert 'srclang="kk"' in content
    assert "<p>Всё</p>" in content
