"""The statements behind reminders.py: what is due to whom at an instant, not yet written.

`on` is the Sofia day of the instant `at`. Each arm of the union is one sentence of the specification; the
working days come from Python as arrays, so that there is one calendar. What other parts remind of are arms too:
see `reminder_source` in cases/rules/registries.py.
"""

from collections.abc import Iterable

from cases.rules import ReminderSource

# Until the transaction ends: join whole tables. Right after an outage the planner believes that the outbox is as small
# as it was, and would look through it once for every row it writes.
WHOLE_TABLES = """
SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true), set_config('jit', 'off', true)
"""

_SENTENCES = """
WITH open_case AS (
    SELECT c.id, c.code, c.organisation_id AS holder, c.age_status, c.sealed_to
      FROM cases_case c WHERE c.closed_on IS NULL
), coordinator AS (  -- since their account exists
    SELECT u.id, u.organisation_id, (u.date_joined AT TIME ZONE 'Europe/Sofia')::date AS since
      FROM accounts_user u WHERE u.is_active AND %(coordinator)s = ANY (u.roles)
), member AS (  -- of the team, working in the holding organisation or in the one where the person stays
    SELECT m.case_id, m.user_id, m.joined_on AS since
      FROM cases_casemember m
      JOIN accounts_user u ON u.id = m.user_id AND u.is_active
      JOIN open_case c ON c.id = m.case_id
      LEFT JOIN cases_caseopening o ON o.case_id = c.id AND o.organisation_id = u.organisation_id
           AND o.ground = %(stay)s AND o.closed_on IS NULL
     WHERE m.left_on IS NULL AND (u.organisation_id = c.holder OR o.id IS NOT NULL)
    UNION ALL  -- while the file is sealed, those named, who alone are told of it (below)
    SELECT c.id, u.id, (s.sealed_at AT TIME ZONE 'Europe/Sofia')::date
      FROM open_case c
      JOIN cases_caseseal s ON s.case_id = c.id AND s.lifted_at IS NULL
      JOIN accounts_user u ON u.id = ANY (c.sealed_to) AND u.is_active
), team AS (  -- and, while an authority holds the case, its coordinators
    SELECT case_id, user_id, since FROM member
    UNION ALL
    SELECT c.id, k.id, k.since
      FROM open_case c
      JOIN accounts_organisation a ON a.id = c.holder AND a.kind = ANY (%(formal_kinds)s::text[])
      JOIN coordinator k ON k.organisation_id = a.id
), period AS (  -- that stands: not ended by a correction
    SELECT p.id, p.case_id, c.code, c.holder, p.starts_on, p.last_day, p.ended_on, i.organisation_id AS authority,
           i.officer_id
      FROM cases_reflectionperiod p
      JOIN open_case c ON c.id = p.case_id
      JOIN cases_identification i ON i.id = p.identification_id
     WHERE p.end_reason <> ALL (%(corrections)s::text[])
), milestone AS (
    SELECT t.user_id, n.kind, p.code, p.id AS subject, n.occurrence, n.notice_on AS due_on
      FROM unnest(%(last_days)s::date[], %(kinds)s::text[], %(occurrences)s::text[], %(notice_days)s::date[])
           AS n (last_day, kind, occurrence, notice_on)
      JOIN period p ON p.last_day = n.last_day AND p.ended_on IS NULL
      JOIN team t ON t.case_id = p.case_id AND t.since <= n.notice_on
), untold AS (  -- by the organisation that identified; what another explained does not discharge its duty
    SELECT p.* FROM period p
     WHERE p.starts_on < %(on)s AND NOT EXISTS (
        SELECT FROM cases_rightsbriefing b
         WHERE b.period_id = p.id AND b."right" = %(right)s AND b.organisation_id = p.authority
           AND b.confirmation <> %(not_understood)s
           AND (b.informed_at AT TIME ZONE 'Europe/Sofia')::date >= p.starts_on)
), duty AS (
    SELECT t.user_id, u.code, u.id AS subject, u.starts_on
      FROM untold u JOIN team t ON t.case_id = u.case_id AND t.since <= %(on)s
    UNION ALL
    SELECT o.id, u.code, u.id, u.starts_on
      FROM untold u JOIN accounts_user o ON o.id = u.officer_id AND o.is_active
    UNION ALL
    SELECT k.id, u.code, u.id, u.starts_on
      FROM untold u JOIN coordinator k ON k.organisation_id = u.authority
), owed AS (
    SELECT n.id, n.case_id, c.code, (n.due_at AT TIME ZONE 'Europe/Sofia')::date AS owed_on,
           i.organisation_id AS authority, i.officer_id
      FROM cases_childnotice n
      JOIN open_case c ON c.id = n.case_id
      LEFT JOIN cases_identification i ON i.case_id = n.case_id AND i.state = 'FORMAL_CONFIRMED'
           AND i.duplicate_of_id IS NULL
     WHERE n.sent_at IS NULL AND n.due_at < %(at)s AND c.age_status = ANY (%(child)s::text[])
), child AS (
    SELECT t.user_id, n.code, n.id AS subject, n.owed_on
      FROM owed n JOIN team t ON t.case_id = n.case_id AND t.since <= %(on)s
    UNION ALL
    SELECT o.id, n.code, n.id, n.owed_on
      FROM owed n JOIN accounts_user o ON o.id = n.officer_id AND o.is_active
    UNION ALL
    SELECT k.id, n.code, n.id, n.owed_on
      FROM owed n JOIN coordinator k ON k.organisation_id = n.authority
), unopened AS (  -- the last day's reminder, by noon of that day, by anybody
    SELECT p.* FROM period p
     WHERE p.ended_on IS NULL AND (p.last_day < %(on)s OR (p.last_day = %(on)s AND %(noon_has_passed)s))
       AND NOT EXISTS (
        SELECT FROM notifications_notification o
         WHERE o.subject = p.id AND o.kind = ANY (%(last_day_kinds)s::text[]) AND o.opened_at IS NOT NULL)
), alarm AS (  -- to the coordinators; to the team again where the organisation has none
    SELECT k.id AS user_id, u.code, u.id AS subject, u.last_day
      FROM unopened u JOIN coordinator k ON k.organisation_id = u.holder
    UNION ALL
    SELECT m.user_id, u.code, u.id, u.last_day
      FROM unopened u JOIN member m ON m.case_id = u.case_id AND m.since <= %(on)s
     WHERE u.holder NOT IN (SELECT k.organisation_id FROM coordinator k WHERE k.organisation_id IS NOT NULL)
), unreviewed AS (
    SELECT b.id, b.case_id, b.user_id, b.organisation_id,
           (b.opened_at AT TIME ZONE 'Europe/Sofia')::date + %(review_days)s AS review_due_on
      FROM cases_breakglass b WHERE b.reviewed_at IS NULL
), review AS (  -- by the coordinators; by the data protection officers too when it is overdue or there is no other
    SELECT k.id AS user_id, c.code, b.id AS subject, b.review_due_on
      FROM unreviewed b
      JOIN cases_case c ON c.id = b.case_id AND (c.organisation_id = b.organisation_id OR EXISTS (
           SELECT FROM cases_caseopening o
            WHERE o.case_id = c.id AND o.organisation_id = b.organisation_id AND o.closed_on IS NULL))
      JOIN accounts_user k ON k.organisation_id = b.organisation_id AND k.is_active AND k.id <> b.user_id
     WHERE b.review_due_on <= %(on)s AND (%(coordinator)s = ANY (k.roles) OR (%(officer)s = ANY (k.roles) AND (
           b.review_due_on < %(on)s OR NOT EXISTS (
                SELECT FROM coordinator o WHERE o.organisation_id = b.organisation_id AND o.id <> b.user_id))))
    UNION  -- and, when it is overdue, by the coordinators of the organisation that holds the case
    SELECT k.id, c.code, b.id, b.review_due_on
      FROM unreviewed b
      JOIN cases_case c ON c.id = b.case_id
      JOIN coordinator k ON k.organisation_id = c.organisation_id AND k.id <> b.user_id
     WHERE b.review_due_on < %(on)s
)"""

_OWN = """
    SELECT user_id, kind, code, subject, occurrence, due_on FROM milestone
    UNION ALL
    SELECT user_id, %(duty)s, code, subject, concat(%(on)s::date, ' ', starts_on), %(on)s FROM duty
    UNION ALL
    SELECT user_id, %(child_notice)s, code, subject, concat(%(on)s::date, ' ', owed_on), %(on)s FROM child
    UNION ALL
    SELECT user_id, %(unopened)s, code, subject, concat(%(on)s::date, ' ', last_day), %(on)s FROM alarm
    UNION ALL
    SELECT user_id, %(review)s, code, subject, concat(%(on)s::date, ' ', review_due_on), %(on)s FROM review"""

_NOT_YET_WRITTEN = """
SELECT user_id, kind, code, subject, occurrence, due_on, due_on < %(on)s AS late
  FROM due d
 WHERE d.due_on <= %(on)s AND NOT EXISTS (
    SELECT FROM notifications_notification w
     WHERE w.recipient_id = d.user_id AND w.kind = d.kind AND w.subject = d.subject
       AND w.occurrence = d.occurrence)
   AND NOT EXISTS (
    SELECT FROM cases_case s WHERE s.code = d.code AND s.sealed_to IS NOT NULL AND d.user_id <> ALL (s.sealed_to))
"""


def statement(sources: Iterable[ReminderSource]) -> str:
    """What is due and not yet written, as one SELECT over our own sentences and those of other parts."""
    sources = list(sources)
    columns = "(user_id, kind, code, subject, occurrence, due_on)"
    arms = "".join(f", {source.name} {columns} AS ({source.statement})" for source in sources)
    union = "".join(f"\n    UNION ALL\n    TABLE {source.name}" for source in sources)
    return f"{_SENTENCES}{arms}, due AS ({_OWN}{union}\n){_NOT_YET_WRITTEN}"


# In the order of the unique index: its pages are filled one after the other.
RAISE = """
INSERT INTO notifications_notification (recipient_id, kind, case_code, subject, occurrence, due_on, late)
{due}
 ORDER BY user_id, kind, subject, occurrence
ON CONFLICT (recipient_id, kind, subject, occurrence) DO NOTHING
"""

UPCOMING = """
SELECT kind, count(DISTINCT (user_id, kind, subject, occurrence)), array_agg(DISTINCT code ORDER BY code)
  FROM ({due}) AS coming
 WHERE due_on = %(on)s OR %(with_earlier)s
 GROUP BY kind
 ORDER BY kind
"""
