from django import forms
from django.utils.translation import gettext_lazy as _

from communities.enums import CommunityStage


class VerifyForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[(stage.value, stage.label) for stage in (CommunityStage.FORMING, CommunityStage.ACTIVE)]
    )
