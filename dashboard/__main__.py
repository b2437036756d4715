"""`python -m dashboard`: every job without a browser."""

import sys

from dashboard.cli import main

sys.exit(main())
