"""Fields of the admin in which something is looked for while one types."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError


class KeysAlone:
    """The stock widget asks the database for whatever was sent, also for what no key can be, and the page broke off. Of such a
    value the field itself says that it is not among the choices."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [one for one in value if self._can_be_key(one)], attr)

    def _can_be_key(self, value: str) -> bool:
        try:
            self.field.remote_field.model._meta.pk.clean(value, None)
        except ValidationError:
            return False
        return True


class LookedForOne(KeysAlone, AutocompleteSelect):
    pass


class LookedForSeveral(KeysAlone, AutocompleteSelectMultiple):
    pass
