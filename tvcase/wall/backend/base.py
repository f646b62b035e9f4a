"""The connection: the first statement of every outermost transaction is the signed identity."""

import atexit
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base

from tvcase.wall import signing


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's; outside a transaction nobody acts, and protected tables are empty."""

    ordinary: ClassVar[set[str]] = set()
    _connection_pools: ClassVar[dict[str, Any]]  # Django's, by alias

    def init_connection_state(self) -> None:
        super().init_connection_state()
        if self.settings_dict["USER"] not in self.ordinary:
            self.refuse_a_powerful_role()

    def refuse_a_powerful_role(self) -> None:
        """Raise ImproperlyConfigured for a role to which policies do not apply. Asked once in a process and role."""
        connection: Any = self.connection
        role, powerful = connection.execute(
            "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        connection.rollback()
        if powerful:
            self.close()
            raise ImproperlyConfigured(f"The database role {role} stands above every wall: connect as app or worker.")
        self.ordinary.add(self.settings_dict["USER"])

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit:
            self.tell_identity(signing.current())

    def tell_identity(self, identity: signing.Identity) -> None:
        """Say who acts until the transaction ends; an identity of nobody is told as well."""
        connection: Any = self.connection
        connection.execute(signing.TELL, [signing.signed(identity)])


@atexit.register
def close_pools() -> None:
    """Let the threads of the pools go before the interpreter ends: it waits five seconds for each that is left."""
    for pool in list(DatabaseWrapper._connection_pools.values()):
        pool.close()
