"""Article 25: questions whose answer is a list of reasons, and what other parts of a case must know of it."""

from legal.rules.asking import (
    FROZEN,
    last_word,
    said_after_the_term,
    why_not_draft,
    why_not_file,
    why_not_help,
    why_not_speak_for,
)
from legal.rules.judging import (
    another_lasts,
    appealable,
    is_of_the_office,
    why_not_appeal,
    why_not_claim,
    why_not_decide,
    why_not_grant,
    why_not_judge,
    why_not_past_a_claim,
    why_not_result,
    why_not_serve,
    why_not_serve_the_end,
    why_not_tell,
)
from legal.rules.proceedings import next_steps, why_not_link, why_not_record_proceedings
from legal.rules.status import (
    status_of,
    why_not_end,
    why_not_end_with,
    why_not_permit,
    why_not_renounce,
    why_not_terminate,
)
from legal.rules.telling import what_a_decision_does

__all__ = [
    "FROZEN",
    "another_lasts",
    "appealable",
    "is_of_the_office",
    "last_word",
    "next_steps",
    "said_after_the_term",
    "status_of",
    "what_a_decision_does",
    "why_not_appeal",
    "why_not_claim",
    "why_not_decide",
    "why_not_draft",
    "why_not_end",
    "why_not_end_with",
    "why_not_file",
    "why_not_grant",
    "why_not_help",
    "why_not_judge",
    "why_not_link",
    "why_not_past_a_claim",
    "why_not_permit",
    "why_not_record_proceedings",
    "why_not_renounce",
    "why_not_result",
    "why_not_serve",
    "why_not_serve_the_end",
    "why_not_speak_for",
    "why_not_tell",
    "why_not_terminate",
]
