from django.urls import path

from portal.notifications import views

app_name = "notifications"

urlpatterns = [
    path("jaunumi/", views.preferences, name="preferences"),
    path("jaunumi/atteikties/<str:token>/", views.unsubscribe_page, name="unsubscribe"),
]
