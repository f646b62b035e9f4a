"""The connection: the first statement of every outermost transaction is the signed identity."""

from typing import Any

from django.db.backends.postgresql import base

from tvcase.wall import signing


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's; outside a transaction nobody acts, and protected tables are empty."""

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit:
            self.tell_identity(signing.current())

    def tell_identity(self, identity: signing.Identity) -> None:
        """Say who acts until the transaction ends; an identity of nobody is told as well."""
        connection: Any = self.connection
        connection.execute(signing.TELL, [signing.signed(identity)])
