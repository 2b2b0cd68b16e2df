"""The learner's addresses; those under ``courses/`` are the addresses Wagtail gives the pages."""

from django.urls import path

from learning.views.autosave import AutosaveView, HandInView
from learning.views.courses import ClarityView, CourseView, HomeView, ItemView, ModuleView, PlaceView
from learning.views.offline import CourseCopyView, LessonCopyView, SavedCourseView
from learning.views.quizzes import QuestionView, SummaryView
from learning.views.record import RecordFileView, RecordView
from learning.views.results import RepeatView, ResultView
from learning.views.search import GlossaryView, SearchView
from learning.views.sheet import SheetView

app_name = "learning"

urlpatterns = [
    path("learning/", HomeView.as_view(), name="home"),
    path("search/", SearchView.as_view(), name="search"),
    path("glossary/", GlossaryView.as_view(), name="glossary"),
    path("learning/record/", RecordView.as_view(), name="record"),
    path("learning/record/<slug:file_format>/", RecordFileView.as_view(), name="record_file"),
    path("courses/<slug:course>/", CourseView.as_view(), name="course"),
    path("courses/<slug:course>/saved.json", SavedCourseView.as_view(), name="saved"),
    path("courses/<slug:course>/copy", CourseCopyView.as_view(), name="course_copy"),
    path("courses/<slug:course>/<slug:module>/", ModuleView.as_view(), name="module"),
    path("courses/<slug:course>/<slug:module>/<slug:item>/", ItemView.as_view(), name="item"),
    path("courses/<slug:course>/<slug:module>/<slug:item>/copy/", LessonCopyView.as_view(), name="lesson_copy"),
    path("courses/<slug:course>/<slug:module>/<slug:item>/place/", PlaceView.as_view(), name="place"),
    path("courses/<slug:course>/<slug:module>/<slug:item>/clear/", ClarityView.as_view(), name="clarity"),
    path("attempts/<uuid:attempt>/<int:position>/", QuestionView.as_view(), name="question"),
    path("attempts/<uuid:attempt>/<int:position>/answer/", AutosaveView.as_view(), name="autosave"),
    path("attempts/<uuid:attempt>/sheet/", SheetView.as_view(), name="sheet"),
    path("attempts/<uuid:attempt>/hand-in/", HandInView.as_view(), name="hand_in"),
    path("attempts/<uuid:attempt>/summary/", SummaryView.as_view(), name="summary"),
    path("attempts/<uuid:attempt>/result/", ResultView.as_view(), name="result"),
    path("attempts/<uuid:attempt>/repeat/", RepeatView.as_view(), name="repeat"),
]
