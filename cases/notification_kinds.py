"""What notifications about a case say; registered when the app starts."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

# Reminders: %(day)s is the last day of the period, its first day, or the day a notice was due.
register(
    "period_runs_out",
    title=_("The reflection period is running out"),
    text=_("Unless it has ended before, its last day is %(day)s. Make sure the person knows what comes next."),
)
register(
    "period_last_day",
    title=_("Last day of the reflection period"),
    text=_("Unless it has ended before, the period runs until the end of %(day)s. Speak with the person in time."),
)
register(
    "period_over",
    title=_("The reflection period is over"),
    text=_("Its last day was %(day)s. Agree with the person on what follows and record it."),
)
register(
    "period_last_day_unopened",
    title=_("Nobody has opened the reminder of a last day"),
    text=_("The last day of the reflection period is %(day)s. Make sure that somebody acts, or act yourself."),
)
register(
    "period_lapsed_untold",
    title=_("A period was recorded after it had ended"),
    text=_("Check whether the person was told of the reflection period in time, and speak with a lawyer."),
)
register(
    "earlier_period_runs",
    title=_("A reflection period of an earlier episode still runs"),
    text=_("No second period has started beside it. Ask a lawyer what follows from the new identification."),
)
register(
    "duty_to_inform",
    title=_("The person has not been told of the reflection period"),
    text=_("The period began on %(day)s. The identifying organisation must tell the person and record it."),
)
register(
    "child_notice_overdue",
    title=_("A notice about a child is overdue"),
    text=_("It was due on %(day)s. Send the notice and record how it was sent."),
)

# What happened on a case.
register(
    "team_joined",
    title=_("You were added to a case"),
    text=_("Open the case and read how it stands."),
)
register(
    "team_empty",
    title=_("Nobody works on a case any more"),
    text=_("The last place on its team ended on %(day)s, with a role or an account. Name who works on it."),
)
register(
    "possible_duplicate",
    title=_("The person of this case may have a file already"),
    text=_("Somebody of the same name and year, or with the same document, is recorded. Search, and decide."),
)
register(
    "handover_offered",
    title=_("A case is offered to your organisation"),
    text=_("Decide whether your organisation can support the person, and answer."),
)
register(
    "handover_accepted",
    title=_("A case was taken over"),
    text=_("The supporting organisation now holds the case. Pass on what it needs to know."),
)
register(
    "handover_declined",
    title=_("A case was not taken over"),
    text=_("Read the reason and ask another supporting organisation."),
)
register(
    "handover_recalled",
    title=_("An offered case was recalled"),
    text=_("There is nothing left to answer."),
    url_name="",
)
register(
    "identification_asked",
    title=_("Formal identification is asked of you"),
    text=_("Read the request and record your decision."),
)
register(
    "formally_identified",
    title=_("A person was formally identified"),
    text=_("Open the case to see what follows from it, and make sure the person is told."),
)
register(
    "identification_refused",
    title=_("A formal identification was refused"),
    text=_("Read the reasons. Support goes on; a new attempt can be asked for."),
)
register(
    "identification_annulled",
    title=_("An identification was annulled"),
    text=_("Read the reason and check what it changes for the person."),
)
register(
    "child_found",
    title=_("The person is, or may be, a child"),
    text=_("Three notices are due within 24 hours. Send them and record it."),
)
register(
    "cooperation_declared",
    title=_("A statement on cooperation was recorded"),
    text=_("Open the case to see what it changes."),
)
register(
    "annulment_proposed",
    title=_("Somebody proposes to annul a statement"),
    text=_("A second person must check the reason and confirm it."),
)
register(
    "closure_proposed",
    title=_("Somebody proposes to close a case"),
    text=_("A second person must check the reason and confirm it."),
)
register(
    "case_closed",
    title=_("A case was closed"),
    text=_("Nothing more can be recorded on it. A new signal opens a new episode."),
)

# Files opened in an emergency, and sealed ones. %(day)s is the day by whose end the review is due.
register(
    "break_glass_opened",
    title=_("A file was opened in an emergency"),
    text=_("Somebody to whom it was not open reads it for four hours. The timeline says who; somebody reviews it."),
)
register(
    "break_glass_to_review",
    title=_("A file was opened in an emergency: review it"),
    text=_("Review it by the end of %(day)s. Until then the person can open no other file this way."),
    url_name="cases:break-glass-of",
)
register(
    "break_glass_review_due",
    title=_("A file opened in an emergency waits for its review"),
    text=_("The review is due by the end of %(day)s. Until then the person can open no other file this way."),
    url_name="cases:break-glass-of",
)
register(
    "break_glass_reviewed",
    title=_("What you opened in an emergency was reviewed"),
    text=_("Read what the review found."),
    url_name="cases:break-glass-of",
)
register(
    "break_glass_not_justified",
    title=_("A file was opened in an emergency without good reason"),
    text=_("The review found no justification. Decide what follows from it."),
    url_name="",
)
register(
    "case_sealed",
    title=_("A file was sealed, and you are named"),
    text=_("Only the people named see it. Speak of it with nobody else."),
)
register(
    "seal_lift_proposed",
    title=_("Somebody proposes to lift the seal of a file"),
    text=_("Another of those named must confirm it, or keep the file sealed."),
)
register(
    "seal_lifted",
    title=_("The seal of a file was lifted"),
    text=_("Everybody who works on the case sees it again."),
)
