"""What notifications about compensation, hearings and accounts say."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

register(
    "compensation_to_be_filed",
    title=_("Compensation by the State: time to file"),
    text=_("An application to the State must be filed by %(day)s. Ask the person, and file it in time."),
    url_name="claims:case-panel",
)
register(
    "compensation_can_be_asked",
    title=_("The State may be asked for compensation"),
    text=_(
        "The proceedings ended or were suspended, and nobody has asked. By %(day)s it must be done: speak with the "
        "person and a lawyer."
    ),
    url_name="claims:case-panel",
)
register(
    "compensation_unanswered",
    title=_("Compensation by the State: no answer"),
    text=_("An application to the State was to be examined by %(day)s. Ask for the answer, or record it."),
    url_name="claims:case-panel",
)
register(
    "hearing_to_prepare",
    title=_("Prepare a hearing"),
    text=_("The person will be heard on %(day)s, and something is still to be prepared. Look at it."),
    url_name="claims:case-panel",
)
register(
    "hearing_soon",
    title=_("A hearing is near"),
    text=_("The person will be heard on %(day)s. Go through the preparation once more with her or him."),
    url_name="claims:case-panel",
)
register(
    "hearing_to_record",
    title=_("Was the person heard?"),
    text=_("The person was to be heard on %(day)s. Record that it took place or was called off, and what was told."),
    url_name="claims:case-panel",
)
register(
    "account_shared",
    title=_("An account may be used again"),
    text=_("The person agreed that your authority uses what was told already. Read it before you ask again."),
    url_name="claims:interviews",
)
