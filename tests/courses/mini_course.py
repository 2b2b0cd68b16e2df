"""A course folder with one of everything, to be written somewhere and then broken on purpose."""

from pathlib import Path

COURSE = """
slug = "mini"
hours = 2
title.ru = "Курс"
title.kk = "Курс қазақша"
title.en = "Course"
summary.ru = "О чём"
summary.kk = "Не туралы"
summary.en = "What about"
audience.ru = "Всем"
audience.kk = "Барлығына"
audience.en = "Everybody"
outcomes.ru = ["Знать", "Уметь"]
outcomes.kk = ["Білу", "Істей алу"]
outcomes.en = ["Know", "Be able"]
quiz_module = "module-1"
"""

MODULE_HEAD = """
slug = "module-{number}"
title.ru = "Модуль {number}"
title.kk = "{number}-модуль"
title.en = "Module {number}"
summary.ru = "Кратко"
summary.kk = "Қысқаша"
summary.en = "In short"
outcomes.ru = ["Понять"]
outcomes.kk = ["Түсіну"]
outcomes.en = ["Understand"]
"""

LESSON_HEAD = """
[[lessons]]
slug = "{slug}"
title.ru = "Урок {slug}"
title.kk = "Сабақ {slug}"
title.en = "Lesson {slug}"
summary.ru = "Об уроке"
summary.kk = "Сабақ туралы"
summary.en = "About the lesson"
[[lessons.blocks]]
type = "text"
ru = "<h2>Начало</h2><p>Слова</p>"
kk = "<h2>Басы</h2><p>Сөздер</p>"
en = "<h2>Start</h2><p>Words</p>"
"""

BLOCKS = """
[[lessons.blocks]]
type = "quotation"
quote.ru = "Слова"
quote.kk = "Сөздер"
quote.en = "Words"
document.ru = "Резолюция"
document.kk = "Қарар"
document.en = "Resolution"
paragraph.ru = "пункт 5"
paragraph.kk = "5-тармақ"
paragraph.en = "para. 5"
authentic = "en"
url = "https://undocs.org/A/RES/60/251"
[[lessons.blocks]]
type = "recommendation"
cycle = 2
symbol = "A/HRC/28/10"
paragraph = "124.45"
states.ru = "Австрия"
states.kk = "Аустрия"
states.en = "Austria"
position = "supported"
summary.ru = "Просят"
summary.kk = "Сұрайды"
summary.en = "It asks"
[[lessons.blocks]]
type = "key_facts"
[[lessons.blocks.items]]
text.ru = "Факт"
text.kk = "Дерек"
text.en = "Fact"
source.ru = "Источник"
source.kk = "Дереккөз"
source.en = "Source"
[[lessons.blocks]]
type = "table"
caption.ru = "Таблица"
caption.kk = "Кесте"
caption.en = "Table"
header.ru = ["Кто", "Что"]
header.kk = ["Кім", "Не"]
header.en = ["Who", "What"]
rows.ru = [["Акимат", "Данные"]]
rows.kk = [["Әкімдік", "Деректер"]]
rows.en = [["Akimat", "Data"]]
[[lessons.blocks]]
type = "check"
question.ru = "Что?"
question.kk = "Не?"
question.en = "What?"
explanation.ru = "Потому"
explanation.kk = "Себебі"
explanation.en = "Because"
[[lessons.blocks.options]]
text.ru = "Да"
text.kk = "Иә"
text.en = "Yes"
correct = true
[[lessons.blocks.options]]
text.ru = "Нет"
text.kk = "Жоқ"
text.en = "No"
correct = false
[[lessons.blocks]]
type = "scheme"
form = "cycle"
title.ru = "Круг"
title.kk = "Айналым"
title.en = "Cycle"
[[lessons.blocks.points]]
label.ru = "План"
label.kk = "Жоспар"
label.en = "Plan"
[[lessons.blocks.points]]
label.ru = "Отчёт"
label.kk = "Есеп"
label.en = "Report"
text.ru = "Раз в год."
text.kk = "Жылына бір рет."
text.en = "Once a year."
[[lessons.blocks]]
type = "glossary"
terms = ["upr"]
"""

QUIZ = """
slug = "final-quiz"
title.ru = "Тест"
title.kk = "Тест қазақша"
title.en = "Quiz"
summary.ru = "Вопросы"
summary.kk = "Сұрақтар"
summary.en = "Questions"
pass_mark = 60
max_attempts = 2
"""

QUESTION_HEAD = """
[[questions]]
key = "{key}"
source.ru = "Источник"
source.kk = "Дереккөз"
source.en = "Source"
feedback.ru = "Потому"
feedback.kk = "Себебі"
feedback.en = "Because"
"""

PROMPT = """
prompt.ru = "Что?"
prompt.kk = "Не?"
prompt.en = "What?"
"""

OPTION = """
[[questions.parts.options]]
text.ru = "{text} ru"
text.kk = "{text} kk"
text.en = "{text} en"
correct = {correct}
"""

CHOICE = OPTION.format(text="a", correct="false") + OPTION.format(text="b", correct="true")

LEVEL = """
[[questions.parts.criteria.levels]]
text.ru = "уровень"
text.kk = "деңгей"
text.en = "level"
"""

CRITERION = (
    """
[[questions.parts.criteria]]
name.ru = "Критерий"
name.kk = "Өлшем"
name.en = "Criterion"
"""
    + 4 * LEVEL
)

PARTS = {
    "single": CHOICE,
    "multiple": CHOICE,
    "true_false": "correct = true\n",
    "matching": """
[[questions.parts.pairs]]
left.ru = "1"
left.kk = "1"
left.en = "1"
right.ru = "один"
right.kk = "бір"
right.en = "one"
[[questions.parts.pairs]]
left.ru = "2"
left.kk = "2"
left.en = "2"
right.ru = "два"
right.kk = "екі"
right.en = "two"
""",
    "ordering": """
[[questions.parts.items]]
text.ru = "сначала"
text.kk = "алдымен"
text.en = "first"
[[questions.parts.items]]
text.ru = "потом"
text.kk = "содан кейін"
text.en = "then"
""",
    "number": 'value = "12.5"\ntolerance = "0"\n',
    "short_text": 'accepted.ru = ["доклад", "отчёт"]\naccepted.kk = ["баяндама"]\naccepted.en = ["report"]\n',
    "essay": "min_words = 5\nmax_words = 50\n" + 3 * CRITERION,
}

GLOSSARY = (
    "key,term_en,term_ru,term_kk,abbr_en,abbr_ru,abbr_kk,definition_en,definition_ru,definition_kk\n"
    "upr,Review,Обзор,Шолу,UPR,УПО,ӘКШ,Of all States,Всех государств,Барлық мемлекетті\n"
)


def write_mini_course(parent: Path) -> Path:
    """The course in ``parent/mini``, with the glossary beside it; returns the folder."""
    folder = parent / "mini"
    folder.mkdir()
    lessons = LESSON_HEAD.format(slug="first") + BLOCKS + LESSON_HEAD.format(slug="second")
    (folder / "course.toml").write_text(COURSE, encoding="utf-8")
    (folder / "module-1.toml").write_text(MODULE_HEAD.format(number=1) + lessons, encoding="utf-8")
    (folder / "module-2.toml").write_text(
        MODULE_HEAD.format(number=2) + LESSON_HEAD.format(slug="third"), encoding="utf-8"
    )
    (folder / "quiz.toml").write_text(QUIZ + "".join(map(question, PARTS)), encoding="utf-8")
    (parent / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    return folder


def question(kind: str) -> str:
    """A question of one part of this kind."""
    key = f"mini-{kind.replace('_', '-')}"
    return f'{QUESTION_HEAD.format(key=key)}[[questions.parts]]\ntype = "{kind}"{PROMPT}{PARTS[kind]}'


def change(file: Path, old: str, new: str) -> None:
    """Put ``new`` in the place of the first ``old``, which must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
