from django.urls import path

from actionplans.views import public

app_name = "actionplans"

urlpatterns = [
    path("ricibas-plani/", public.PlanList.as_view(), name="plan_list"),
    path("ricibas-plani/<slug:slug>/", public.plan_detail, name="plan_detail"),
    path("ricibas-plani/<slug:slug>/karte.json", public.plan_map, name="plan_map"),
]
