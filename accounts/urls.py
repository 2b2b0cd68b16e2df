from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("name/", views.NameView.as_view(), name="name"),
    path("invitation/", views.CodeView.as_view(), name="code"),
    path("invitation/<str:token>/", views.InvitationView.as_view(), name="invitation"),
]
