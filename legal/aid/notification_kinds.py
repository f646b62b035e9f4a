"""What notifications about legal aid say."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

register(
    "aid_documents_asked",
    title=_("More documents for legal aid"),
    text=_("On %(day)s more documents were asked for. Collect them with the person and hand them in."),
    url_name="aid:case-panel",
)
register(
    "aid_decided",
    title=_("Decision on legal aid"),
    text=_("Legal aid was decided on %(day)s. Read the decision, and tell the person what follows."),
    url_name="aid:case-panel",
)
register(
    "aid_lawyer_replaced",
    title=_("Another lawyer"),
    text=_("Another lawyer acts for the person from %(day)s. Tell the person who it is."),
    url_name="aid:case-panel",
)
register(
    "aid_appointed",
    title=_("You are appointed as a lawyer"),
    text=_("You are appointed from %(day)s. Read the case and get in touch with those who support the person."),
    url_name="aid:case-panel",
)
register(
    "aid_answer_overdue",
    title=_("No answer on legal aid"),
    text=_("No answer on legal aid has come by %(day)s. Ask where it is, and record that you asked."),
    url_name="aid:case-panel",
)
register(
    "aid_documents_due",
    title=_("Documents for legal aid are due"),
    text=_("Documents for legal aid must be handed in soon; the case says when. Hand them in, or ask for more time."),
    url_name="aid:case-panel",
)
register(
    "aid_documents_overdue",
    title=_("Documents for legal aid are overdue"),
    text=_("By %(day)s the documents asked for were not handed in. Hand them in, or ask for more time, and record it."),
    url_name="aid:case-panel",
)
register(
    "aid_appeal_ends",
    title=_("Last days to appeal"),
    text=_("The refusal of legal aid can be appealed for some days more. Ask the person whether to appeal."),
    url_name="aid:case-panel",
)
