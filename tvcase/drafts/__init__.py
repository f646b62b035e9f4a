"""What is typed into a long form is kept on the server as it is typed, and comes back when the form is opened again.

A form is long by its own fields (tvcase/drafts/forms.py), so a new one is kept without being named anywhere; one that
must not be kept says `keeps_draft = False`. See docs/decisions/0022-drafts.md.
"""
