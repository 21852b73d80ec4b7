from django.urls import path

from grants.views import application, call, evaluation, project

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
]
