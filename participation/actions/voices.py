"""The counters that a consultation carries for lists."""

from participation.models import Consultation
from participation.queries.consultation import count_voices


def recount(consultation: Consultation) -> None:
    """Count the voices anew, one change after the other: two at once must not each miss what the other has written."""
    consultation = Consultation.objects.lock(consultation.pk)
    voices = count_voices(consultation)
    consultation.joint_count, consultation.represented_count = voices.joint, voices.represented
    consultation.individual_count, consultation.answered_count = voices.individual, voices.answered
    consultation.save(update_fields=["joint_count", "represented_count", "individual_count", "answered_count", "updated_at"])
