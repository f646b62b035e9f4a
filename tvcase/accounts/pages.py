"""The pages of signing in, as more than one view shows them; each carries along where one wanted to go and what
one had typed, so that nothing is kept on the server."""

import json
from dataclasses import dataclass
from typing import Any

from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from tvcase.accounts import factors
from tvcase.accounts.forms import ProofForm, SignInForm
from tvcase.accounts.mfa import Adapter
from tvcase.accounts.models import User
from tvcase.demo_code import demo_code, lasts
from tvcase.typed import ONCE, Typed
from tvcase.wall.identity import SIGN_IN, system_actor


@dataclass(frozen=True)
class Way:
    """Where one was going when one was asked to sign in, and what one had typed there."""

    target: str
    typed: Typed


def safe_target(target: str | None) -> str:
    """The address to go on to: a path of ours, never another site's; else the first page."""
    target = target or ""
    if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return target
    return resolve_url("cases:work")


def go_on(request: HttpRequest, way: Way, *, again: bool = False) -> HttpResponse:
    """Where one wanted to go, or the page that gives the typed text back; `again`: one was signed in before."""
    if way.typed:
        is_text = any(name != ONCE for name, _value in way.typed)
        context = {"action": way.target, "typed": way.typed, "is_text": is_text, "again": again}
        return render(request, "registration/resume.html", context)
    return redirect(way.target)


def sign_in_page(
    request: HttpRequest, target: str, typed: Typed, form: Form | None = None, *, status: int = 200
) -> HttpResponse:
    """The page to sign in on."""
    context: dict[str, Any] = {"form": form or SignInForm(), "target": target, "typed": typed}
    return render(request, "registration/sign_in.html", context, status=status)


def proof_page(
    request: HttpRequest,
    user: User,
    way: Way,
    form: ProofForm | None = None,
    *,
    passkey: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page that asks for a factor: to sign in, or to prove who one is once more (`passkey`: only with one)."""
    has_passkey = factors.has_passkey(user)
    context = {
        "form": form or ProofForm(),
        "target": way.target,
        "typed": way.typed,
        "again": request.user.is_authenticated,
        "passkey_only": passkey,
        "options": question(user) if has_passkey else "",
        "demo_code": _demo_code(),
    }
    return render(request, "registration/proof.html", context, status=status)


def _demo_code() -> dict[str, Any] | None:
    """The code of the demo's accounts and for how long it lasts; nothing anywhere else."""
    at = timezone.now().timestamp()
    return {"code": demo_code(at), "lasts": lasts(at)} if settings.DEMO else None


def question(user: User) -> str:
    """What the browser is asked in order to use one of this person's passkeys, as JSON; the session remembers it."""
    with system_actor(SIGN_IN):
        return json.dumps(webauthn.begin_authentication(user))


def new_passkey_question(user: User) -> str:
    """What the browser is asked in order to make a new passkey, as JSON; the session remembers it."""
    with system_actor(SIGN_IN):
        return json.dumps(webauthn.begin_registration(user, passwordless=False))


@dataclass(frozen=True)
class Picture:
    """A QR code as the outline of its dark squares, for an SVG of `size` × `size`."""

    size: int
    outline: str


def picture(user: User, secret: str) -> Picture:
    """What an application for codes takes a picture of; it is drawn here and goes nowhere else."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(Adapter().build_totp_url(user, secret))
    rows = code.get_matrix()
    squares = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    return Picture(len(rows), "".join(squares))
