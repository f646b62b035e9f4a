"""The wall between organisations: a signed identity in each transaction, and policies that read it.

`identity` says who acts, `backend` tells the database so first of all, `policies` declares what each identity
reaches, `helpers` is the SQL they share, and `prepare_database` makes it so.
"""
