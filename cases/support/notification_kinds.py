"""What notifications about the plan say."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

register(
    "support_plan_signed",
    title=_("A support plan was signed"),
    text=_("On %(day)s a support plan was signed. It is in force. A supervisor who did not sign it approves it."),
    url_name="support:case-panel",
)
register(
    "support_plan_review",
    title=_("Look at a support plan again"),
    text=_("By %(day)s look at the support plan again with the person. Write a new version if something has changed."),
    url_name="support:case-panel",
)
register(
    "support_plan_over",
    title=_("The time of a support plan is over"),
    text=_("The time of the support plan is over. Write a new version with the person, or close the plan."),
    url_name="support:case-panel",
)
