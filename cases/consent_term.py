"""The term in which consent to cooperate is declared; only special protection depends on it (Act, Article 26)."""

from cases.deadlines import Deadline
from cases.law import deadline_for
from cases.models import Case, Identification, RightsBriefing
from cases.states import Right
from cases.terms import RuleKind
from tvcase.db import SofiaDate

# What is explained with either of them is that special protection depends on consent, and on its term.
TOLD_OF_IT = (Right.REFLECTION_PERIOD, Right.SPECIAL_PROTECTION)


def identified(case: Case) -> Identification | None:
    """The formal identification from which the duty to tell, and so the term, follows; None for a child."""
    return None if case.counts_as_child else Identification.objects.counting().filter(case=case).first()


def term_after(identification: Identification) -> Deadline | None:
    """The term, from the first time that the identifying organisation itself told the person since the
    identification, with or without a reflection period; None while it has not, or where no term is set."""
    told = RightsBriefing.objects.that_count().alias(told_on=SofiaDate("informed_at"))
    by_it = told.filter(
        case=identification.case_id,
        right__in=TOLD_OF_IT,
        organisation=identification.organisation_id,
        told_on__gte=identification.identified_on,
    )
    first = by_it.order_by("informed_at").first()
    return deadline_for(RuleKind.COOPERATION_TERM, first.informed_at) if first else None


def consent_term(case: Case) -> Deadline | None:
    """The term of a case; None while nobody has identified and told the person."""
    identification = identified(case)
    return term_after(identification) if identification else None
