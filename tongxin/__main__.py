"""`python -m tongxin` is the program."""

import sys

from tongxin.project.cli import main

if __name__ == "__main__":
    sys.exit(main())
