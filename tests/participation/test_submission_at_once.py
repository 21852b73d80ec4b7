"""Supporting, signing and closing at the same moment: threads on a database that really commits."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import translation

from participation.actions.campaign import close_campaign
from participation.actions.submission import confirm_submission, hand_in
from participation.actions.support import confirm_support, give_support, withdraw_support
from participation.models import Submission, Support
from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.obligations.models import LegalRule, Obligation
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory
from tests.factories.submission import CampaignFactory, gather_signatures, submit, submit_as_guest, support_as_guest


@pytest.fixture(autouse=True)
def _portal(committed):
    MunicipalityFactory()


def at_once(*acts) -> list[bool]:
    """Do all acts in threads. For each whether it was refused."""

    def run(act) -> bool:
        with translation.override("lv"):
            try:
                act()
            except DomainError:
                return True
            finally:
                connections.close_all()
        return False

    with ThreadPoolExecutor(max_workers=len(acts)) as people:
        return sorted(people.map(run, acts))


def test_one_person_in_four_windows_at_once_is_one_supporter(now):
    submission, person = submit(), PersonFactory()

    refused = at_once(*[lambda: give_support(submission=submission, by=person, now=now)] * 4)

    submission.refresh_from_db()
    assert refused == [False] * 4
    assert submission.support_count == Support.objects.count() == 1


def test_a_guests_link_opened_twice_at_once_counts_once(now):
    submission = submit()
    support = give_support(submission=submission, by=Guest(), email="kaimins@example.lv", now=now)

    at_once(*[lambda: confirm_support(support=support, by=Guest(), now=now)] * 3)

    submission.refresh_from_db()
    assert submission.support_count == 1


def test_taking_back_twice_at_once_takes_back_once(now):
    submission = submit()
    support, _other = support_as_guest(submission), support_as_guest(submission, "cits@example.lv")

    at_once(*[lambda: withdraw_support(support=support, by=Guest(), now=now)] * 3)

    submission.refresh_from_db()
    assert submission.support_count == Support.objects.count() == 1


def test_the_same_form_at_once_is_one_submission(now):
    person, unit_of, form_token = PersonFactory(), submit(title="Pavisam cits jautājums").unit, uuid4()

    refused = at_once(*[lambda: submit(by=person, unit=unit_of, form_token=form_token, now=now)] * 4)

    assert refused == [False] * 4
    assert Submission.objects.filter(form_token=form_token).count() == 1
    assert Obligation.objects.count() == 2


def test_a_collective_submission_is_handed_in_once(now):
    LegalRule.objects.filter(code="COLLECTIVE_SIGNATURES").update(value=1)
    submission = gather_signatures()

    refused = at_once(*[lambda: hand_in(submission=submission, by=submission.author, now=now)] * 3)

    assert refused == [False, True, True]
    assert Obligation.objects.count() == 1


def test_a_proposal_confirmed_while_its_campaign_closes_never_hides_in_a_closed_one(now):
    campaign, officer = CampaignFactory(over=True), OfficerFactory()
    submission = submit_as_guest(campaign=campaign, now=campaign.opens_at)
    conclusion = "Visi priekšlikumi ir atbildēti un apkopoti."

    at_once(
        lambda: confirm_submission(submission=submission, by=Guest(), now=now),
        lambda: close_campaign(campaign=campaign, conclusion=conclusion, by=officer, now=now),
    )

    campaign.refresh_from_db()
    assert not (campaign.closed_at and campaign.submissions.waiting().exists())
