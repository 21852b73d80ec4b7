from communities.notifications.contacts import community_contacts
from participation.models import Opinion, Submission
from portal.notifications.kinds import Recipient


def authors_of(question: Opinion | Submission) -> list[Recipient]:
    """Everybody whose matter it is: the author with or without an account, and the community's contacts."""
    readers = []
    if question.author_id and question.author.is_active:
        readers.append(Recipient.of(question.author))
    elif question.author_email:
        readers.append(Recipient(question.author_email, question.language))
    if question.community_id:
        readers += community_contacts(question.community)
    return readers
