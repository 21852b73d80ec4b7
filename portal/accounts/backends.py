from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from portal.accounts.models import User
from portal.db import row_where


class SignInBackend(AuthenticationBackend):
    """Signs people in. What they may do is answered by the rules alone, so this backend grants nothing."""

    def user_can_authenticate(self, user):
        """Demo accounts share a published password, so outside demo mode they open nothing."""
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demo)

    def get_user(self, user_id: int) -> User | None:
        """As Django's, by a question that is written once."""
        user = row_where(User, "id = %s", user_id)
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj, perm, obj=None):
        return False

    def has_module_perms(self, user_obj, app_label):
        return False

    def get_all_permissions(self, user_obj, obj=None):
        return set()
