from django.urls import path

from portal.pages import views

app_name = "pages"

urlpatterns = [
    path("", views.home, name="home"),
    path("lidzdaliba/", views.hub, name="hub"),
    path("mans/", views.mans, name="mans"),
    path("meklet/", views.search, name="search"),
    path("rokasgramata/", views.guide, name="guide"),
    path("rokasgramata/kopiena/", views.guide_community, name="guide_community"),
    path("rokasgramata/lidzdaliba/", views.guide_participation, name="guide_participation"),
    path("rokasgramata/kultura/", views.guide_culture, name="guide_culture"),
    path("rokasgramata/vardnica/", views.guide_glossary, name="guide_glossary"),
    path("viegli-lasit/", views.easy_language, name="easy_language"),
    path("pieklustamiba/", views.accessibility, name="accessibility"),
    path("privatums/", views.privacy, name="privacy"),
    path("komponentes/", views.gallery, name="gallery"),
]
