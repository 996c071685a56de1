"""`python -m beatterm` is the beatterm command."""

import sys

from beatterm.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
