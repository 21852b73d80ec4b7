from django.urls import path

from participation.views import public

app_name = "participation"

urlpatterns = [
    path("lidzdaliba/apspriesanas/", public.ConsultationList.as_view(), name="consultation_list"),
    path("lidzdaliba/apspriesanas/<slug:slug>/", public.consultation_detail, name="consultation_detail"),
    path("lidzdaliba/apspriesanas/<slug:slug>/viedoklis/", public.opinion_create, name="opinion_create"),
    path("lidzdaliba/apspriesanas/<slug:slug>/viedoklis/nosutits/", public.opinion_sent, name="opinion_sent"),
    path("lidzdaliba/viedoklis/apstiprinat/<str:token>/", public.opinion_confirm, name="opinion_confirm"),
    path("lidzdaliba/viedoklis/<int:pk>/atsaukt/", public.opinion_withdraw, name="opinion_withdraw"),
    path("lidzdaliba/viedoklis/<int:pk>/pielikums/", public.opinion_attachment, name="opinion_attachment"),
    path("lidzdaliba/forumi/", public.ForumList.as_view(), name="forum_list"),
    path("lidzdaliba/forumi/<slug:slug>/", public.forum_detail, name="forum_detail"),
    path("lidzdaliba/priekslikumi/", public.ProposalList.as_view(), name="proposal_list"),
    path("lidzdaliba/priekslikumi/<int:pk>/", public.proposal_detail, name="proposal_detail"),
    path("lidzdaliba/atbildes/", public.AnswerList.as_view(), name="answer_list"),
    path("lidzdaliba/atbilzu-parskats/", public.scorecard, name="scorecard"),
]
