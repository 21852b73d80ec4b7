"""Voices of a consultation."""

from dataclasses import dataclass

from django.db.models import Sum

from participation.enums import VoiceKind
from participation.models import Consultation


@dataclass(frozen=True)
class Voices:
    """Joint opinions are counted apart from individual ones (S4-94)."""

    joint: int
    represented: int
    individual: int


def count_voices(consultation: Consultation) -> Voices:
    """A slow and obvious count; pages read the counters kept on the consultation."""
    public = consultation.opinions.public()
    joint = public.filter(voice=VoiceKind.JOINT)
    return Voices(
        joint=joint.count(),
        represented=joint.aggregate(total=Sum("residents_represented"))["total"] or 0,
        individual=public.filter(voice=VoiceKind.INDIVIDUAL).count(),
    )
