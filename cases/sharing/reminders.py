"""What referrals remind of, every working day until it came: an answer, feedback, a deletion that is not confirmed,
that the person is told, that somebody decides what was proposed without consent.

The organisation that keeps the case is reminded, and of what it owes the one that was asked. A risk to life is decided
on days off too.
"""

from datetime import datetime
from typing import Any

from cases.permissions import ANSWERS_REFERRALS, CasePerm, places_with
from cases.rules import ReminderSource, reminder_source
from cases.sharing.states import BY_TWO, Basis, ReferralState
from tvcase.accounts.roles import Role
from tvcase.dates import is_working_day, local_date

UNANSWERED = "referral_unanswered"
WITHOUT_FEEDBACK = "referral_without_feedback"
NOT_DELETED = "referral_not_deleted"
PERSON_UNTOLD = "referral_person_untold"
TO_ANSWER = "referral_to_answer"
TO_DELETE = "referral_to_delete"
TO_FEED_BACK = "referral_to_feed_back"
UNDECIDED = "referral_undecided"

# To members whose place lets them keep what is shared, an officer's too while an authority holds the case, and to who
# is on the team without a place.
KEEPERS = """
    SELECT t.user_id, d.kind, c.code, d.subject, concat(%(on)s::date, ' ', d.since), %(on)s::date
      FROM (
        SELECT %(sharing_unanswered)s::text AS kind, r.case_id, r.id AS subject, r.reply_due_on AS since
          FROM sharing_referral r
         WHERE %(sharing_works)s AND r.state = %(sharing_sent)s AND r.reply_due_on < %(on)s
        UNION ALL
        SELECT %(sharing_without_feedback)s::text, r.case_id, r.id, r.feedback_due_on
          FROM sharing_referral r
         WHERE %(sharing_works)s AND r.state = %(sharing_handed_over)s AND r.feedback_due_on < %(on)s
        UNION ALL
        SELECT %(sharing_not_deleted)s::text, r.case_id, r.id, r.recalled_on
          FROM sharing_referral r
         WHERE %(sharing_works)s AND r.state = %(sharing_recalled)s AND r.deleted_on IS NULL
           AND r.recalled_on < %(on)s
        UNION ALL
        SELECT %(sharing_person_untold)s::text, r.case_id, r.id, r.sent_on
          FROM sharing_referral r
         WHERE %(sharing_works)s AND r.basis = ANY (%(sharing_by_two)s::text[]) AND r.sent_on < %(on)s
           AND NOT EXISTS (SELECT FROM sharing_telling k WHERE k.referral_id = r.id)
      ) d
      JOIN open_case c ON c.id = d.case_id
      JOIN team t ON t.case_id = c.id AND t.since <= %(on)s
      JOIN accounts_organisation h ON h.id = c.holder
      LEFT JOIN cases_casemember m ON m.case_id = c.id AND m.user_id = t.user_id AND m.left_on IS NULL
     WHERE m.role IS NULL OR m.role = ANY (CASE WHEN h.kind = ANY (%(formal_kinds)s::text[])
           THEN %(sharing_roles_of_an_authority)s::text[] ELSE %(sharing_roles)s::text[] END)
"""

# To who can decide: coordinators of the holder, and supervisors whose place lets them keep what is shared; but not to
# who proposed it.
DECIDERS = """
    SELECT u.id, %(sharing_undecided)s::text, c.code, r.id, concat(%(on)s::date, ' ', r.drafted_on), %(on)s::date
      FROM sharing_referral r
      JOIN open_case c ON c.id = r.case_id
      JOIN accounts_user u ON u.organisation_id = c.holder AND u.is_active AND u.id <> r.proposed_by_id
      LEFT JOIN cases_casemember m ON m.case_id = c.id AND m.user_id = u.id AND m.left_on IS NULL
           AND m.role = ANY (%(sharing_roles_of_an_authority)s::text[])
     WHERE r.state = %(sharing_draft)s AND r.basis = ANY (%(sharing_by_two)s::text[]) AND r.drafted_on < %(on)s
       AND (%(sharing_works)s OR r.basis = %(sharing_for_life)s)
       AND (%(coordinator)s = ANY (u.roles) OR (m.id IS NOT NULL AND %(sharing_supervisor)s = ANY (u.roles)))
"""

# To those who answer for the organisation that was asked, whether or not the case is open, or open to them, any more.
RECEIVERS = """
    SELECT u.id, d.kind, d.case_code, d.subject, concat(%(on)s::date, ' ', d.since), %(on)s::date
      FROM (
        SELECT %(sharing_to_answer)s::text AS kind, r.case_code, r.id AS subject, r.to_organisation_id AS asked,
               r.reply_due_on AS since
          FROM sharing_referral r
         WHERE %(sharing_works)s AND r.state = %(sharing_sent)s AND r.reply_due_on <= %(on)s
        UNION ALL
        SELECT %(sharing_to_feed_back)s::text, r.case_code, r.id, r.to_organisation_id, r.feedback_due_on
          FROM sharing_referral r
         WHERE %(sharing_works)s AND r.state = %(sharing_handed_over)s AND r.feedback_due_on <= %(on)s
        UNION ALL
        SELECT %(sharing_to_delete)s::text, r.case_code, r.id, r.to_organisation_id, r.recalled_on
          FROM sharing_referral r
         WHERE %(sharing_works)s AND r.state = %(sharing_recalled)s AND r.deleted_on IS NULL
           AND r.recalled_on < %(on)s
      ) d
      JOIN accounts_user u ON u.organisation_id = d.asked AND u.is_active
           AND u.roles && %(sharing_answers)s::varchar[]
"""


def facts(at: datetime) -> dict[str, Any]:
    """What the statement is told of an instant: its Sofia day, and whether that is a working day."""
    return {
        "sharing_works": is_working_day(local_date(at)),
        "sharing_roles": places_with(CasePerm.CHANGE_SHARING),
        "sharing_roles_of_an_authority": places_with(CasePerm.CHANGE_SHARING, authority=True),
        "sharing_sent": ReferralState.SENT,
        "sharing_handed_over": ReferralState.HANDED_OVER,
        "sharing_recalled": ReferralState.RECALLED,
        "sharing_by_two": list(BY_TWO),
        "sharing_unanswered": UNANSWERED,
        "sharing_without_feedback": WITHOUT_FEEDBACK,
        "sharing_not_deleted": NOT_DELETED,
        "sharing_person_untold": PERSON_UNTOLD,
    }


def facts_of_who_decides(at: datetime) -> dict[str, Any]:
    """What the statement for the second person is told beyond that."""
    return {
        "sharing_undecided": UNDECIDED,
        "sharing_draft": ReferralState.DRAFT,
        "sharing_for_life": Basis.EXCEPTION,
        "sharing_supervisor": Role.SUPERVISOR,
    }


def facts_of_the_asked(at: datetime) -> dict[str, Any]:
    """What the statement for the organisation that was asked is told beyond that."""
    return {
        "sharing_answers": list(ANSWERS_REFERRALS),
        "sharing_to_answer": TO_ANSWER,
        "sharing_to_delete": TO_DELETE,
        "sharing_to_feed_back": TO_FEED_BACK,
    }


reminder_source(ReminderSource(name="sharing", sql=KEEPERS, facts=facts))
reminder_source(ReminderSource(name="sharing_deciders", sql=DECIDERS, facts=facts_of_who_decides))
reminder_source(ReminderSource(name="sharing_asked", sql=RECEIVERS, facts=facts_of_the_asked))
