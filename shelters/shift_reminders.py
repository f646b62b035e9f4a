"""What a house is reminded of: a handover that nobody reads, guests who are not counted, differences not explained.

A handover that waits goes to the heads of the house, and when it has waited twice as long, or there is no head, to
the coordinators of its organisation. These are of a house and name no case.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.rules import ReminderSource, reminder_source
from shelters.models.shift import CENSUS_AT, READ_WITHIN
from shelters.rules import night_of
from shelters.states import DIFFERENT, StayState
from tvcase.accounts.roles import Role
from tvcase.dates import SOFIA, local_date
from tvcase.notifications import kinds

LATE_AFTER = 30  # minutes after the hour of the census
NOT_BEFORE = 8  # differences of a night are asked for from this hour of the next day

SQL = """
WITH house AS (
    SELECT s.id, s.organisation_id, coalesce(h.read_within, %(shifts_read_within)s) AS read_within,
           coalesce(h.census_at, %(shifts_census_at)s::time) AS census_at
      FROM shelters_shelter s LEFT JOIN shelters_househours h ON h.shelter_id = s.id
     WHERE s.closed_on IS NULL
), head AS (
    SELECT u.id, u.organisation_id FROM accounts_user u WHERE u.is_active AND %(shifts_head)s = ANY (u.roles)
), unread AS (
    SELECT v.id, v.written_at, v.written_by_id, k.organisation_id,
           (v.written_at AT TIME ZONE 'Europe/Sofia')::date AS day,
           extract(epoch FROM %(at)s - v.written_at) / 60 / k.read_within AS waited
      FROM shelters_shifthandover v JOIN house k ON k.id = v.shelter_id
     WHERE v.read_at IS NULL
), uncounted AS (
    SELECT k.id, k.organisation_id FROM house k
     WHERE %(shifts_clock)s::interval >= k.census_at::interval + make_interval(mins => %(shifts_late)s)
       AND EXISTS (SELECT FROM shelters_stay y WHERE y.shelter_id = k.id AND y.state = ANY (%(shifts_here)s::text[])
                      AND y.from_on <= %(shifts_night)s::date)
       AND NOT EXISTS (SELECT FROM shelters_nightcensus n WHERE n.shelter_id = k.id AND n.night = %(shifts_night)s)
), awake AS (  -- who is on duty in the house now
    SELECT d.shelter_id, d.user_id FROM shelters_duty d
     WHERE d.called_off_at IS NULL AND d.from_at <= %(at)s AND d.to_at > %(at)s
), unexplained AS (
    SELECT n.id, n.night, k.organisation_id FROM shelters_nightcensus n JOIN house k ON k.id = n.shelter_id
     WHERE (n.night < %(on)s - 1 OR (n.night = %(on)s - 1 AND %(shifts_morning)s)) AND n.night > %(on)s - 8
       AND ((n.others > 0 AND n.explained_at IS NULL) OR EXISTS (
            SELECT FROM shelters_censusentry e
             WHERE e.census_id = n.id AND e.mark = ANY (%(shifts_different)s::text[]) AND e.explained_at IS NULL))
)
SELECT h.id, 'handover_unread', '', u.id, concat('', u.day), %(on)s::date
  FROM unread u JOIN head h ON h.organisation_id = u.organisation_id AND h.id <> u.written_by_id
 WHERE u.waited >= 1
UNION
SELECT c.id, 'handover_unread', '', u.id, concat('', u.day), %(on)s::date
  FROM unread u JOIN coordinator c ON c.organisation_id = u.organisation_id AND c.id <> u.written_by_id
 WHERE u.waited >= 2 OR (u.waited >= 1 AND NOT EXISTS (
       SELECT FROM head h WHERE h.organisation_id = u.organisation_id AND h.id <> u.written_by_id))
UNION
SELECT w.user_id, 'census_not_counted', '', md5(concat('house ', k.id))::uuid, %(shifts_night)s::text, %(on)s::date
  FROM uncounted k
  JOIN (SELECT a.shelter_id AS house, a.user_id FROM awake a
        UNION SELECT u.id, h.id FROM uncounted u JOIN head h ON h.organisation_id = u.organisation_id) w
    ON w.house = k.id
UNION
SELECT h.id, 'census_not_explained', '', n.id, n.night::text, n.night + 1
  FROM unexplained n JOIN head h ON h.organisation_id = n.organisation_id
"""


def facts(at: datetime) -> dict[str, Any]:
    """What the statement is told besides the instant and its Sofia day: the night, how far it has gone on the clock."""
    night, local = night_of(at), at.astimezone(SOFIA)
    hours = local.hour + (24 if local_date(at) > night else 0)
    return {
        "shifts_read_within": READ_WITHIN,
        "shifts_census_at": CENSUS_AT,
        "shifts_head": Role.SHELTER_HEAD,
        "shifts_night": night,
        "shifts_clock": f"{hours}:{local.minute:02}",
        "shifts_late": LATE_AFTER,
        "shifts_morning": local.hour >= NOT_BEFORE,
        "shifts_here": [StayState.ACTIVE],
        "shifts_different": list(DIFFERENT),
    }


reminder_source(ReminderSource(name="shifts", sql=SQL, facts=facts))

kinds.register(
    "incident_serious",
    title=_("A serious incident in the shelter"),
    text=_("The house has recorded a serious incident. Read the log of the stay, and see what must follow."),
    url_name="shelters:case-panel",
)
kinds.register(
    "handover_unread",
    title=_("A shift handover has not been read"),
    text=_("The handover of %(day)s waits for the next shift. Call the house, and see who is on duty."),
    url_name="shelters:shifts",
    of_a_case=False,
)
kinds.register(
    "census_not_counted",
    title=_("The guests of the house have not been counted"),
    text=_("Nobody has counted in the night of %(day)s yet. Count, or call the house."),
    url_name="shelters:shifts",
    of_a_case=False,
)
kinds.register(
    "census_not_explained",
    title=_("A night count differs from the stays"),
    text=_("In the night of %(day)s somebody was missing, or somebody was there who is not on the list. Explain it."),
    url_name="shelters:shifts",
    of_a_case=False,
)
