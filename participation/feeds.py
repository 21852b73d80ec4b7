"""Consultations, answers, forums, proposals and announcements as Atom feeds: of all, of a neighbourhood, of a consultation."""

from typing import Any, ClassVar

from django.contrib.syndication.views import Feed
from django.db import models
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from participation.models import Announcement, Answer, Consultation, Forum, Submission
from participation.queries.monthly_sheet import answers_in

NEWEST = 30


class PublicFeed(Feed):
    """The newest public rows; with ``slug`` in the address those of a neighbourhood. Subclass with the ``name`` of the
    feed, the ``page`` that lists the same, ``newest`` as the column of the day, and ``rows``."""

    login_required = False  # read by the sign-in middleware, as the mark of a public view
    feed_type = Atom1Feed
    name: ClassVar[Any]
    page: ClassVar[str]
    newest: ClassVar[str]

    def get_object(self, request, slug: str = ""):
        return get_object_or_404(Neighbourhood.objects.in_use(), slug=slug) if slug else None

    def title(self, owner) -> str:
        return f"{self.name}: {owner}" if owner else str(self.name)

    def link(self, owner) -> str:
        return owner.get_absolute_url() if owner else reverse(self.page)

    def items(self, owner):
        return self.rows(owner).order_by(f"-{self.newest}", "-pk")[:NEWEST]

    def rows(self, owner) -> models.QuerySet:
        raise NotImplementedError(f"{type(self).__name__} must say which rows it gives.")

    def item_pubdate(self, item):
        return getattr(item, self.newest)

    def item_updateddate(self, item):
        return item.updated_at


class ConsultationFeed(PublicFeed):
    name, page, newest = _("Consultations"), "participation:consultation_list", "published_at"

    def rows(self, owner):
        published = Consultation.objects.published()
        return published.filter(neighbourhoods=owner) if owner else published

    def item_description(self, item: Consultation) -> str:
        return item.summary


class AnswerFeed(PublicFeed):
    name, page, newest = _("Answers"), "participation:answer_list", "published_at"

    def rows(self, owner):
        return (answers_in(owner) if owner else Answer.objects.public()).for_list()

    def item_title(self, item: Answer) -> str:
        about = item.submission.title if item.submission_id else item.opinion.consultation.title
        return f"{about}: {item.get_outcome_display()}"

    def item_description(self, item: Answer) -> str:
        return item.reason

    def item_link(self, item: Answer) -> str:
        return item.question.get_absolute_url()

    def item_guid(self, item: Answer) -> str:
        return f"answer-{item.pk}"


class ConsultationAnswerFeed(AnswerFeed):
    """The answers of one consultation."""

    def get_object(self, request, slug: str = ""):
        return get_object_or_404(Consultation.objects.published(), slug=slug)

    def rows(self, owner):
        return Answer.objects.public().filter(opinion__consultation=owner).for_list()


class ForumFeed(PublicFeed):
    name, page, newest = _("Residents' forums"), "participation:forum_list", "created_at"

    def rows(self, owner):
        return Forum.objects.filter(neighbourhood=owner) if owner else Forum.objects.all()

    def item_description(self, item: Forum) -> str:
        return f"{item.place}\n{item.agenda}"


class ProposalFeed(PublicFeed):
    name, page, newest = _("Proposals"), "participation:proposal_list", "received_at"

    def rows(self, owner):
        public = Submission.objects.public()
        return public.filter(neighbourhood=owner) if owner else public

    def item_description(self, item: Submission) -> str:
        return item.text


class AnnouncementFeed(PublicFeed):
    name, page, newest = _("Announcements"), "participation:announcement_list", "sent_at"

    def rows(self, owner):
        public = Announcement.objects.public()
        return public.filter(neighbourhoods=owner) if owner else public

    def item_description(self, item: Announcement) -> str:
        return item.text
