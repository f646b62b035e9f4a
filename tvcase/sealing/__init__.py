"""Names are sealed: what is written about a person lies in the database as ciphertext under a key of its file."""
