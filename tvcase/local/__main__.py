"""`python -m tvcase.local run` and `python -m tvcase.local reset`; the Makefile calls them."""

import sys

from tvcase.local.supervisor import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
