from django.urls import path

from portal.obligations import views

app_name = "obligations"

urlpatterns = [
    path("statuss/", views.receipt_lookup, name="receipt_lookup"),
    path("statuss/<str:number>/", views.receipt_detail, name="receipt_detail"),
]
