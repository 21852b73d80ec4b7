from django.urls import path

from portal.accounts import views

app_name = "accounts"

urlpatterns = [
    path("profils/", views.profile, name="profile"),
    path("profils/dati/", views.own_data, name="own_data"),
    path("profils/dzest/", views.erase, name="erase"),
]
