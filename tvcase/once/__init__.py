"""An act is done once, however often its form arrives: over a bad line, by a second press, from a phone's queue.

A form carries a key (`{% once %}` in the template) and its view says `@once` (tvcase/once/acting.py).
"""
