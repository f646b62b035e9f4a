"""Contacts with authorities after which the risk is assessed again: hearings that were held, and what was told.

What was told on a day, without an hour, counts until that day was over or it was recorded.
"""

from cases.rules import ContactSource, contact_source

contact_source(ContactSource("hearings", "SELECT case_id, starts_at FROM claims_hearing WHERE state = 'HELD'"))
contact_source(
    ContactSource(
        "interviews",
        "SELECT case_id, least(recorded_at, (told_on + 1)::timestamp AT TIME ZONE 'Europe/Sofia') "
        "FROM claims_interview WHERE struck_on IS NULL "
        "AND listener IN ('POLICE', 'INVESTIGATOR', 'PROSECUTOR', 'COURT', 'EXPERT')",
    )
)
