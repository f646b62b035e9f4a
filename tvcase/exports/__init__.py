"""The one way out: whoever takes something away on a file or on paper says why, and the copy says who took it.

An app registers what may be copied (kinds.py). Asking is `asking.ask_page`, for a reason and after a second proof;
above a number of rows within a day, and for a table with names, a second person releases it (actions.py). `download`
is the only function of the program that answers with a file. See docs/decisions/0014-one-way-out.md.
"""
