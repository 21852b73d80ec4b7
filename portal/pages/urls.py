from django.urls import path

from portal.pages import views

app_name = "pages"

urlpatterns = [
    path("", views.home, name="home"),
    path("lidzdaliba/", views.hub, name="hub"),
    path("mans/", views.mans, name="mans"),
    path("meklet/", views.search, name="search"),
    path("rokasgramata/", views.guide, name="guide"),
    path("viegli-lasit/", views.easy_language, name="easy_language"),
    path("pieklustamiba/", views.accessibility, name="accessibility"),
    path("privatums/", views.privacy, name="privacy"),
    path("komponentes/", views.gallery, name="gallery"),
]
