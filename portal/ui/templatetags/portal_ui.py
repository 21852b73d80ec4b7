"""What templates need everywhere: money, dates in Latvian cases, icons, status words, addresses."""

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.ui import links
from portal.ui.richtext import to_html

register = template.Library()

NBSP = "\xa0"
MONTHS = {
    "genitive": "janvāra februāra marta aprīļa maija jūnija jūlija augusta septembra oktobra novembra decembra".split(),
    "dative": "janvārim februārim martam aprīlim maijam jūnijam jūlijam augustam septembrim oktobrim novembrim decembrim".split(),
    "locative": "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī".split(),
}


@register.filter
def money(amount: Decimal | None) -> str:
    """An amount in EUR, to the cent: 1 250,00 EUR with non-breaking spaces."""
    return "" if amount is None else _sum(Decimal(amount), translation.get_language())


@lru_cache(maxsize=4096)
def _sum(amount: Decimal, language: str | None) -> str:
    rounded = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{number_format(rounded, 2, use_l10n=True, force_grouping=True)}{NBSP}EUR"


@register.filter
def percent(share: Decimal | float | int | None) -> str:
    """A percentage given as 0 to 100: 15 %."""
    if share is None:
        return ""
    value = Decimal(str(share)).normalize()
    places = max(0, -value.as_tuple().exponent)
    return f"{number_format(value, min(places, 2), use_l10n=True)}{NBSP}%"


@register.filter
def day(value: date | datetime | None) -> str:
    """21.11.2026. in Riga's time."""
    if not value:
        return ""
    value = _local(value)
    return _short_day(date(value.year, value.month, value.day), translation.get_language())


@lru_cache(maxsize=4096)  # the same days stand in forty places of a list
def _short_day(value: date, language: str | None) -> str:
    return date_format(value, "SHORT_DATE_FORMAT")


@register.filter
def moment(value: datetime | None) -> str:
    """21.11.2026. plkst. 17.00 in Riga's time."""
    if not value:
        return ""
    return _short_moment(_local(value), translation.get_language())


@lru_cache(maxsize=4096)
def _short_moment(value: datetime, language: str | None) -> str:
    return date_format(value, "SHORT_DATETIME_FORMAT").replace(" ", NBSP)


@register.filter
def until(value: datetime | None) -> str:
    """A deadline as people read it. One that ends a day is named by that day, one with an hour by day and hour."""
    if not value:
        return ""
    local = _local(value)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return day(local - timedelta(days=1))
    return moment(value)


@register.filter
def period(starts: datetime | None, ends: datetime | None) -> str:
    """From when to when: 21.11.2026. plkst. 12.00–15.00; both days where they differ."""
    if not starts or not ends:
        return moment(starts)
    if timezone.localdate(starts) != timezone.localdate(ends):
        return f"{moment(starts)} – {moment(ends)}"
    return f"{moment(starts)}–{_time(_local(ends).time(), translation.get_language())}"


@lru_cache(maxsize=1440)
def _time(value: time, language: str | None) -> str:
    return date_format(value, "TIME_FORMAT")


@register.filter
def long_day(value: date | datetime | None, case: str = "nominative") -> str:
    """2026. gada 21. novembris, or with ``case`` genitive, dative or locative as the sentence asks.

    English has no cases: 21 November 2026.
    """
    if not value:
        return ""
    value = _local(value)
    if (translation.get_language() or settings.LANGUAGE_CODE)[:2] != "lv":
        return date_format(value, "DATE_FORMAT")
    name = MONTHS[case][value.month - 1] if case in MONTHS else date_format(value, "F").lower()
    return f"{value.year}. gada {value.day}.{NBSP}{name}"


def _local(value):
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def days_left(deadline: datetime | date | None) -> str:
    """How many days are left until a deadline, in words with the right ending; empty once it is over."""
    if not deadline:
        return ""
    now = timezone.now()
    if isinstance(deadline, datetime) and deadline <= now:
        return ""
    last = timezone.localdate(deadline - timedelta(microseconds=1)) if isinstance(deadline, datetime) else deadline
    left = (last - timezone.localdate(now)).days
    if left < 0:
        return ""
    if left == 0:
        return _("last day today")
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}


@register.simple_tag
def icon(name: str, label: str = "") -> str:
    """A small drawing from the sprite. Without ``label`` it is decoration beside a word."""
    return _drawing(name, str(label))


@lru_cache(maxsize=1024)  # a list of twenty rows has a hundred of the same few
def _drawing(name: str, label: str) -> str:
    address = f"{static('img/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address)


TONE_ICONS = {"open": "circle-dot", "soon": "clock", "overdue": "alert", "done": "check", "neutral": "dot"}


@register.simple_tag
def status(description, *, official: bool = False) -> str:
    """The chip of a state: word, icon and tone from the workflow's own table."""
    return _chip(str(description.label if official else description.public), description.tone)


@lru_cache(maxsize=1024)
def _chip(word: str, tone: str) -> str:
    return format_html('<span class="status {}">{}<span>{}</span></span>', tone, icon(TONE_ICONS[tone]), word)


@register.simple_tag(takes_context=True)
def in_language(context, code: str) -> str:
    """This page's address in another language, with the filter that stands in it."""
    request = context["request"]
    query = request.META.get("QUERY_STRING", "")
    path = links.localised(links.without_language(request.path), code)
    return f"{path}?{query}" if query and request.method == "GET" else path


@register.simple_tag
def page_path(address: str) -> str:
    """An address kept without its language prefix, as this visitor opens it."""
    return links.localised(address, translation.get_language() or settings.LANGUAGE_CODE)


@register.filter
def absolute_address(address: str) -> str:
    return links.absolute(address, translation.get_language() or settings.LANGUAGE_CODE)


@register.filter
def nbsp(value) -> str:
    """Keep a short text on one line."""
    return str(value).replace(" ", NBSP)


@register.filter
def rich_text(text: str) -> str:
    """Markdown as cleaned HTML."""
    return to_html(text)
