"""The environment, in which `NAME_FILE` may stand for `NAME`: a secret in a file is in no list of processes."""

import environ
from environ.fileaware_mapping import FileAwareMapping


class Environment(FileAwareMapping):
    """The variables of the process; the line break at the end of a file is not part of a secret."""

    def __getitem__(self, key: str) -> str:
        value: str = super().__getitem__(key)
        return value.rstrip("\n")


env = environ.Env()
env.ENVIRON = Environment()
