"""Django's PostgreSQL backend that begins each transaction by telling the database who acts."""
