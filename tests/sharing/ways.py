"""Every way by which somebody of another organisation could read of a case, but plain SQL: pages, search, lists, paper
and copies; each asked through its address, as the browser asks it."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from cases.models import Case
from cases.sharing.models import Referral
from tvcase.accounts.models import User

# By what each kind is known again, in the language in which it was written down.
WORDS = {"alias": "Чучулига", "languages": "украински", "facts": "Малта"}
SECRET = "+359000000777"  # of the file, and told to nobody
PAPER = {"format": "PRINT", "reason": "MEETING", "reason_text": "For the meeting of the team on Monday."}
COPY = PAPER | {"format": "CSV"}


class Ways:
    """What one person is shown of one case."""

    def __init__(self, user: User, case: Case) -> None:
        self.case = case
        self.client = Client()
        self.client.force_login(user)
        self.shown: dict[tuple[str, str], str] = {}
        self.sent = list(Referral.objects.filter(to_organisation=user.organisation_id, sent_on__isnull=False))

    def on_pages(self) -> set[str]:
        """The kinds on the pages of the referrals that came."""
        return {kind for one in self.sent for kind in found_in(self._get(one.get_absolute_url()))}

    def on_paper(self) -> set[str]:
        """The kinds on the sheets of the referrals that came; one that is over is not printed."""
        where = reverse("sharing:print", args=[self.case.code])
        return {kind for one in self.sent for kind in found_in(self._post(where, PAPER | {"number": one.number}))}

    def elsewhere(self) -> set[str]:
        """The kinds on everything that is no page or sheet of a referral: pages of the case, lists, search, copies."""
        named = ("cases:detail", "cases:timeline", "cases:terms", "cases:documents", "sharing:case-panel")
        shown = [self._get(reverse(name, args=[self.case.code])) for name in named]
        shown += [self._list(), self._get(reverse("sharing:inbox")), self._get(reverse("cases:work"))]
        shown += [self._copy(), self._post(reverse("cases:print", args=[self.case.code]), PAPER)]
        shown += [self._searched(case_code=self.case.code)]
        return {kind for page in shown for kind in found_in(page)}

    def names_the_case(self) -> dict[str, bool]:
        """Whether the list, the copy of the list and a search by its code name the case; by the alias none does."""
        code = self.case.code
        assert f"/cases/{code}/" not in self._searched(alias=WORDS["alias"])
        return {
            "list": code in self._list(),
            "copy": code in self._copy(),
            "search": f"/cases/{code}/" in self._searched(case_code=code),
            "page": bool(self._get(reverse("cases:detail", args=[code]))),
            "paper": bool(self._post(reverse("cases:print", args=[code]), PAPER)),
        }

    def _list(self) -> str:
        return self._get(reverse("cases:list"))

    def _copy(self) -> str:
        return self._post(reverse("cases:list-copy"), COPY)

    def _searched(self, **typed: str) -> str:
        page = self._post(reverse("cases:search"), typed)
        return page[page.index('id="results"') : page.index("Search again")] if page else page

    def _get(self, where: str) -> str:
        return self._once(where, "", lambda: self.client.get(where))

    def _post(self, where: str, typed: dict[str, Any]) -> str:
        return self._once(where, str(typed), lambda: self.client.post(where, typed))

    def _once(self, where: str, typed: str, ask: Callable[[], Any]) -> str:
        """Each is asked once; nothing changes meanwhile."""
        if (where, typed) not in self.shown:
            self.shown[where, typed] = _text(ask())
        return self.shown[where, typed]


def found_in(page: str) -> set[str]:
    """The kinds of which a page tells; what was told to nobody is on none."""
    assert SECRET not in page
    return {kind for kind, words in WORDS.items() if words in page}


def _text(answer: Any) -> str:
    """What an answer shows; nothing for a page that is not there."""
    if answer.status_code == 404 or (answer.status_code == 422 and b"There is nothing to copy." in answer.content):
        return ""
    assert answer.status_code == 200, (answer.status_code, answer.request["PATH_INFO"])
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
