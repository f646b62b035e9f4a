"""What can go wrong on somebody's machine, said in one sentence."""


class Trouble(Exception):
    """The run cannot go on; the text is one sentence that says what to do."""
