from django.urls import path

from portal.notifications import views

app_name = "notifications"

urlpatterns = [
    path("jaunumi/", views.preferences, name="preferences"),
    path("jaunumi/sekot/nosutits/", views.follow_sent, name="follow_sent"),
    path("jaunumi/sekot/apstiprinat/<str:token>/", views.confirm_following_page, name="confirm_following"),
    path("jaunumi/sekot/<str:kind>/<int:pk>/", views.follow_page, name="follow"),
    path("jaunumi/nesekot/<int:pk>/", views.stop_following_page, name="stop_following"),
    path("jaunumi/atteikties/<str:token>/", views.unsubscribe_page, name="unsubscribe"),
]
