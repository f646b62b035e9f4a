"""Questions whose answer is a list of reasons, and the five registries that the other apps fill in ready()."""

from cases.rules.closing import why_not_close, why_not_confirm_closing, why_not_follow_up
from cases.rules.cooperation import why_not_annul_decision, why_not_communicate, why_not_confirm, why_not_declare
from cases.rules.effects import (
    is_after_the_period,
    is_before_the_period,
    lawyer_decides,
    what_a_finding_does,
    what_a_statement_does,
    what_annulling_does,
)
from cases.rules.identification import (
    why_not_annul,
    why_not_identify_formally,
    why_not_identify_informally,
    why_not_record,
    why_not_refuse,
    why_not_request_formal,
    why_not_send,
)
from cases.rules.reflection import why_not_inform, why_not_state_wish
from cases.rules.registries import (
    Reasons,
    Registry,
    TimelineSource,
    closing_rule,
    placement_warning,
    protection_end_effect,
    return_situation,
    timeline_source,
)
from cases.rules.returns import STEPS, return_kinds, situations, why_not_depart, why_not_propose, why_not_step
from cases.rules.sharing import ANSWERING, why_not_answer, why_not_change_team, why_not_offer, why_not_recall

__all__ = [
    "ANSWERING",
    "STEPS",
    "Reasons",
    "Registry",
    "TimelineSource",
    "closing_rule",
    "is_after_the_period",
    "is_before_the_period",
    "lawyer_decides",
    "placement_warning",
    "protection_end_effect",
    "return_kinds",
    "return_situation",
    "situations",
    "timeline_source",
    "what_a_finding_does",
    "what_a_statement_does",
    "what_annulling_does",
    "why_not_annul",
    "why_not_annul_decision",
    "why_not_answer",
    "why_not_change_team",
    "why_not_close",
    "why_not_communicate",
    "why_not_confirm",
    "why_not_confirm_closing",
    "why_not_declare",
    "why_not_depart",
    "why_not_follow_up",
    "why_not_identify_formally",
    "why_not_identify_informally",
    "why_not_inform",
    "why_not_offer",
    "why_not_propose",
    "why_not_recall",
    "why_not_record",
    "why_not_refuse",
    "why_not_request_formal",
    "why_not_send",
    "why_not_state_wish",
    "why_not_step",
]
