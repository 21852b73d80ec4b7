from django.urls import path

from participation.views import answer, consultation, forum, opinion, scorecard, submission

app_name = "participation"

urlpatterns = [
    path("lidzdaliba/apspriesanas/", consultation.ConsultationList.as_view(), name="consultation_list"),
    path("lidzdaliba/apspriesanas/<slug:slug>/", consultation.consultation_detail, name="consultation_detail"),
    path("lidzdaliba/apspriesanas/<slug:slug>/viedoklis/", opinion.opinion_create, name="opinion_create"),
    path("lidzdaliba/apspriesanas/<slug:slug>/viedoklis/nosutits/", opinion.opinion_sent, name="opinion_sent"),
    path("lidzdaliba/viedoklis/apstiprinat/<str:token>/", opinion.opinion_confirm, name="opinion_confirm"),
    path("lidzdaliba/viedoklis/<int:pk>/atsaukt/", opinion.opinion_withdraw, name="opinion_withdraw"),
    path("lidzdaliba/viedoklis/<int:pk>/pielikums/", opinion.opinion_attachment, name="opinion_attachment"),
    path("lidzdaliba/forumi/", forum.ForumList.as_view(), name="forum_list"),
    path("lidzdaliba/forumi/<slug:slug>/", forum.forum_detail, name="forum_detail"),
    path("lidzdaliba/priekslikumi/", submission.ProposalList.as_view(), name="proposal_list"),
    path("lidzdaliba/priekslikumi/<int:pk>/", submission.proposal_detail, name="proposal_detail"),
    path("lidzdaliba/atbildes/", answer.AnswerList.as_view(), name="answer_list"),
    path("lidzdaliba/atbilzu-parskats/", scorecard.scorecard, name="scorecard"),
]
