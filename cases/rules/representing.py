"""Who answers for a child: where a parent may be involved in the exploitation, not the parent (domain 3.4)."""

from cases.models import Case
from cases.rules.registries import parent_kept_out


def parent_is_kept_out(case: Case) -> bool:
    """Whether no letter goes to a parent or guardian of this child, and none of them is asked for consent."""
    return any(says_so(case) for says_so in parent_kept_out)
