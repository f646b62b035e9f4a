"""The wall around people at work: accounts and factors, the trace, limits, drafts, copies, what asks for attention."""

from tvcase.wall.conditions import (
    COORDINATES,
    LAWYER_BY_TRADE,
    OF_OWN_CASE,
    OWN,
    REVIEWED,
    THERE,
)
from tvcase.wall.words import (
    ADMINISTRATION,
    CASES,
    CURIOSITY,
    DELIVERY,
    DRAFTS,
    KNOWN,
    REMINDERS,
    SIGN_IN,
    UID,
    Policy,
    Wall,
    either,
    of_a_job,
    purposes,
    whole,
)

WORKPLACE: dict[str, Wall] = {
    # people at work
    "accounts_user": Wall(
        Policy(
            either(
                f"organisation_id = ANY ({KNOWN})",
                f"id = {UID}",
                purposes(SIGN_IN, ADMINISTRATION, "health"),
                LAWYER_BY_TRADE,
            ),
            purposes(ADMINISTRATION),
            either(f"id = {UID}", purposes(SIGN_IN, ADMINISTRATION)),  # rights: see sql.RIGHTS
        ),
        frozenset({REMINDERS, DELIVERY, SIGN_IN, CURIOSITY}),
    ),
    "accounts_user_groups": Wall(
        Policy(
            either(
                f"user_id = {UID}",
                purposes(SIGN_IN, ADMINISTRATION),
                f"cardinality({CASES}) > 0",  # an act finds whom it tells
            ),
            purposes(ADMINISTRATION),
            purposes(ADMINISTRATION),
            purposes(ADMINISTRATION),
        ),
        frozenset({REMINDERS}),
    ),
    "accounts_user_user_permissions": of_a_job(ADMINISTRATION, sees=f"user_id = {UID}"),
    "account_emailaddress": Wall(),
    "account_emailconfirmation": Wall(),
    "accounts_failedattempts": of_a_job(SIGN_IN),
    "accounts_onetimelink": of_a_job(SIGN_IN, worker={SIGN_IN}),
    "accounts_rolegrant": of_a_job(ADMINISTRATION),
    "accounts_session": of_a_job(SIGN_IN),
    "mfa_authenticator": of_a_job(SIGN_IN),
    "django_admin_log": of_a_job(ADMINISTRATION),
    "guardian_groupobjectpermission": Wall(),
    "guardian_userobjectpermission": Wall(),
    # the trace
    "audit_event": Wall(
        Policy(either(f"actor_id = {UID}", purposes(ADMINISTRATION), f"({COORDINATES} AND {OF_OWN_CASE})", REVIEWED)),
        frozenset({CURIOSITY}),
        auditor=True,
        adds="app, worker",
    ),
    "audit_alarm": Wall(Policy(f"({COORDINATES} AND {OWN})"), frozenset({CURIOSITY})),
    "audit_seal": Wall(auditor=True, adds="sealer"),
    # what each person has used up: only the definer's function reaches it
    "limits_spending": Wall(),
    # the keys of forms that act once
    "once_sent": Wall(whole(f"user_id = {UID}")),
    # what somebody has begun to type: for nobody else, and not without the case it is about
    "drafts_drawer": Wall(Policy(f"user_id = {UID}", f"user_id = {UID}")),
    "drafts_draft": Wall(whole(f"(user_id = {UID} AND (case_id IS NULL OR {THERE}))"), frozenset({DRAFTS})),
    # copies that were asked for
    "exports_exportrequest": Wall(whole(OWN)),
    # what asks for attention
    "notifications_notification": Wall(
        Policy(
            either(f"recipient_id = {UID}", purposes("health")),
            either(f"{UID} IS NOT NULL", purposes(ADMINISTRATION, SIGN_IN)),
            f"recipient_id = {UID}",
        ),
        frozenset({REMINDERS, DELIVERY, CURIOSITY}),
    ),
}
