from collections.abc import Iterable
from datetime import datetime

import rules
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_module_perms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.audit.history import tracked
from portal.db import LockingQuerySet


class UserQuerySet(LockingQuerySet):
    def administrators(self) -> "UserQuerySet":
        """Those who can give the administrator's role to others."""
        return self.filter(roles__contains=[Role.ADMINISTRATOR], is_active=True)

    def idle_since(self, moment: datetime) -> "UserQuerySet":
        """Open accounts nobody signed in to since before ``moment``, with ``last_seen``. An administrator's stays: it can
        be closed only by handing the role over."""
        open_accounts = self.filter(is_active=True, erased_at=None).exclude(roles__contains=[Role.ADMINISTRATOR])
        return open_accounts.annotate(last_seen=Coalesce("last_login", "date_joined")).filter(last_seen__lt=moment)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email):
        """Addresses are the same whatever their case."""
        return self.get(email__iexact=email)


@tracked("password", "last_login")
class User(AbstractBaseUser):
    """A person who signs in: with an e-mail address, or through the national sign-in module.

    There is no all-powerful account: what a person may do follows from ``roles`` and from memberships, so that
    sensitive reports stay closed to administrators too.
    """

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name and surname"), max_length=150)
    language = models.CharField(
        _("language of messages"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=Role), verbose_name=_("roles"), default=list, blank=True)
    is_staff = models.BooleanField(_("opens the admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(_("demo account"), default=False)
    date_joined = models.DateTimeField(_("since"), default=timezone.now)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is an account with this e-mail address already."),
            ),
            models.CheckConstraint(condition=Q(erased_at__isnull=True) | Q(is_active=False), name="user_erased_is_inactive"),
        ]
        indexes = [GinIndex(fields=["roles"], name="user_roles")]

    class Privacy:
        personal = ("email", "name", "phone", "password", "last_login", "language", "roles")
        retention = "until the person erases it, or 3 years without signing in"
        ended_by = "portal.accounts.tasks.erase_idle_accounts"

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def is_superuser(self) -> bool:
        """Libraries ask; the answer is always no."""
        return False

    def has_perm(self, perm: str, obj=None) -> bool:
        """The rules alone answer. Django would make each backend anew for each question, and a menu asks sixty."""
        return self.is_active and rules.has_perm(perm, self, obj)

    def permissions_among(self, names: Iterable[str]) -> set[str]:
        """Which of many permissions the person has. Dozens of them stand on one rule, and each rule is asked once."""
        if not self.is_active:
            return set()
        declared = rules.permissions.permissions
        rule_of = {name: declared[name] for name in names if name in declared}
        allowed = {rule: rule.test(self) for rule in set(rule_of.values())}
        return {name for name, rule in rule_of.items() if allowed[rule]}

    def has_perms(self, perms, obj=None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and _user_has_module_perms(self, app_label)
