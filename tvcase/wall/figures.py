"""The functions through which the national commission counts what the wall hides from it.

They answer analysts, of years that are over: stays by kind of house (what of them may be told is decided in
shelters/nationwide.py), and people whose need could not be met by organisation (cases/services/figures.py).
"""

from tvcase.wall.sql import READS

# Houses count when somebody asked for a place or stayed there. A place is in service from its first night on; a
# reservation is no night that somebody slept.
SHELTERS = f"""
CREATE OR REPLACE FUNCTION app_shelter_figures(the_year integer)
RETURNS TABLE (measure text, kind text, answer text, counted bigint) LANGUAGE sql {READS} AS $$
WITH year AS (
    SELECT make_date(the_year, 1, 1) AS first, make_date(the_year + 1, 1, 1) AS next
      FROM accounts_user u
     WHERE u.id = app_ctx_uid() AND u.is_active AND 'commission_analyst' = ANY (u.roles)
       AND the_year < extract(year FROM now() AT TIME ZONE 'Europe/Sofia')
), months AS (
    SELECT m::date AS first, (m + interval '1 month')::date AS next
      FROM year CROSS JOIN generate_series(year.first, year.next - 1, interval '1 month') m
), houses AS (
    SELECT h.id, h.kind FROM shelters_shelter h, year
     WHERE EXISTS (SELECT FROM shelters_stay s WHERE s.shelter_id = h.id AND s.requested_on < year.next
                      AND coalesce(s.to_on, s.cancelled_on, CASE s.state WHEN 'DECLINED' THEN s.answered_on END,
                                   year.next) >= year.first)
), stays AS (
    SELECT h.kind, s.* FROM shelters_stay s JOIN houses h ON h.id = s.shelter_id
), nights AS (
    SELECT t.place_id, t.source, daterange(t.from_on, t.to_on) AS taken FROM shelters_takennights t
     WHERE t.source <> 'HOLD'
       AND NOT EXISTS (SELECT FROM shelters_stay s WHERE s.id = t.record AND s.state = 'RESERVED')
), places AS (
    SELECT p.id, daterange(min(t.from_on), p.closed_on) AS in_service
      FROM shelters_place p JOIN shelters_takennights t ON t.place_id = p.id
     GROUP BY p.id HAVING p.closed_on IS NULL OR p.closed_on > min(t.from_on)
), spent AS (
    SELECT m.first, n.source, n.taken * daterange(m.first, m.next) AS part
      FROM months m JOIN nights n ON n.taken && daterange(m.first, m.next)
    UNION ALL
    SELECT m.first, 'PLACE', p.in_service * daterange(m.first, m.next)
      FROM months m JOIN places p ON p.in_service && daterange(m.first, m.next)
)
SELECT 'HOUSES', h.kind::text, '', count(*) FROM houses h, year GROUP BY h.kind
UNION ALL
SELECT 'DECLINED', s.kind::text, s.decline_kind::text, count(*) FROM stays s, year
 WHERE s.state = 'DECLINED' AND s.answered_on >= year.first AND s.answered_on < year.next
 GROUP BY s.kind, s.decline_kind
UNION ALL
SELECT 'LENGTHS', l.kind::text, l.band::text, count(*) FROM (
    SELECT s.kind, (SELECT max(least) FROM unnest(ARRAY[1, 8, 31, 91, 181]) AS least
                     WHERE least <= s.to_on - coalesce(s.story_from_on, s.from_on)) AS band
      FROM stays s, year
     WHERE s.state = 'ENDED' AND s.to_on >= year.first AND s.to_on < year.next) l
 GROUP BY l.kind, l.band
UNION ALL
SELECT 'PEOPLE', '', m.first::text, count(DISTINCT s.person_id) FROM months m
  JOIN stays s ON s.state IN ('ACTIVE', 'ABSENT', 'MOVED', 'ENDED') AND s.nights && daterange(m.first, m.next)
 GROUP BY m.first
UNION ALL
SELECT 'NIGHTS', '', s.first::text, sum(upper(s.part) - lower(s.part))::bigint FROM spent s
 WHERE s.source IN ('STAY', 'CHILD') GROUP BY s.first
UNION ALL
SELECT 'IN_SERVICE', '', s.first::text,
       sum(CASE s.source WHEN 'PLACE' THEN 1 ELSE -1 END * (upper(s.part) - lower(s.part)))::bigint FROM spent s
 WHERE s.source IN ('PLACE', 'OUTAGE') GROUP BY s.first
$$;
"""

# A person counts once in a year with an organisation, in the month of the first line of the ledger.
UNMET_NEEDS = f"""
CREATE OR REPLACE FUNCTION app_unmet_needs(the_year integer)
RETURNS TABLE (organisation bigint, month date, counted bigint) LANGUAGE sql {READS} AS $$
WITH year AS (
    SELECT make_date(the_year, 1, 1) AS first, make_date(the_year + 1, 1, 1) AS next
      FROM accounts_user u
     WHERE u.id = app_ctx_uid() AND u.is_active AND 'commission_analyst' = ANY (u.roles)
       AND the_year < extract(year FROM now() AT TIME ZONE 'Europe/Sofia')
), lines AS (
    SELECT c.organisation_id, c.person_id, min(n.since_on) AS since_on
      FROM services_unmetneed n JOIN cases_case c ON c.id = n.case_id, year
     WHERE n.since_on >= year.first AND n.since_on < year.next
     GROUP BY c.organisation_id, c.person_id
)
SELECT l.organisation_id, date_trunc('month', l.since_on)::date, count(*) FROM lines l GROUP BY 1, 2
$$;
"""
