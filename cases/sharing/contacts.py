"""Which acts of this part are contacts after which the risk is looked at again (domain 4.8)."""

from cases.rules import ContactSource, contact_source

# The person was handed over to another organisation, and somebody there met her or him.
contact_source(
    ContactSource("referrals", "SELECT case_id, handover_at FROM sharing_referral WHERE handover_at IS NOT NULL")
)
