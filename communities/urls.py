from django.urls import path

from communities.views import public

app_name = "communities"

urlpatterns = [
    path("apkaimes/", public.NeighbourhoodList.as_view(), name="neighbourhood_list"),
    path("apkaimes/karte.json", public.neighbourhood_map, name="neighbourhood_map"),
    path("apkaimes/mana/", public.choose_area, name="choose_area"),
    path("apkaimes/<slug:slug>/", public.neighbourhood_detail, name="neighbourhood_detail"),
    path("kopienas/", public.CommunityList.as_view(), name="community_list"),
    path("kopienas/<slug:slug>/", public.community_detail, name="community_detail"),
    path("resursu-centri/", public.ResourceCentreList.as_view(), name="resource_centre_list"),
    path("resursu-centri/karte.json", public.resource_centre_map, name="resource_centre_map"),
    path("resursu-centri/<slug:slug>/", public.resource_centre_detail, name="resource_centre_detail"),
    path("laba-prakse/", public.GoodPracticeList.as_view(), name="good_practice_list"),
    path("laba-prakse/<slug:slug>/", public.good_practice_detail, name="good_practice_detail"),
    path("vienosanas/", public.AgreementList.as_view(), name="agreement_list"),
    path("vienosanas/<slug:slug>/", public.agreement_detail, name="agreement_detail"),
]
