"""The words a new site starts with. Authors change them in the admin; nothing here is read again after that."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageText:
    """One page in one language; ``body`` is rich text, whose numbered lists may be a line of time."""

    title: str
    intro: str
    body: str = ""
    is_timeline: bool = False


HOME = {
    "ru": PageText(
        "Обязательства: обучение",
        "Курсы для государственных служащих Казахстана о том, как исполняются рекомендации Универсального "
        "периодического обзора и Международный пакт о гражданских и политических правах.",
        "<h2>Для кого</h2><p>Для служащих центральных и местных государственных органов, которые готовят планы, "
        "собирают сведения и отвечают за отчётность, и для представителей неправительственных организаций.</p>"
        "<h2>Как проходит обучение</h2><ol><li>Курс состоит из коротких уроков: на каждый достаточно 5–10 минут. "
        "Остановиться и продолжить можно в любой момент.</li><li>В конце курса — тест. Ответы сохраняются сразу, "
        "попыток несколько.</li><li>После теста выдаётся сертификат с академическими часами. Его подлинность может "
        "проверить любой человек по номеру.</li></ol>",
    ),
    "kk": PageText(
        "Міндеттемелер: оқыту",
        "Қазақстанның мемлекеттік қызметшілеріне арналған курстар: Әмбебап кезеңдік шолудың ұсынымдары мен "
        "Азаматтық және саяси құқықтар туралы халықаралық пакт қалай орындалады.",
        "<h2>Кімге арналған</h2><p>Жоспар дайындайтын, мәлімет жинайтын және есептілікке жауап беретін орталық әрі "
        "жергілікті мемлекеттік органдардың қызметшілеріне, сондай-ақ үкіметтік емес ұйымдардың өкілдеріне.</p>"
        "<h2>Оқу қалай өтеді</h2><ol><li>Курс қысқа сабақтардан тұрады: әрқайсысына 5–10 минут жеткілікті. Кез келген "
        "сәтте тоқтап, кейін жалғастыруға болады.</li><li>Курстың соңында тест бар. Жауаптар бірден сақталады, бірнеше "
        "рет тапсыруға болады.</li><li>Тесттен кейін академиялық сағаттар көрсетілген сертификат беріледі. Оның "
        "түпнұсқалығын нөмірі бойынша кез келген адам тексере алады.</li></ol>",
    ),
    "en": PageText(
        "Obligations: training",
        "Courses for the civil servants of Kazakhstan on carrying out the recommendations of the Universal Periodic "
        "Review and the International Covenant on Civil and Political Rights.",
        "<h2>For whom</h2><p>For staff of central and local state bodies who prepare plans, collect information and "
        "answer for reports, and for members of non-governmental organisations.</p>"
        "<h2>How it works</h2><ol><li>A course is made of short lessons of 5 to 10 minutes each. You can stop and go "
        "on at any time.</li><li>A quiz closes the course. Answers are saved at once, and there are several "
        "attempts.</li><li>After the quiz you receive a certificate that states academic hours. Anybody can check by "
        "its number that it is genuine.</li></ol>",
    ),
}

COURSES = {
    "ru": PageText("Курсы", "Все открытые курсы. Язык можно сменить в любой момент: результаты сохраняются."),
    "kk": PageText("Курстар", "Барлық ашық курстар. Тілді кез келген сәтте ауыстыруға болады: нәтижелер сақталады."),
    "en": PageText("Courses", "All open courses. You can change the language at any time: your results are kept."),
}

ABOUT = {
    "ru": PageText(
        "О платформе",
        "Что это за сайт и как он обращается со сведениями о Вас.",
        "<h2>Зачем</h2><p>Рекомендации международных органов исполняются в министерствах, акиматах, школах и "
        "поликлиниках. Платформа объясняет, откуда берётся такая рекомендация и какая работа за ней стоит.</p>"
        "<h2>Что видно другим</h2><p>Координатор Вашего региона или органа видит, какие курсы Вы начали и завершили. "
        "Ответов на вопросы тестов он не видит.</p><h2>Языки</h2><p>Курсы открыты на казахском, русском и английском "
        "языках. Результат один: его язык не меняет.</p>",
    ),
    "kk": PageText(
        "Платформа туралы",
        "Бұл қандай сайт және ол Сіз туралы мәліметтерді қалай пайдаланады.",
        "<h2>Не үшін</h2><p>Халықаралық органдардың ұсынымдары министрліктерде, әкімдіктерде, мектептер мен "
        "емханаларда орындалады. Платформа мұндай ұсынымның қайдан шығатынын және оның артында қандай жұмыс тұрғанын "
        "түсіндіреді.</p><h2>Басқаларға не көрінеді</h2><p>Өңіріңіздің немесе органыңыздың үйлестірушісі қай курсты "
        "бастап, қайсысын аяқтағаныңызды көреді. Тест сұрақтарына берген жауаптарыңызды көрмейді.</p><h2>Тілдер</h2>"
        "<p>Курстар қазақ, орыс және ағылшын тілдерінде ашық. Нәтиже біреу: тіл оны өзгертпейді.</p>",
    ),
    "en": PageText(
        "About the platform",
        "What this site is and how it treats information about you.",
        "<h2>Why</h2><p>Recommendations of international bodies are carried out in ministries, akimats, schools and "
        "clinics. The platform explains where such a recommendation comes from and what work stands behind it.</p>"
        "<h2>What others see</h2><p>The coordinator of your region or agency sees which courses you have started and "
        "completed, but not your answers to quiz questions.</p><h2>Languages</h2><p>Courses are open in Kazakh, "
        "Russian and English. There is one result, whatever the language.</p>",
    ),
}

ACCESSIBILITY = {
    "ru": PageText(
        "Доступность",
        "Сайтом должен быть в состоянии пользоваться каждый.",
        "<h2>К чему мы стремимся</h2><p>Наш ориентир — WCAG 2.2, уровень AA. Всё, что нужно слушателю, делается с "
        "клавиатуры и читается программами экранного доступа. Страница увеличивается до 400 процентов, и ничего не "
        "пропадает. Уроки и тесты работают без скриптов, на старых компьютерах и на медленной связи. Сертификаты и "
        "отчёты в PDF размечены для программ экранного доступа (PDF/UA).</p>"
        "<h2>Как мы это проверяем</h2><p>Программа проверяет страницы на трёх языках, в светлых и тёмных цветах, на "
        "телефоне и на большом экране после каждого изменения: контраст, размер кнопок, увеличение, работу с одной "
        "клавиатурой, названия элементов. Внешний вид страниц смотрят разработчики.</p>"
        "<h2>Что ещё не так</h2><ul><li>Человек, который пользуется программой экранного доступа каждый день, сайт ещё "
        "не проверял.</li><li>На многих устройствах нет казахского голоса. Уроки, к которым есть запись, можно "
        "слушать.</li><li>Раздел для авторов курсов построен на готовой системе и проверен меньше, чем страницы для "
        "слушателей.</li></ul>"
        "<h2>Если что-то мешает</h2><p>Напишите нам по адресу внизу страницы: что Вы делали, на какой странице и с "
        "какой программой.</p>",
    ),
    "kk": PageText(
        "Қолжетімділік",
        "Сайтты әркім пайдалана алуы тиіс.",
        "<h2>Мақсатымыз</h2><p>Біз WCAG 2.2 талаптарын, AA деңгейін басшылыққа аламыз. Тыңдаушыға қажеттінің бәрі "
        "пернетақтамен орындалады және экраннан оқитын бағдарламаларға түсінікті. Бет 400 пайызға дейін үлкейеді, "
        "ештеңе жоғалмайды. Сабақтар мен тесттер скриптсіз, ескі компьютерде және баяу байланыста да жұмыс істейді. "
        "PDF сертификаттар мен есептер экраннан оқитын бағдарламаларға арнап белгіленген (PDF/UA).</p>"
        "<h2>Қалай тексереміз</h2><p>Әр өзгерістен кейін бағдарлама беттерді үш тілде, ашық және қою түсте, телефонда "
        "және үлкен экранда тексереді: контраст, батырмалардың көлемі, үлкейту, тек пернетақтамен жұмыс, элементтердің "
        "атаулары. Беттердің көрінісін әзірлеушілер қарайды.</p>"
        "<h2>Әлі не жетіспейді</h2><ul><li>Экраннан оқитын бағдарламаны күнде пайдаланатын адам сайтты әлі тексерген "
        "жоқ.</li><li>Көп құрылғыда қазақша дауыс жоқ. Жазбасы бар сабақтарды тыңдауға болады.</li><li>Курс "
        "авторларына арналған бөлім дайын жүйеге негізделген және тыңдаушыларға арналған беттерден аз "
        "тексерілген.</li></ul>"
        "<h2>Бір нәрсе кедергі болса</h2><p>Беттің төменгі жағындағы мекенжайға жазыңыз: не істедіңіз, қай бетте және "
        "қандай бағдарламамен.</p>",
    ),
    "en": PageText(
        "Accessibility",
        "Everybody should be able to use this site.",
        "<h2>What we aim at</h2><p>We work to WCAG 2.2, level AA. Everything a learner needs can be done with a "
        "keyboard and is readable by screen readers. Pages can be enlarged to 400 per cent and nothing gets lost. "
        "Lessons and quizzes work without scripts, on old computers and on slow lines. Certificates and reports in "
        "PDF are tagged for screen readers (PDF/UA).</p>"
        "<h2>How we check it</h2><p>After every change a program goes through the pages in three languages, in light "
        "and dark, on a phone and on a large screen: contrast, size of buttons, enlargement, work with the keyboard "
        "alone, names of the parts. The developers look at the pages themselves.</p>"
        "<h2>What is not right yet</h2><ul><li>Nobody who uses a screen reader every day has checked the site yet."
        "</li><li>Many devices have no Kazakh voice. Lessons with a recording can be listened to.</li><li>The part for "
        "course authors is built on a ready-made system and has been checked less than the pages for learners.</li>"
        "</ul><h2>If something is in your way</h2><p>Write to the address at the bottom of the page: what you were "
        "doing, on which page and with which program.</p>",
    ),
}

# By the last part of their address, which is the same in all languages.
STANDARD_PAGES = {"about": ABOUT, "accessibility": ACCESSIBILITY}
