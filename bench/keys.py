"""How long it takes to wrap the keys of 10,000 files anew, and that none is lost (C15: less than five seconds).

`python -m bench.keys` (or `make bench`).
"""

from importlib import import_module

from bench import database


def main() -> None:
    with database.fresh("web"):
        import_module("bench.key_rotation").rotate_all()


if __name__ == "__main__":
    main()
