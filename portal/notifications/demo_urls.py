from django.urls import path

from portal.notifications import demo_mailbox

app_name = "demo"

urlpatterns = [
    path("pasts/", demo_mailbox.mailbox_list, name="mailbox"),
    path("pasts/<str:key>/", demo_mailbox.mail_detail, name="mail"),
    path("pasts/<str:key>/<int:number>/", demo_mailbox.mail_attachment, name="attachment"),
]
