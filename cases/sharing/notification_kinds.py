"""What notifications about consents and referrals say."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

register(
    "referral_received",
    title=_("Somebody is referred to you"),
    text=_("A referral came on %(day)s. Read what is asked for, and answer within the working days it names."),
    url_name="sharing:case-panel",
)
register(
    "referral_answered",
    title=_("Answer to a referral"),
    text=_("On %(day)s the other organisation answered a referral. Read it, and tell the person what follows."),
    url_name="sharing:case-panel",
)
register(
    "referral_handed_over",
    title=_("Say what became of a referral"),
    text=_("On %(day)s a person was handed over to you. Say what became of it."),
    url_name="sharing:case-panel",
)
register(
    "referral_fed_back",
    title=_("Feedback on a referral"),
    text=_("On %(day)s the other organisation said what became of a referral. Read it, and close the referral."),
    url_name="sharing:case-panel",
)
register(
    "referral_to_decide",
    title=_("A referral without consent is proposed"),
    text=_("On %(day)s somebody proposed to refer without consent. A supervisor or a coordinator decides."),
    url_name="sharing:case-panel",
)
register(
    "referral_undecided",
    title=_("A referral without consent waits for a decision"),
    text=_("By %(day)s nobody had decided a referral without consent. A supervisor or a coordinator decides."),
    url_name="sharing:case-panel",
)
register(
    "referral_without_consent",
    title=_("A referral without consent was decided"),
    text=_(
        "On %(day)s two people decided to refer without consent. Ask the coordinator who they are, and look at the "
        "reason with them."
    ),
    url_name="",
)
register(
    "referral_recalled",
    title=_("A referral was recalled"),
    text=_("On %(day)s a referral to you was recalled. Delete what you were told, and confirm that you did."),
    url_name="sharing:inbox",
    of_a_case=False,
)
register(
    "referral_deleted",
    title=_("Deletion confirmed"),
    text=_("On %(day)s the other organisation confirmed that it deleted what it was told."),
    url_name="sharing:case-panel",
)
register(
    "referral_unanswered",
    title=_("No answer to a referral"),
    text=_("By %(day)s no answer to a referral had come. Ask where it is, or recall it and refer elsewhere."),
    url_name="sharing:case-panel",
)
register(
    "referral_without_feedback",
    title=_("No feedback on a referral"),
    text=_("By %(day)s nobody had said what became of a referral. Ask the other organisation."),
    url_name="sharing:case-panel",
)
register(
    "referral_not_deleted",
    title=_("Deletion is not confirmed"),
    text=_("A referral was recalled, and by %(day)s nobody had confirmed that it was deleted. Ask the organisation."),
    url_name="sharing:case-panel",
)
register(
    "referral_person_untold",
    title=_("The person was not told of a referral"),
    text=_(
        "By %(day)s nobody had told the person of a referral without consent. Tell her or him, or say why that would "
        "add danger."
    ),
    url_name="sharing:case-panel",
)
register(
    "referral_to_answer",
    title=_("Answer a referral"),
    text=_("On %(day)s a referral to you waits for an answer that is due. Say whether you take the person."),
    url_name="sharing:inbox",
    of_a_case=False,
)
register(
    "referral_to_feed_back",
    title=_("Say what became of a person who was handed over to you"),
    text=_("On %(day)s nobody had said what became of a referral to you, and it is due. Say it, as far as you know."),
    url_name="sharing:inbox",
    of_a_case=False,
)
register(
    "referral_to_delete",
    title=_("Confirm that you deleted what you were told"),
    text=_("A referral to you was recalled, and on %(day)s nobody had confirmed the deletion. Delete, and confirm it."),
    url_name="sharing:inbox",
    of_a_case=False,
)
register(
    "consent_without_agreement",
    title=_("A consent without an agreement"),
    text=_("On %(day)s consent was asked for an organisation with which yours has no agreement, for an emergency."),
    url_name="",
)
