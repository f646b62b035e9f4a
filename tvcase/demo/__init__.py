"""The demo: invented people whose cases stand in every state on the day it is filled.

First a plan is written, without a database: who there is (`world`), how many of each kind (`published`), and what
happens to each person, step by step (`telling`, `stories`, `plan`). Then it is played through the same acts that
the pages use (`stage`, `fill`), so every rule of the program holds for it.
"""
