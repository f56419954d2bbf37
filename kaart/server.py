"""Settings of gunicorn: ``gunicorn kaart.wsgi -c python:kaart.server``."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 -- heartbeat files in memory, as gunicorn advises

# A question that is too long gets the site's own clear answer instead of the server's bare one;
# gunicorn still stops at one megabyte.
limit_request_line = 0
loglevel = "error"
