from django.core.management.base import BaseCommand
from django.utils import timezone

from participation.actions.scorecard import keep_scores
from participation.queries.counting import years_of_promises


class Command(BaseCommand):
    help = "Counts the kept figures of the scorecard anew: of every year and of the last twelve months."

    def handle(self, *args, **options):
        now = timezone.now()
        rows = keep_scores(years=[None, *years_of_promises(now)], now=now)
        self.stdout.write(f"{rows} rows of figures are kept.")
