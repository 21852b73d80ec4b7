"""Who may open what: the declared answer of every address to every kind of visitor.

A page added later needs its line here; ``test_access.py`` says so by itself. ``PAGES`` lists the addresses one by one,
``DESKS`` the models of the admin, whose addresses follow from one line each.
"""

from collections.abc import Callable, Iterator
from datetime import date
from mailbox import Maildir
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.cache import cache
from django.db.models import Model, QuerySet
from django.utils import timezone

from actionplans.models import Plan
from communities.models import Community, Neighbourhood
from grants.models import Application, Call, Decision
from participation.models import Consultation, Opinion, Submission
from participation.queries.opinion import confirmation_token
from portal.audit.actions import Guest
from portal.documents.models import Document, SignedCopy
from portal.files.models import File
from portal.municipality.models import Municipality
from portal.municipality.queries import CACHE_KEY
from portal.notifications import following, unsubscribing
from portal.notifications.actions import follow
from portal.notifications.models import Subscription
from portal.obligations.models import Receipt, WorkdayException
from tests.factories.participation import ConsultationFactory, give_guest_opinion, give_opinion
from tests.project import (
    access_communities,
    access_goals,
    access_grants,
    access_monitoring,
    access_opinions,
    access_participation,
    access_plans,
    access_submissions,
    access_writing,
)
from tests.project.addresses import desks
from tests.project.visitors import (
    ACCOUNTANT,
    ADMINISTRATOR,
    AUDITOR,
    CALLS,
    COORDINATOR,
    EVERYONE,
    GUESTS,
    LAWYER,
    LEADER,
    NOBODY,
    OFFICER,
    SOCIAL,
    STAFF,
    Desk,
    Page,
    entrance,
    first,
    official,
    only,
    person,
    private,
    public,
)


def a_working_saturday() -> WorkdayException:
    day = date(2030, 3, 2)
    return WorkdayException.objects.get_or_create(day=day, defaults={"is_working": True, "source": "https://likumi.lv"})[0]


def thing_on_site(thing: Model) -> dict[str, Any]:
    return {"content_type_id": ContentType.objects.get_for_model(thing).pk, "object_id": thing.pk}


def leaders_application() -> QuerySet[Application]:
    """Handed in and no longer the leader's alone."""
    return Application.objects.submitted().filter(community__in=Community.objects.of_member(person(LEADER)))


def leaders_draft(**more: str) -> Callable[[], dict[str, Any]]:
    """Complete, not handed in yet."""

    def find() -> dict[str, Any]:
        application = Application.objects.get(
            community__in=Community.objects.of_member(person(LEADER)), state__in=("draft", "submitted")
        )
        Application.objects.filter(pk=application.pk).update(state="draft")
        return {"pk": application.pk, **more}

    return find


def leaders_opinion() -> dict[str, int]:
    return {"pk": give_opinion(Consultation.objects.open(timezone.now()).first(), by=person(LEADER)).pk}


def opinion_with_attachment() -> dict[str, int]:
    opinion = Opinion.objects.public().first()
    Opinion.objects.filter(pk=opinion.pk).update(attachment=File.objects.ready().first())
    return {"pk": opinion.pk}


def letter() -> QuerySet[Document]:
    """A decision letter to somebody else than the leader."""
    others = Application.objects.exclude(community__in=Community.objects.of_member(person(LEADER)))
    decisions = Decision.objects.filter(application__in=others)
    return Document.objects.filter(kind="grants.decision_letter", subject_id__in=decisions.values("pk"))


def signed_letter() -> dict[str, Any]:
    document = letter().first()
    copy = document.signed_copies.create(
        file=document.pdf, match=SignedCopy.Match.CONTAINS, received_at=timezone.now(), received_by=person(LAWYER)
    )
    return {"pk": document.pk, "file": copy.file_id}


def unsubscription() -> dict[str, str]:
    return {"token": signing.dumps([None, person(LEADER).pk, "grants.call_published"], salt=unsubscribing.SALT)}


def to_follow(thing: Callable[[], Model]) -> Callable[[], dict[str, Any]]:
    def find() -> dict[str, Any]:
        found = thing()
        return {"kind": found._meta.label_lower, "pk": found.pk}

    return find


def following_link() -> dict[str, str]:
    """As it stands in the mail to somebody without an account."""
    follow(target=Neighbourhood.objects.first(), email="viesis@example.lv", language="lv", by=Guest(), now=timezone.now())
    return {"token": signing.dumps(Subscription.objects.get(email="viesis@example.lv").pk, salt=following.LINK.salt)}


def municipality_with_arms() -> dict[str, Any]:
    Municipality.objects.update(arms=File.objects.ready().first())
    cache.delete(CACHE_KEY)
    return {}


def caught_mail() -> dict[str, str]:
    return {"key": Maildir(settings.DEMO_MAIL_DIR, create=True).add("To: a@example.lv\nSubject: Sveiki\n\nTeksts\n")}


READS_APPLICATIONS = only(CALLS, LAWYER, ACCOUNTANT, AUDITOR, ADMINISTRATOR)

PAGES = (
    public("alive"),
    public("ready"),
    public("metrics", opens=NOBODY),
    public("robots"),
    public("security"),
    public("colours"),
    public("arms", municipality_with_arms),
    # The portal's own pages
    public("pages:home"),
    public("pages:hub"),
    private("pages:mans"),
    public("pages:search"),
    public("pages:search", query="?q=kekava"),
    public("pages:guide"),
    public("pages:guide_community"),
    public("pages:guide_participation"),
    public("pages:guide_culture"),
    public("pages:guide_glossary"),
    public("pages:easy_language"),
    public("pages:accessibility"),
    public("pages:privacy"),
    private("pages:gallery", opens=STAFF, refusal=403),
    public("obligations:receipt_lookup"),
    public("obligations:receipt_detail", first(Receipt.objects.all, "number"), status=302),
    private("notifications:preferences"),
    public("notifications:unsubscribe", unsubscription),
    public("notifications:follow", to_follow(Neighbourhood.objects.first)),
    public("notifications:follow", to_follow(lambda: ConsultationFactory(draft=True)), opens=STAFF),
    public("notifications:follow_sent"),
    public("notifications:confirm_following", following_link),
    private("notifications:stop_following", lambda: {"pk": 1}, status=405),
    public("documents:document_detail", first(lambda: Document.objects.filter(kind="actionplans.plan"), "pk")),
    public("documents:document_detail", first(letter, "pk"), opens=READS_APPLICATIONS),
    public("documents:document_pdf", first(letter, "pk"), opens=READS_APPLICATIONS),
    public("documents:signed_copy", signed_letter, opens=READS_APPLICATIONS),
    private("accounts:profile"),
    private("accounts:own_data", status=405),
    private("accounts:erase"),
    public("demo:mailbox"),
    public("demo:mail", caught_mail),
    public("demo:attachment", lambda: {**caught_mail(), "number": 0}, opens=NOBODY),
    *access_communities.PAGES,
    *access_participation.PAGES,
    public("participation:opinion_create", first(Consultation.objects.published)),
    public("participation:opinion_sent", first(Consultation.objects.published)),
    public("participation:opinion_confirm", lambda: {"token": confirmation_token(give_guest_opinion())}),
    public("participation:opinion_withdraw", leaders_opinion, opens=only(LEADER)),
    public("participation:opinion_attachment", opinion_with_attachment),
    public("participation:proposal_list"),
    public("participation:proposal_detail", first(Submission.objects.public, "pk")),
    public("participation:answer_list"),
    public("participation:scorecard"),
    # Calls and projects
    *access_grants.PAGES,
    public("grants:call_list"),
    public("grants:call_detail", first(lambda: Call.objects.filter(state="decided"))),
    public("grants:project_list"),
    public("grants:project_detail", first(Application.objects.projects, "pk")),
    private("grants:application_create", first(lambda: Call.objects.open(timezone.now()))),
    private("grants:application_detail", leaders_draft(), opens=only(LEADER)),
    private("grants:application_detail", first(leaders_application, "pk"), opens=READS_APPLICATIONS | {LEADER}),
    private("grants:application_section", leaders_draft(section="projekts"), opens=only(LEADER)),
    private("grants:application_section", leaders_draft(section="tame"), opens=only(LEADER)),
    private("grants:application_autosave", leaders_draft(section="tame"), status=405),
    private("grants:application_submit", leaders_draft(), opens=only(LEADER)),
    private("grants:application_decline", leaders_draft(), status=405),
    private("grants:application_withdraw", leaders_draft(), status=405),
    # Plans
    *access_plans.PAGES,
    *access_goals.PAGES,
    *access_monitoring.PAGES,
    *access_writing.PAGES,
    public("actionplans:plan_list"),
    public("actionplans:plan_detail", first(Plan.objects.all)),
    public("actionplans:plan_map", first(Plan.objects.all)),
    # Signing in, by allauth
    entrance("account_login"),
    entrance("account_signup"),
    entrance("account_request_login_code"),
    entrance("account_confirm_login_code", status=302),
    entrance("mfa_authenticate", status=302),
    entrance("mfa_login_webauthn", status=302),
    public("account_inactive"),
    public("account_email_verification_sent", status=302),
    public("account_reset_password"),
    public("account_reset_password_done"),
    public("account_reset_password_from_key", lambda: {"uidb36": "1", "key": "old-link"}),
    public("account_reset_password_from_key_done"),
    private("account_logout"),
    private("account_reauthenticate"),
    private("account_email"),
    private("account_change_password"),
    private("account_set_password", status=302),
    private("usersessions_list"),
    private("mfa_index"),
    private("mfa_list_webauthn"),
    private("mfa_reauthenticate", status=302),
    private("mfa_reauthenticate_webauthn", status=302),
    private("mfa_activate_totp", status=302),
    private("mfa_add_webauthn", status=302),
    private("mfa_generate_recovery_codes", status=302),
    private("mfa_deactivate_totp", opens=NOBODY),
    private("mfa_view_recovery_codes", opens=NOBODY),
    private("mfa_download_recovery_codes", opens=NOBODY),
    private("mfa_remove_webauthn", lambda: {"pk": 1}, status=302),
    private("mfa_edit_webauthn", lambda: {"pk": 1}, status=302),
    public("socialaccount_login_cancelled"),
    public("socialaccount_login_error", status=401),
    public("socialaccount_signup", status=302),
    private("socialaccount_connections"),
    public("openid_connect_login", lambda: {"provider_id": "unknown"}, opens=NOBODY),
    public("openid_connect_callback", lambda: {"provider_id": "unknown"}, opens=NOBODY),
    # The admin beside its desks
    official("admin:index"),
    official("admin:search"),
    official("admin:app_list", lambda: {"app_label": "grants"}, status=302),
    Page("admin:login", ((STAFF | GUESTS, 302), (EVERYONE, 403))),
    official("admin:logout", status=302),
    official("admin:password_change", status=302),
    official("admin:password_change_done"),
    official("admin:autocomplete", opens=NOBODY),
    official("admin:jsi18n"),
    official("admin:view_on_site", lambda: thing_on_site(Plan.objects.first()), status=302),
    official("admin:notifications_proof"),
)


KEEPS_REGISTRY = only(COORDINATOR, ADMINISTRATOR)
READS_QUESTIONS = only(COORDINATOR, OFFICER, AUDITOR, ADMINISTRATOR)
ANSWERING = dict.fromkeys(("atbildet", "publicet-atbildi", "pagarinat", "nodot", "labot"), only(COORDINATOR))
"""Officers answer what their own unit holds; the officer of these tests sits in none."""

DESKS = {
    "accounts.user": Desk(only(ADMINISTRATOR, AUDITOR), only(ADMINISTRATOR), steps={"lomas": only(ADMINISTRATOR)}),
    "audit.event": Desk(only(ADMINISTRATOR, AUDITOR), sees_others=only(SOCIAL)),
    "municipality.municipality": Desk(KEEPS_REGISTRY | {AUDITOR}, steps={"gerbonis": only(ADMINISTRATOR)}),
    "municipality.unit": Desk(KEEPS_REGISTRY | {AUDITOR}, only(ADMINISTRATOR)),
    "obligations.legalrule": Desk(STAFF, only(ADMINISTRATOR)),
    "obligations.emptyphrase": Desk(STAFF, only(COORDINATOR, ADMINISTRATOR)),
    "obligations.workdayexception": Desk(STAFF, only(ADMINISTRATOR), only(ADMINISTRATOR), row=a_working_saturday),
    "obligations.obligation": Desk(STAFF),
    "documents.document": Desk(
        STAFF,
        row=lambda: Document.objects.filter(kind="actionplans.plan").first(),
        steps={
            "parakstits": only(LAWYER, COORDINATOR, CALLS),
            "velreiz": only(LAWYER, COORDINATOR, CALLS, ADMINISTRATOR),
        },
    ),
    "notifications.message": Desk(KEEPS_REGISTRY | {AUDITOR}, steps={"velreiz": KEEPS_REGISTRY}, sees_others=only(SOCIAL)),
    **access_communities.DESKS,
    **access_participation.DESKS,
    "participation.opinion": Desk(READS_QUESTIONS, steps=ANSWERING | access_opinions.MODERATING),
    "participation.submission": Desk(
        READS_QUESTIONS, only(COORDINATOR, OFFICER), steps=ANSWERING | access_submissions.REGISTERING
    ),
    **access_grants.DESKS,
    "grants.application": Desk(
        READS_APPLICATIONS,
        steps=dict.fromkeys(
            ("atbilst", "neatbilst", "precizet", "no-rezerves", "nav-lidzeklu", "ligums", "atteikums"), only(CALLS)
        ),
    ),
    **access_plans.DESKS,
    **access_monitoring.DESKS,
    **access_writing.DESKS,
    **access_goals.DESKS,
}


def pages_of(label: str) -> Iterator[Page]:
    """The admin's addresses of one model, with one row of it."""
    desk = DESKS[label]
    name = "admin:" + label.replace(".", "_")

    def row(**more: str) -> Callable[[], dict[str, Any]]:
        return lambda: {"object_id": row_of(label).pk, **more}

    yield official(f"{name}_changelist", opens=desk.sees | desk.sees_others)
    if desks()[label].export_resource:
        yield official(f"{name}_export", lambda: {"format_name": "csv"}, opens=desk.sees | desk.sees_others)
    yield official(f"{name}_add", opens=desk.adds)
    for part in ("change", "history"):
        yield Page(f"{name}_{part}", ((desk.sees, 200), (STAFF - desk.sees_others, 403), (EVERYONE, 302)), row())
    yield official(f"{name}_delete", row(), opens=desk.deletes)
    for step, takers in desk.steps.items():
        answers = ((takers, 200), (desk.sees_others, 404), (STAFF, 403), (EVERYONE, 302))
        yield Page(f"{name}_step", answers, row(step_name=step))


def row_of(label: str) -> Model:
    return DESKS[label].row() if DESKS[label].row else desks()[label].model._default_manager.order_by("pk").first()
