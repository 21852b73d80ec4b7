from participation.models.answer import Answer
from participation.models.consultation import Consultation
from participation.models.forum import Forum
from participation.models.opinion import Opinion
from participation.models.submission import Submission

__all__ = ["Answer", "Consultation", "Forum", "Opinion", "Submission"]
