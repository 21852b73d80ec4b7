from django.urls import path

from communities.views import agreement, community, desk, good_practice, neighbourhood, photo, resource_centre

app_name = "communities"

urlpatterns = [
    path("apkaimes/", neighbourhood.NeighbourhoodList.as_view(), name="neighbourhood_list"),
    path("apkaimes/karte.json", neighbourhood.neighbourhood_map, name="neighbourhood_map"),
    path("apkaimes/mana/", neighbourhood.choose_area, name="choose_area"),
    path("apkaimes/<slug:slug>/", neighbourhood.neighbourhood_detail, name="neighbourhood_detail"),
    path("kopienas/", community.CommunityList.as_view(), name="community_list"),
    path("kopienas/<slug:slug>/", community.community_detail, name="community_detail"),
    path("resursu-centri/", resource_centre.ResourceCentreList.as_view(), name="resource_centre_list"),
    path("resursu-centri/karte.json", resource_centre.resource_centre_map, name="resource_centre_map"),
    path("resursu-centri/<slug:slug>/", resource_centre.resource_centre_detail, name="resource_centre_detail"),
    path("laba-prakse/", good_practice.GoodPracticeList.as_view(), name="good_practice_list"),
    path("laba-prakse/<slug:slug>/", good_practice.good_practice_detail, name="good_practice_detail"),
    path("vienosanas/", agreement.AgreementList.as_view(), name="agreement_list"),
    path("vienosanas/<slug:slug>/", agreement.agreement_detail, name="agreement_detail"),
    path("mans/kopienas/<slug:slug>/", desk.desk, name="desk"),
    path("foto/<uuid:pk>/", photo.photo, name="photo"),
]
