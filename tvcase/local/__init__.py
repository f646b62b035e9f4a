"""The demo's and the tests' own servers: PostgreSQL and Valkey from wheels, and the processes of one run.

Nothing here is used on a server. The application never imports this package.
"""
