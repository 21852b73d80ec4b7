from django.urls import path

from grants.views import application, call, cofinancing, evaluation, project, subsidy, subsidy_desk

app_name = "grants"

urlpatterns = [
    path("konkursi/", call.CallList.as_view(), name="call_list"),
    path("konkursi/<slug:slug>/", call.call_detail, name="call_detail"),
    path("konkursi/<slug:slug>/pieteikties/", application.application_create, name="application_create"),
    path("projekti/", project.ProjectList.as_view(), name="project_list"),
    path("projekti/<int:pk>/", project.project_detail, name="project_detail"),
    path("mans/pieteikumi/<int:pk>/", application.application_detail, name="application_detail"),
    path("mans/pieteikumi/<int:pk>/iesniegt/", application.application_submit, name="application_submit"),
    path("mans/pieteikumi/<int:pk>/atsaukt/", application.application_withdraw, name="application_withdraw"),
    path("mans/pieteikumi/<int:pk>/<slug:section>/", application.application_section, name="application_section"),
    path("mans/pieteikumi/<int:pk>/<slug:section>/saglabat/", application.application_autosave, name="application_autosave"),
    path("mans/vertesana/", evaluation.evaluation_list, name="evaluation_list"),
    path("mans/vertesana/<slug:slug>/", evaluation.evaluation_call, name="evaluation_call"),
    path("mans/vertesana/<slug:slug>/<int:pk>/", evaluation.evaluation_form, name="evaluation_form"),
    path("lidzfinansejums/", cofinancing.CoFinancingList.as_view(), name="cofinancing_list"),
    path("lidzfinansejums/pieteikt/", cofinancing.cofinancing_create, name="cofinancing_create"),
    path("mans/lidzfinansejums/<int:pk>/", cofinancing.cofinancing_detail, name="cofinancing_detail"),
    path("mans/lidzfinansejums/<int:pk>/rezultats/", cofinancing.cofinancing_result, name="cofinancing_result"),
    path("mans/lidzfinansejums/<int:pk>/atsaukt/", cofinancing.cofinancing_withdraw, name="cofinancing_withdraw"),
    path("dotacijas/", subsidy.SubsidyList.as_view(), name="subsidy_list"),
    path("dotacijas/<int:year>/", subsidy.scheme_detail, name="scheme_detail"),
    path("mans/kopienas/<slug:slug>/dotacijas/", subsidy_desk.passport, name="passport"),
    path("mans/kopienas/<slug:slug>/dotacijas/pase.pdf", subsidy_desk.passport_print, name="passport_print"),
    path("mans/kopienas/<slug:slug>/dotacijas/partneris/", subsidy_desk.partner, name="partner"),
    path("mans/kopienas/<slug:slug>/dotacijas/<int:year>/", subsidy_desk.claim_detail, name="claim_detail"),
    path("mans/kopienas/<slug:slug>/dotacijas/<int:year>/pieprasit/", subsidy_desk.claim_create, name="claim_create"),
    path("mans/kopienas/<slug:slug>/dotacijas/<int:year>/atsaukt/", subsidy_desk.claim_withdraw, name="claim_withdraw"),
    path("mans/kopienas/<slug:slug>/dotacijas/<int:year>/atskaite/", subsidy_desk.claim_report, name="claim_report"),
]
