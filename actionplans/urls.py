from django.urls import path

from actionplans.views import plan

app_name = "actionplans"

urlpatterns = [
    path("ricibas-plani/", plan.PlanList.as_view(), name="plan_list"),
    path("ricibas-plani/<slug:slug>/", plan.plan_detail, name="plan_detail"),
    path("ricibas-plani/<slug:slug>/karte.json", plan.plan_map, name="plan_map"),
]
