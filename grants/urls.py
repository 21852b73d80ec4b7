from django.urls import path

from grants.views import applicant, evaluator, public

app_name = "grants"

urlpatterns = [
    path("konkursi/", public.CallList.as_view(), name="call_list"),
    path("konkursi/<slug:slug>/", public.call_detail, name="call_detail"),
    path("konkursi/<slug:slug>/pieteikties/", applicant.application_create, name="application_create"),
    path("projekti/", public.ProjectList.as_view(), name="project_list"),
    path("projekti/<int:pk>/", public.project_detail, name="project_detail"),
    path("mans/pieteikumi/<int:pk>/", applicant.application_detail, name="application_detail"),
    path("mans/pieteikumi/<int:pk>/iesniegt/", applicant.application_submit, name="application_submit"),
    path("mans/pieteikumi/<int:pk>/atsaukt/", applicant.application_withdraw, name="application_withdraw"),
    path("mans/pieteikumi/<int:pk>/<slug:section>/", applicant.application_section, name="application_section"),
    path("mans/pieteikumi/<int:pk>/<slug:section>/saglabat/", applicant.application_autosave, name="application_autosave"),
    path("mans/vertesana/", evaluator.evaluation_list, name="evaluation_list"),
    path("mans/vertesana/<slug:slug>/", evaluator.evaluation_call, name="evaluation_call"),
    path("mans/vertesana/<slug:slug>/<int:pk>/", evaluator.evaluation_form, name="evaluation_form"),
]
