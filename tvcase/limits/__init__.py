"""How much one person may look at: lists, searches, reveals, keys and copies, counted in the database.

`spend(user, "searches", at=now)` counts and raises LimitReached when it was too much (tvcase/limits/spending.py);
`settings.LIMITS` says how much, `settings.LIMITED_VIEWS` which address costs what. The middleware answers 429.
"""
