from portal.later import job
from portal.notifications.delivery import deliver_due


@job("notifications.deliver")
def deliver() -> None:
    """Send what is due; one job may send the rows of many requests."""
    deliver_due()
