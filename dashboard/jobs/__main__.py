"""`python -m dashboard.jobs`: a worker that does the queued jobs and then ends."""

import sys

from dashboard.jobs.worker import main

sys.exit(main())
