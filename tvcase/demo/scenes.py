"""Which stories are always told, and of whom."""

from collections.abc import Callable
from functools import partial

from tvcase.demo import acts, aid, apart, chapters, featured, hearings
from tvcase.demo.featured import LEAD, Scene

ADULT, FOREIGNER, STATELESS, CHILD, UNCERTAIN = "bulgarian", "foreigner", "stateless", "child", "uncertain"
WAITS = (1, 4, 9, 16, 27, 40)
RUNNING = (1, 5, 12, 20, 25, 27, 29, 30, 31)  # days since the identification: the last three end about today
NOBODY_OPENED = "nobody opened the reminder of the last day"
DUE_SOON = "child, a notice due soon"
AGAIN = "closed, then trafficked again"


def _scene(title: str, who: str, since: int, tell: Callable[..., None], **facts: object) -> Scene:
    return Scene(title, who, since, partial(tell, **facts) if facts else tell)


def _identified(title: str, days: int, who: str = ADULT, **facts: object) -> Scene:
    return _scene(title, who, days + LEAD, featured.identified, days=days, **facts)


SCENES = (
    _scene("signal only", ADULT, 2, acts.signal),
    _scene("signal only, anonymous", ADULT, 3, acts.signal, anonymous=True),
    _scene("presumed", ADULT, 12, featured.presume),
    _scene("presumed, identified abroad", ADULT, 15, featured.abroad),
    _scene("formal identification asked", ADULT, 17, featured.ask),
    _scene("formal identification asked, risk to life", ADULT, 18, featured.ask, basis="RISK_TO_LIFE"),
    _scene("refused", ADULT, 34, featured.refused, again=False),
    _scene("refused and asked again", ADULT, 36, featured.refused, again=True),
    *(_identified(f"period, day {days}", days) for days in RUNNING),
    _identified(NOBODY_OPENED, 32),
    _identified("period, a foreigner's", 14, FOREIGNER),
    _identified("period, a stateless person's", 11, STATELESS),
    _identified("untold", 2, told=False),
    _identified("untold for days", 6, told=False),
    _scene("period, wish not to use it", ADULT, 10 + LEAD, featured.wishes, days=10, taken_back=False),
    _scene("period, wish taken back", ADULT, 18 + LEAD, featured.wishes, days=18, taken_back=True),
    _scene("period, counselled", ADULT, 13 + LEAD, featured.counselled, days=13),
    _scene("period, NO", ADULT, 15 + LEAD, featured.counselled, days=15, value="NO"),
    _scene("period, YES as a note only", ADULT, 8 + LEAD, featured.counselled, days=8, value="YES", form="ORAL"),
    _scene("period ended by YES", ADULT, 14 + LEAD, featured.cooperates, days=14),
    _scene("YES withdrawn", ADULT, 24 + LEAD, featured.withdrawn),
    _scene("YES annulled", ADULT, 16 + LEAD, featured.annulled_yes, confirmed=True),
    _scene("YES, annulment proposed", ADULT, 16 + LEAD, featured.annulled_yes, confirmed=False),
    _scene("identification annulled", ADULT, 12 + LEAD, featured.corrected),
    _scene("found to be a child", ADULT, 20 + LEAD, featured.found_to_be_child),
    _scene("identified twice", ADULT, 17 + LEAD, featured.duplicate, by="investigator"),
    _scene("Article 25, draft", ADULT, 19 + LEAD, featured.drafted),
    *(_scene(f"Article 25, filed {days} days ago", ADULT, days + 14 + LEAD, featured.filed, waits=days)
      for days in WAITS),
    _scene("Article 25, a foreigner's request", FOREIGNER, 22 + LEAD, featured.filed, waits=8),
    _scene("Article 25, withdrawn", ADULT, 60 + LEAD, featured.filed, waits=46, then="WITHDRAWN"),
    _scene("Article 25, refused", ADULT, 64 + LEAD, featured.filed, waits=50, then="REFUSED"),
    _scene("Article 25, registered", ADULT, 34 + LEAD, featured.filed, waits=20, then="PENDING"),
    _scene("Article 25, refused and appealed", ADULT, 74 + LEAD, featured.filed, waits=60, then="APPEALED"),
    _scene("Article 25, appealed in vain", ADULT, 94 + LEAD, featured.filed, waits=80, then="REFUSED_FINAL"),
    _scene("Article 25, asked anew, appeal won", ADULT, 92 + LEAD, featured.filed, waits=78, then="SUPERSEDED"),
    _scene("Article 25, renounced", ADULT, 166 + LEAD, featured.protected, days=140, renounced=30),
    _scene("Article 25, proceedings suspended", ADULT, 126 + LEAD, featured.protected, days=100, suspended=20),
    _scene("Article 25, granted", ADULT, 86 + LEAD, featured.protected, days=60),
    _scene("Article 25, granted with a permit", FOREIGNER, 146 + LEAD, featured.protected, days=120, permit=6),
    _scene("Article 25, permit over, return", FOREIGNER, 306 + LEAD, featured.protected, days=280, permit=6, home=True),
    _scene("Article 25, ended with the proceedings", ADULT, 326 + LEAD, featured.protected, days=300, ended=20),
    _scene("Article 25, contact renewed", ADULT, 226 + LEAD, featured.protected, days=200, ended=60,
           ground="CONTACT_RENEWED"),
    _scene("Article 25, consent fictitious, return", ADULT, 256 + LEAD, featured.protected, days=230, ended=70,
           ground="CONSENT_FICTITIOUS", home=True),
    _scene("Article 25, public order", ADULT, 276 + LEAD, featured.protected, days=250, ended=15,
           ground="PUBLIC_ORDER_OR_SECURITY"),
    _scene("heard by a court in two weeks", ADULT, 86 + LEAD, hearings.heard, days=60, ahead=14),
    _scene("heard by a court tomorrow", ADULT, 86 + LEAD, hearings.heard, days=60, ahead=1),
    *(_scene(f"State compensation, {until.lower()}", ADULT, 326 + LEAD, hearings.compensation, until=until)
      for until in hearings.CLAIM),
    _scene("legal aid, no answer", ADULT, 45, aid.waits, days=36, chased=True),
    _scene("legal aid, documents asked for", ADULT, 40, aid.waits, days=30, documents=True),
    _scene("legal aid, refused", ADULT, 50, aid.refused, days=40, appealed=False),
    _scene("legal aid, refusal appealed", ADULT, 55, aid.refused, days=44, appealed=True),
    _scene("legal aid, a lawyer advises", ADULT, 48, aid.advised, days=38),
    _scene("legal aid, a lawyer represents", ADULT, 75 + LEAD, aid.represented, days=55),
    _scene("kept apart", ADULT, 86 + LEAD, apart.kept_apart),
    _scene("a measure taken back", ADULT, 20, apart.taken_back),
    *(_scene(f"before a court, {until.lower()}", ADULT, 60, apart.before_a_court, until=until)
      for until in apart.AT_COURT),
    _scene("stay requested", ADULT, 10, featured.asked_for_a_place),
    _scene("stay reserved", ADULT, 11, featured.asked_for_a_place, answer="reserve"),
    _scene("stay declined", ADULT, 12, featured.asked_for_a_place, answer="decline"),
    _scene("stay cancelled", ADULT, 13, featured.asked_for_a_place, answer="cancel"),
    _scene("staying", ADULT, 16, featured.staying, nights=60),
    _scene("staying, term over", ADULT, 47, featured.staying, nights=90),
    _scene("stay ended", ADULT, 60, featured.staying, nights=28),
    _scene("return proposed", ADULT, 20, featured.returning, until="PROPOSED", days=4),
    _scene("return in preparation, risk unknown", ADULT, 50, featured.returning, until="PREPARING", days=30,
           threat="UNKNOWN"),
    _scene("return in preparation after the period", ADULT, 60 + LEAD, featured.returning_after_the_period),
    _scene("return ready", ADULT, 40, featured.returning, until="READY", days=22),
    _scene("return ready, a foreigner's", FOREIGNER, 52, featured.returning, until="READY", days=24),
    _scene("return on the way", ADULT, 50, featured.returning, until="IN_TRANSIT", days=31, leaves=1),
    _scene("return stopped by a threat", FOREIGNER, 45, featured.returning, until="PREPARING", days=28, threat="YES"),
    _scene("return, did not arrive", ADULT, 54, featured.returning, until="INCIDENT", days=34, leaves=3),
    _scene("return arrived", ADULT, 80, featured.returning, until="ARRIVED", days=60, leaves=30),
    _scene("return followed up", ADULT, 110, featured.returning, until="FOLLOW_UP", days=90, leaves=60),
    _scene("return closed", ADULT, 130, featured.returning, until="CLOSED", days=110, leaves=80),
    _scene("perhaps the same person", ADULT, 15, featured.perhaps_known),
    _scene("return declined", ADULT, 70, featured.returning, until="PREPARING", days=50, declined=True),
    _scene("handover offered", ADULT, 10, featured.handed_over, how=""),
    _scene("handover accepted", ADULT, 24, featured.handed_over, how="accept"),
    _scene("handover declined", ADULT, 21, featured.handed_over, how="decline"),
    _scene("handover recalled", ADULT, 19, featured.handed_over, how="recall"),
    _scene("authority holds the case", ADULT, 26, chapters.authority_first),
    _scene("child, notices sent", CHILD, 45, featured.child, formally=True),
    _scene("child, in the crisis centre", CHILD, 20, featured.child),
    _scene(DUE_SOON, CHILD, 1, featured.child, sent=2),
    _scene("child, a notice overdue", CHILD, 4, featured.child, sent=1),
    _scene("age uncertain", UNCERTAIN, 9, featured.child),
    _scene("age uncertain, found to be adult", UNCERTAIN, 40, featured.found_to_be_adult),
    _scene("closing proposed", ADULT, 70, featured.closing),
    _scene(AGAIN, ADULT, 200, featured.first_episode),
    _scene(AGAIN, ADULT, 260, featured.first_episode),
)  # fmt: skip
