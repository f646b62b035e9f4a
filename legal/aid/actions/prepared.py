"""Initial legal aid arises by itself: the application is prepared when a person is identified."""

from cases.actions.following import identified
from legal.aid.actions.applications import prepare_initial

identified(prepare_initial)
