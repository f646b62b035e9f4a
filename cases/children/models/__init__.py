"""The child's track: procedure, team and its signatures, special representative, facts, proposed exit bans."""

from cases.children.models.facts import ChildFacts, ExitBanProposal
from cases.children.models.procedure import ChildProcedure, SpecialRepresentation
from cases.children.models.team import ChildTeamMember, PlanSignature
from tvcase.audit.history import keep_images

__all__ = [
    "ChildFacts",
    "ChildProcedure",
    "ChildTeamMember",
    "ExitBanProposal",
    "PlanSignature",
    "SpecialRepresentation",
]

keep_images(ChildProcedure, SpecialRepresentation, ChildTeamMember, PlanSignature, ChildFacts, ExitBanProposal)
