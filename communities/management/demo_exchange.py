"""Demo offers and needs, and letters between communities."""

from communities.actions.exchange import answer_request, post_notice, send_request
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    content = demo.content("exchange")
    notices = {row["title"]: _notice(demo, row) for row in content["notices"]}
    for row in content["letters"]:
        _letter(demo, row, notices)


def _notice(demo: Demo, row: dict):
    return post_notice(
        community=demo.made["communities"][row["community"]],
        kind=row["kind"],
        category=row["category"],
        title=row["title"],
        text=row["text"],
        until=demo.day(row["until"]),
        by=demo.person(row["by"]),
        now=demo.at(row["posted"], "19:10"),
    )


def _letter(demo: Demo, row: dict, notices: dict) -> None:
    letter = send_request(
        to_community=demo.made["communities"][row["to"]],
        from_community=demo.made["communities"][row["from"]],
        notice=notices.get(row.get("notice")),
        text=row["text"],
        by=demo.person(row["by"]),
        now=demo.at(row["sent"], "20:05"),
    )
    if answer := row.get("answer"):
        answer_request(
            request=letter,
            is_accepted=answer["accepted"],
            reply=answer["reply"],
            by=demo.person(answer["by"]),
            now=demo.at(answer["on"], "21:15"),
        )
