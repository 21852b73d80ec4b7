from django.urls import path

from portal.documents import views

app_name = "documents"

urlpatterns = [
    path("<uuid:pk>/", views.document_detail, name="document_detail"),
    path("<uuid:pk>/pdf/", views.document_pdf, name="document_pdf"),
    path("<uuid:pk>/parakstits/<uuid:file>/", views.signed_copy, name="signed_copy"),
]
