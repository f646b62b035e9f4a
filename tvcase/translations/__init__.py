"""Our own sentences in Bulgarian: found in the source, kept in locale/, checked and compiled without gettext's tools.

English is the language of the source and needs no catalogue.
"""
