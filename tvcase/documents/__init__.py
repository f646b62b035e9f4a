"""Letters that can be verified, and files that are handed in.

`letters.register(Letter(...))` adds a kind of letter; `cases.actions.documents.issue` issues one. What is issued is
composed as the person who issues it may see the file, turned into a PDF by a worker, sealed, and never made again.
Everything that needs Pango stands behind `rendering`; everything that opens a foreign file behind `intake`.
"""
