"""What the style guide shows, in its order: a group is a chapter with a template of its own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """One component: its name, when to use it, and the file that it comes from."""

    title: str | Promise
    when: str | Promise
    file: str


@dataclass(frozen=True)
class Group:
    """Entries by the anchor under which each stands on the page; ``slug`` names the template too."""

    slug: str
    title: str | Promise
    entries: dict[str, Entry]

    @property
    def template(self) -> str:
        """Where the samples of its entries are included."""
        return f"home/styleguide/{self.slug}.html"


FOUNDATIONS = {
    "colours": Entry(
        _("Colours by name"),
        _("Style sheets name a colour and never write its number: each has a light and a dark value."),
        "assets/scss/_tokens.scss",
    ),
    "type": Entry(
        _("Sizes of type"), _("Headings, text and figures; no other size is used."), "assets/scss/_govuk.scss"
    ),
    "spacing": Entry(_("Distances"), _("Every distance is one of these, in pixels."), "assets/scss/_govuk.scss"),
    "icons": Entry(_("Icons"), _("Beside a word, never alone."), "components/icon.html"),
}
NAVIGATION = {
    "language_switch": Entry(
        _("Language switch"),
        _("In the header of every page: the same page in another language."),
        "components/language_switch.html",
    ),
    "theme_switch": Entry(_("Light and dark"), _("In the footer of every page."), "components/theme_switch.html"),
    "account": Entry(_("Name and sign-out"), _("In the header, for whoever is signed in."), "components/account.html"),
    "breadcrumbs": Entry(
        _("Breadcrumbs"), _("Above the title of a page that lies below others."), "components/breadcrumbs.html"
    ),
    "outline": Entry(
        _("Course contents"),
        _("Beside a lesson or a quiz; on a phone it is folded above the title."),
        "learning/_outline.html",
    ),
    "lesson_navigation": Entry(
        _("Lesson navigation"),
        _("Under a lesson: back, and on by marking it as read."),
        "learning/_lesson_navigation.html",
    ),
    "pagination": Entry(_("Pages"), _("Under a list that does not fit on one page."), "components/pagination.html"),
}
FORMS = {
    "buttons": Entry(
        _("Buttons"),
        _("One main act per screen; the pale one for everything beside it, the red one for what cannot be undone."),
        "assets/scss/components/_button.scss",
    ),
    "fields": Entry(
        _("Fields"),
        _("Label, hint, error and control of one field of a form, whatever its kind."),
        "components/field.html",
    ),
    "errors": Entry(
        _("Errors of a form"),
        _("The summary comes first on the page and leads to each field."),
        "components/error_summary.html",
    ),
}
MESSAGES = {
    "notices": Entry(
        _("Notices"), _("Something happened, or has to be known before going on."), "components/notice.html"
    ),
    "messages": Entry(
        _("Answers to an act"), _("At the top of the page that follows an act."), "components/messages.html"
    ),
    "inset": Entry(
        _("Remark and warning"),
        _("A remark beside the text; a warning before a step that matters."),
        "assets/scss/components/_notice.scss",
    ),
    "details": Entry(
        _("Folded text"), _("What only some people want to read."), "assets/scss/components/_details.scss"
    ),
    "empty": Entry(
        _("Nothing here yet"),
        _("In place of a list without rows: why, and what to do about it."),
        "components/empty_state.html",
    ),
    "save_status": Entry(
        _("Whether an answer is kept"), _("Under a question of a quiz, always in words."), "learning/_save_status.html"
    ),
    "offline": Entry(
        _("No connection"), _("On top of a page that is read from the device."), "learning/copies/_bar.html"
    ),
    "three_languages": Entry(
        _("A sentence in the other languages"),
        _("On pages for failures, where the language may be a guess."),
        "components/in_other_languages.html",
    ),
}
LESSON = {
    "recording": Entry(
        _("Listen to the lesson"),
        _("Above a lesson that was read aloud; loads nothing before it is played."),
        "courses/lesson_audio.html",
    ),
    "text": Entry(_("Text"), _("Running text with headings, lists and links."), "courses/blocks/text.html"),
    "glossary": Entry(_("Glossary terms"), _("Terms explained where they are needed."), "courses/blocks/glossary.html"),
    "quotation": Entry(
        _("Quotation with source"),
        _("Words of a document, with what is needed to cite them."),
        "courses/blocks/quotation.html",
    ),
    "recommendation": Entry(
        _("Recommendation card"),
        _("One recommendation of a review: symbol, paragraph, position, our summary."),
        "courses/blocks/recommendation.html",
    ),
    "key_facts": Entry(
        _("Key facts"), _("A box of facts to remember, each with its source."), "courses/blocks/key_facts.html"
    ),
    "figure": Entry(_("Image"), _("A picture with words for those who do not see it."), "courses/blocks/figure.html"),
    "scheme": Entry(
        _("Scheme"),
        _("A drawing of numbered points that the site makes from your words."),
        "courses/blocks/scheme.html",
    ),
    "table": Entry(_("Table"), _("A table with a caption and headed columns."), "courses/blocks/table.html"),
    "video": Entry(
        _("Video with transcript"),
        _("A video that loads on demand; everything said is written below it."),
        "courses/blocks/video.html",
    ),
    "check": Entry(
        _("Check yourself"), _("A question for oneself: never graded, never recorded."), "courses/blocks/check.html"
    ),
}
QUIZ = {
    "rules": Entry(_("Rules of a quiz"), _("Before the first attempt and before every other."), "learning/_rules.html"),
    "choices": Entry(
        _("Answer options"),
        _("The whole row can be pressed; chosen is told by border, mark and tint."),
        "quizzes/parts/choice.html",
    ),
    "written": Entry(_("Answers of other kinds"), _("Number, text, pairs, order and essay."), "quizzes/part.html"),
    "checked": Entry(
        _("Checked answers"),
        _("In a quiz for learning, once the learner has asked: right or wrong, and locked."),
        "learning/_check.html",
    ),
    "flag": Entry(_("Mark to come back"), _("Under a question; pressed when it is marked."), "learning/_flag.html"),
    "map": Entry(
        _("Map of questions"),
        _("Under a question: answered has a bar, marked a flag, the open one a double frame."),
        "learning/_question_map.html",
    ),
    "timer": Entry(_("Time left"), _("Above a question of a quiz with a time limit."), "learning/_quiz_client.html"),
    "score": Entry(_("Result"), _("Passed and not passed, with the points."), "learning/_score.html"),
    "results": Entry(
        _("Question by question"), _("Under the result, as far as the quiz tells it."), "learning/_results.html"
    ),
    "summary": Entry(
        _("Check your answers"), _("Before handing in: what was answered, and what was not."), "learning/_summary.html"
    ),
}
COURSE = {
    "statuses": Entry(
        _("Tags of state"),
        _("The four words of learning, the same everywhere; other states in the other tints."),
        "components/status_tag.html",
    ),
    "continue_card": Entry(_("Where to go on"), _("On top of the learner’s first page."), "learning/_continue.html"),
    "course_list": Entry(
        _("List of courses"), _("On the front page and among the courses."), "courses/course_list.html"
    ),
    "deadlines": Entry(
        _("Due date"), _("With a course: none, in time, overdue, completed, expired."), "learning/_deadline.html"
    ),
    "checklist": Entry(
        _("What completes the course"),
        _("On the page of a course, line by line, with one’s own state."),
        "learning/_checklist.html",
    ),
    "certificate_card": Entry(_("Certificate"), _("Among one’s own certificates."), "certificates/_card.html"),
    "verified": Entry(
        _("Result of a check"),
        _("What anybody who checks a certificate sees: valid, expired, revoked or replaced."),
        "certificates/_result.html",
    ),
}
FIGURES = {
    "share": Entry(
        _("Share of a number"), _("A share never stands without the number that it is of."), "components/share.html"
    ),
    "share_bar": Entry(_("Bar of a share"), _("Beside the share in a cell of a table."), "components/share_bar.html"),
    "totals": Entry(_("Main figures"), _("On top of a report."), "reports/_totals.html"),
    "filters": Entry(_("Filters"), _("Above the rows; what is chosen stands in the address."), "reports/_filters.html"),
    "files": Entry(_("Download"), _("The same rows as a file."), "reports/_files.html"),
    "rows": Entry(
        _("Table of figures"), _("With the total below; on a phone every row is a card."), "reports/_region_table.html"
    ),
    "comparison": Entry(
        _("Then and now"), _("Two dots a place, when a period is compared with another."), "reports/_comparison.html"
    ),
    "trend": Entry(
        _("Line over months"), _("With the target, its newest value and the same as a table."), "reports/_trend.html"
    ),
    "country": Entry(
        _("Map, tiles and legend"),
        _("Map on wide screens, tiles on narrow ones; hatched: nobody, or not yours to see."),
        "reports/_map.html",
    ),
}

GROUPS = [
    Group("foundations", _("Foundations"), FOUNDATIONS),
    Group("navigation", _("Navigation"), NAVIGATION),
    Group("forms", _("Forms and errors"), FORMS),
    Group("messages", _("Messages"), MESSAGES),
    Group("lesson", _("Lesson"), LESSON),
    Group("quiz", _("Quiz"), QUIZ),
    Group("course", _("Course and certificate"), COURSE),
    Group("figures", _("Figures"), FIGURES),
]
# What the database, the administration or a file is needed for: its name, and where it is seen.
ELSEWHERE = [
    (_("Page for a failure"), "/nowhere/"),
    (_("Pages of one’s own account"), "/accounts/password/change/"),
    (_("Sign-in"), "/accounts/login/"),
    (_("People of an agency"), "/reports/agencies/…/"),
    (_("Reminders and their preview"), "/reminders/"),
    (_("Staff list before it is taken over"), "/roster/"),
    (_("Translation side by side, and its board"), "/admin/"),
    (_("Preview of a corrected key"), "/admin/"),
    (_("Figures for everybody"), "/reports/published/"),
]
