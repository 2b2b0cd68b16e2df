from django.urls import path

from agencies import views

app_name = "agencies"
urlpatterns = [
    path("", views.RoleListView.as_view(), name="roles"),
    path("sign-out/", views.SignOutView.as_view(), name="sign_out"),
    path("<int:pk>/end/", views.EndRoleView.as_view(), name="end_role"),
    path("asked/<int:pk>/", views.DecideView.as_view(), name="decide_role"),
]
