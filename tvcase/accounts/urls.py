"""Addresses of the account pages; all are open to people who are not signed in."""

from django.urls import path

from tvcase.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("language/", views.language, name="language"),
    path("exit/", views.quick_exit, name="quick-exit"),
]
