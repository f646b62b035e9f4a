"""What the program is made of: the locked packages, their licences, their known vulnerabilities. Not part of it."""
