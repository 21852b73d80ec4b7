"""What organisers are asked about their events."""

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from communities.enums import Reward
from communities.forms.photo import PhotoForm
from communities.models import Event, EventPhoto, EventSeries, HelperTask, Neighbourhood
from portal.files.forms import KeptFileField
from portal.files.uploads import JPEG, PDF, PNG, UploadPolicy

EVIDENCE = UploadPolicy((PDF, JPEG, PNG))
PUBLIC_FIELDS = (
    "title", "kind", "series", "summary", "agenda", "starts_at", "ends_at", "place", "directions", "online_link",
    "latitude", "longitude", "neighbourhoods", "target_groups", "level", "takes_registrations", "capacity",
    "registration_closes_at",
)  # fmt: skip


class MomentInput(forms.DateTimeInput):
    """Day and hour as the browser's own picker gives them."""

    def __init__(self):
        super().__init__(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class EventForm(forms.ModelForm):
    """Everything the public sees of an event. The action writes it: a changed time or place is told to who is registered."""

    wants_thing = True
    online_link = forms.URLField(label=_("Link to join online"), required=False, assume_scheme="https")

    class Meta:
        model = Event
        fields = PUBLIC_FIELDS
        labels = {
            "takes_registrations": _("Those who come register first"),
            "registration_closes_at": _("Registration closes, if earlier than the beginning"),
        }
        help_texts = {
            "title": _("What it is and for whom, for example: Evening of neighbours for families."),
            "series": _("If the event comes again every year. A new tradition is named first."),
            "directions": _("Where the entrance is, which bus stops near, where to leave a bicycle or a pram."),
            "level": _("If people take part in a decision."),
            "latitude": _("For the point on the map, for example 56.828."),
            "longitude": _("For example 24.239."),
        }
        widgets = {
            "starts_at": MomentInput,
            "ends_at": MomentInput,
            "registration_closes_at": MomentInput,
            "summary": forms.Textarea(attrs={"rows": 4}),
            "agenda": forms.Textarea(attrs={"rows": 5}),
            "directions": forms.Textarea(attrs={"rows": 2}),
            "neighbourhoods": forms.CheckboxSelectMultiple,
            "target_groups": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, thing: Event | None = None, community=None, **kwargs):
        if thing is not None:
            kwargs["initial"] = {**model_to_dict(thing, PUBLIC_FIELDS), **(kwargs.get("initial") or {})}
            community = thing.community
        super().__init__(*args, **kwargs)
        self.fields["neighbourhoods"].queryset = Neighbourhood.objects.filter(is_active=True)
        self.fields["series"].queryset = EventSeries.objects.filter(community=community)
        if community is None:
            del self.fields["series"]


class SeriesForm(forms.ModelForm):
    class Meta:
        model = EventSeries
        fields = ("name", "description", "since_year")
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it does not take place"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody can read it; those who are registered get it by e-mail at once."),
    )


class CloseEventForm(forms.Form):
    attendance = forms.IntegerField(label=_("How many people came"), min_value=0, max_value=100_000)
    men_attending = forms.IntegerField(
        label=_("Of them men over 35"), required=False, min_value=0, max_value=100_000,
        help_text=_("Counted by eye, without names: it shows whom our events do not reach yet."),
    )  # fmt: skip
    is_sure = forms.BooleanField(label=_("The number is right, although it is more than there are places"), required=False)
    evidence = KeptFileField(
        label=_("Photo or attendance sheet"), policy=EVIDENCE, required=False,
        help_text=_("Never published: the organiser and officers alone can open it. Needed when it counts for the subsidy."),
    )  # fmt: skip
    lessons = forms.CharField(
        label=_("What we learned"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What went well, what you would do otherwise. Everybody can read it."),
    )
    follow_up = forms.CharField(
        label=_("What follows"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Who does what by when.")
    )


class EventPhotoForm(PhotoForm):
    """A picture of what happened; the consent is noted, and no place or camera is kept."""

    has_consent = forms.BooleanField(label=_("Those who can be recognised agreed, or nobody can be recognised"))


class RemovePhotoForm(forms.Form):
    wants_thing = True
    photo = forms.ModelChoiceField(label=_("Photo"), queryset=EventPhoto.objects.none())

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photo"].queryset = thing.photos.all()


class HelperTaskForm(forms.ModelForm):
    rewards = forms.MultipleChoiceField(
        label=_("What it gives"), choices=Reward, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = HelperTask
        fields = ("title", "duration", "is_lasting", "rewards", "gain", "wanted")
        help_texts = {
            "title": _("For example: bake pancakes, meet guests at the door."),
            "duration": _("For example: 2 hours on Saturday morning."),
            "gain": _("For example: lunch, a new skill, good company."),
        }


class ThanksForm(forms.Form):
    hours = forms.IntegerField(label=_("Hours all helpers gave together"), min_value=1, max_value=10_000)


class ThankHelpersForm(ThanksForm):
    """In the admin, where the task is chosen as well."""

    wants_thing = True
    field_order = ("task",)
    task = forms.ModelChoiceField(label=_("Task"), queryset=HelperTask.objects.none())

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["task"].queryset = thing.helper_tasks.filter(thanked_at=None)
