"""Addresses of signing in and of one's own account. allauth's own addresses are not served."""

from django.urls import path

from tvcase.accounts.views import account, leaving, links, prove, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/second-factor/", sign_in.second_factor, name="second-factor"),
    path("sign-in/new-factor/", sign_in.enrol, name="enrol"),
    path("sign-in/forgotten/", links.forgotten, name="forgotten"),
    path("sign-in/link/<str:secret>/", links.link, name="link"),
    path("sign-in/new-password/", links.new_password, name="new-password"),
    path("sign-out/", leaving.sign_out, name="sign-out"),
    path("prove/", prove.prove, name="prove"),
    path("stay/", leaving.stay, name="stay"),
    path("language/", leaving.language, name="language"),
    path("exit/", leaving.quick_exit, name="quick-exit"),
    path("account/", account.account, name="account"),
    path("account/new/passkey/", account.add_factor, {"kind": "passkey"}, name="add-passkey"),
    path("account/new/codes/", account.add_factor, {"kind": "codes"}, name="add-codes"),
    path("account/remove/<int:number>/", account.remove_factor, name="remove-factor"),
    path("account/recovery-codes/", account.recovery_codes, name="recovery-codes"),
    path("account/password/", account.password, name="password"),
    path("account/end-sessions/", account.end_sessions, name="end-sessions"),
]
