"""Opening hours by Riga's clocks: several a day, seasons, exceptions, and the two nights on which clocks change."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from communities.models import OpeningException, OpeningPeriod, ResourceCentre
from communities.queries.opening import Span, Timetable, instant, merged, open_on, without
from tests.factories.booking import OpenCentreFactory

RIGA = ZoneInfo("Europe/Riga")
MONDAY = date(2026, 11, 23)
SUNDAY_IN_SPRING, SUNDAY_IN_AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


def period(weekday: int, opens: int, closes: int, **validity: date) -> OpeningPeriod:
    return OpeningPeriod(weekday=weekday, opens=time(opens), closes=time(closes), **validity)


def closed(day: date) -> dict[date, OpeningException]:
    return {day: OpeningException(day=day, reason="grīda")}


def other_hours(day: date, opens: int, closes: int) -> dict[date, OpeningException]:
    return {day: OpeningException(day=day, opens=time(opens), closes=time(closes))}


WITH_LUNCH = Timetable([period(0, 14, 18), period(0, 9, 13)])


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=RIGA)


@pytest.mark.rule("S3-38")
def test_a_day_may_have_several_openings():
    assert WITH_LUNCH.hours_on(MONDAY) == [(time(9), time(13)), (time(14), time(18))]
    assert WITH_LUNCH.hours_on(MONDAY + timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("starts", "ends", "is_open"),
    [((9, 0), (13, 0), True), ((8, 59), (10, 0), False), ((12, 0), (15, 0), False), ((17, 0), (18, 1), False)],
    ids=["the whole morning", "a minute early", "over lunch", "a minute late"],
)
def test_open_means_open_all_the_time(starts, ends, is_open):
    assert WITH_LUNCH.is_open(moment(MONDAY, *starts), moment(MONDAY, *ends)) is is_open


def test_hours_that_touch_are_one_opening():
    timetable = Timetable([period(0, 9, 13), period(0, 13, 18)])

    assert timetable.is_open(moment(MONDAY, 12), moment(MONDAY, 14))


@pytest.mark.parametrize(("day", "is_open"), [(date(2026, 4, 27), False), (date(2026, 5, 4), True), (date(2026, 10, 5), False)])
def test_a_season_has_its_own_hours(day, is_open):
    summer = Timetable([period(0, 8, 22, valid_from=date(2026, 5, 1), valid_to=date(2026, 9, 30))])

    assert bool(summer.hours_on(day)) is is_open


def test_an_exception_closes_a_day_or_gives_it_other_hours():
    assert Timetable(WITH_LUNCH.periods, closed(MONDAY)).hours_on(MONDAY) == []
    assert Timetable(WITH_LUNCH.periods, other_hours(MONDAY, 10, 12)).hours_on(MONDAY) == [(time(10), time(12))]


def test_a_public_holiday_is_a_day_like_others_unless_it_is_entered():
    christmas = date(2026, 12, 24)

    assert Timetable([period(christmas.weekday(), 9, 17)]).hours_on(christmas) == [(time(9), time(17))]


def test_the_next_opening_is_found_beyond_lunch_the_weekend_and_exceptions():
    timetable = Timetable([period(0, 9, 13), period(0, 14, 18)], closed(MONDAY + timedelta(days=7)))

    assert timetable.next_opening(moment(MONDAY, 13, 30)) == moment(MONDAY, 14)
    assert timetable.next_opening(moment(MONDAY, 18)) == moment(MONDAY + timedelta(days=14), 9)
    assert Timetable([]).next_opening(moment(MONDAY, 9)) is None
    assert Timetable([], other_hours(MONDAY, 10, 12)).next_opening(moment(MONDAY, 9)) == moment(MONDAY, 10)


def test_open_now_says_until_when_and_ends_at_the_closing_minute():
    assert WITH_LUNCH.open_until(moment(MONDAY, 12, 59)) == moment(MONDAY, 13)
    assert WITH_LUNCH.open_until(moment(MONDAY, 13)) is None


@pytest.mark.parametrize(("day", "hours"), [(SUNDAY_IN_SPRING, 9), (SUNDAY_IN_AUTUMN, 11)])
def test_a_day_on_which_clocks_change_is_an_hour_shorter_or_longer(day, hours):
    timetable = Timetable([period(6, 0, 10)])

    assert timetable.is_open(moment(day, 1), moment(day, 9))
    assert timetable.spans_on(day)[0].ends - timetable.spans_on(day)[0].starts == timedelta(hours=hours)


def test_nine_in_the_morning_stays_nine_when_the_clocks_change():
    timetable = Timetable([period(6, 9, 17)])

    openings = [timetable.spans_on(day)[0].starts for day in (SUNDAY_IN_SPRING - timedelta(days=7), SUNDAY_IN_SPRING)]

    assert [one.astimezone(RIGA).hour for one in openings] == [9, 9]
    assert [one.hour for one in openings] == [7, 6]


def test_hours_that_the_clocks_skip_are_no_opening():
    assert Timetable([OpeningPeriod(weekday=6, opens=time(3, 30), closes=time(4))]).spans_on(SUNDAY_IN_SPRING) == []


def test_what_is_left_of_an_opening_once_bookings_are_cut_out():
    hour = [instant(MONDAY, time(number)) for number in range(24)]
    opening = Span(hour[8], hour[18])

    left = list(without(opening, [Span(hour[10], hour[12]), Span(hour[11], hour[13]), Span(hour[17], hour[20])]))

    assert left == [Span(hour[8], hour[10]), Span(hour[13], hour[17])]
    assert merged([opening, Span(hour[18], hour[19])]) == [Span(hour[8], hour[19])]


@pytest.mark.parametrize(("exception", "is_open"), [(None, True), ({}, False), ({"opens": time(10), "closes": time(12)}, True)])
@pytest.mark.django_db
def test_the_register_knows_which_centres_open_on_a_day(exception, is_open):
    centre = OpenCentreFactory()
    if exception is not None:
        OpeningException.objects.create(centre=centre, day=MONDAY, **exception)

    assert open_on(ResourceCentre.objects.all(), MONDAY).filter(pk=centre.pk).exists() is is_open
    assert bool(Timetable.of(centre).hours_on(MONDAY)) is is_open
