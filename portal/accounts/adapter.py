"""How sign-in meets the rest of the portal: mails are rows like all others, new accounts are recorded."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from portal.accounts.middleware import SIGNED_IN_AT
from portal.accounts.models import User
from portal.audit.actions import action, record
from portal.later import run_later
from portal.municipality.queries import current_municipality
from portal.notifications.models import Category, Message


@action("accounts.user.created")
def _record_sign_up(*, person: User, by: User) -> None:
    """The one moment at which a person writes their own account into being."""
    person.save()
    record(target=person, roles=person.roles)


class AccountAdapter(DefaultAccountAdapter):
    """Local accounts."""

    def login(self, request, user):
        """Every door leads through here; officers' sessions are counted from this moment."""
        super().login(request, user)
        request.session[SIGNED_IN_AT] = timezone.now().timestamp()

    def send_mail(self, template_prefix: str, email: str, context_data: dict) -> None:
        """Sign-in mails go the way of all messages: a row first. The mail server's bad hour costs no code; the text
        is blanked once sent."""
        municipality = current_municipality()
        rendered = self.render_mail(
            template_prefix,
            email,
            {"request": context.request, "email": email, "municipality": municipality, **context_data},
        )
        user = context_data.get("user")
        with transaction.atomic():
            Message.objects.create(
                key="accounts." + template_prefix.rsplit("/", 1)[-1],
                category=Category.SECRET,
                recipient=user if isinstance(user, User) else None,
                email=email,
                language=(get_language() or "lv")[:2],
                subject=rendered.subject[:300],
                body=rendered.body + "\n",
                about_type=ContentType.objects.get_for_model(user) if isinstance(user, User) else None,
                about_id=str(user.pk) if isinstance(user, User) else "",
                deliver_after=timezone.now(),
            )
            run_later("notifications.deliver")

    def format_email_subject(self, subject) -> str:
        return str(subject)

    def get_email_verification_redirect_url(self, email_address) -> str:
        """Who has added an address goes back to the list, where it can be made the main one."""
        if self.request.user.is_authenticated:
            return reverse("account_email")
        return super().get_email_verification_redirect_url(email_address)

    def save_user(self, request, user, form, commit=True):
        user = super().save_user(request, user, form, commit=False)
        user.name = form.cleaned_data.get("name", "")
        user.language = (get_language() or "lv")[:2]
        if commit:
            _record_sign_up(person=user, by=user)
        return user


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The national sign-in module and other OpenID Connect providers."""

    def populate_user(self, request, sociallogin, data):
        user = super().populate_user(request, sociallogin, data)
        names = [data.get("name") or "", f"{data.get('first_name') or ''} {data.get('last_name') or ''}".strip()]
        user.name = next((name for name in names if name), "")[:150]
        user.language = (get_language() or "lv")[:2]
        return user

    def save_user(self, request, sociallogin, form=None):
        user = super().save_user(request, sociallogin, form)
        _record_sign_up(person=user, by=user)
        return user
