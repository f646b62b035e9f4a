"""What notifications about Article 25 say."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

PANEL = "legal:case-panel"

# To the office.
register(
    "protection_filed",
    title=_("Request for special protection"),
    text=_("On %(day)s a request for special protection was filed with your office. Look at it and decide."),
    url_name=PANEL,
)
register(
    "protection_waits",
    title=_("A request for special protection waits"),
    text=_("Nobody had decided by %(day)s. The person waits for the answer: decide, or see that somebody does."),
    url_name=PANEL,
)
register(
    "protection_due",
    title=_("A decision on special protection is due"),
    text=_("The last day for the decision is %(day)s. Decide, or see that somebody does."),
    url_name=PANEL,
)
register(
    "protection_appealed",
    title=_("An appeal in a case of special protection"),
    text=_("The person appealed on %(day)s. Record the result as soon as your office has it."),
    url_name=PANEL,
)
register(
    "protection_appeal_waits",
    title=_("An appeal waits for its result"),
    text=_("By %(day)s no result was recorded. Ask what became of the appeal, and record it."),
    url_name=PANEL,
)
register(
    "protection_renounced",
    title=_("Special protection was renounced"),
    text=_("The person renounced special protection on %(day)s. The case is closed to your office."),
    url_name="",
)
register(
    "proceedings_ended",
    title=_("Criminal proceedings ended"),
    text=_("They ended on %(day)s. Record what follows for the special protection that rests on them."),
    url_name=PANEL,
)
register(
    "protection_superseded",
    title=_("A request for special protection is closed"),
    text=_("The person has protection after an appeal that was won on %(day)s: nothing is left to decide."),
    url_name="",
)

# To those who support the person.
register(
    "protection_decided",
    title=_("Decision on special protection"),
    text=_("The prosecutor decided on %(day)s. Read the decision and its reasons, and tell the person."),
    url_name=PANEL,
)
register(
    "protection_not_given",
    title=_("The person was not given a decision"),
    text=_(
        "By %(day)s nobody had recorded that the person was given the prosecutor's decision. Give it, explain how to "
        "appeal, and record it."
    ),
    url_name=PANEL,
)
register(
    "protection_appeal_decided",
    title=_("Result of an appeal"),
    text=_("The appeal was decided on %(day)s. Read the result and tell the person."),
    url_name=PANEL,
)
register(
    "protection_request_superseded",
    title=_("The newer request is closed"),
    text=_(
        "An appeal was won on %(day)s and the person has special protection. The request that still waited is closed "
        "without a decision: tell the person."
    ),
    url_name=PANEL,
)
register(
    "protection_ended",
    title=_("Special protection ended"),
    text=_(
        "Special protection ended on %(day)s. Tell the person, and look at the stay again within 7 days: nobody "
        "has to leave because of it."
    ),
    url_name=PANEL,
)
register(
    "permit_lapses",
    title=_("A residence permit lapses"),
    text=_("Its last day is %(day)s. Speak with the person and a lawyer about renewing it, in time."),
    url_name=PANEL,
)
