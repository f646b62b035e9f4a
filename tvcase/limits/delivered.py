"""The limits as the program is delivered: so many within so many seconds, and which address costs what."""

LIMITS: dict[str, tuple[int, int]] = {
    "copies": (20, 3600),
    "keys": (600, 60),
    "lists": (300, 600),
    "reveals": (120, 600),
    "searches": (60, 600),
    "uploads": (60, 3600),
    "verifications": (30, 600),  # of one address, by anybody
}
LIMITED_VIEWS = {
    "GET aid:appointments": "lists",
    "GET cases:list": "lists",
    "GET legal:inbox": "lists",
    "GET shelters:board": "lists",
    "POST cases:new": "searches",  # as searching, it tells whether somebody may be known
    "POST cases:person-document": "searches",
    "POST cases:person-documents": "searches",
    "POST cases:person-names": "searches",
    "POST cases:list-copy": "copies",
    "POST cases:print": "copies",
    "POST cases:readers-print": "copies",
    "POST cases:sheet-print": "copies",
    "POST cases:search": "searches",
    "GET cases:document-file": "reveals",
    "POST cases:document-upload": "uploads",
    "GET cases:person": "reveals",
    "GET cases:person-contact": "reveals",
    "GET cases:person-document": "reveals",
    "GET cases:person-documents": "reveals",
    "GET cases:person-names": "reveals",
    "GET cases:person-origin": "reveals",
    "GET cases:person-spelling": "reveals",
    "GET cases:person-spellings": "reveals",
    "POST exports:copy": "copies",
    "POST shelters:address": "reveals",
}
