"""Settings of gunicorn: ``gunicorn kaart.wsgi -c python:kaart.server``."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 -- heartbeat files in memory, as gunicorn advises

# In production gunicorn refuses a line that is longer than it can safely read. On one's own machine
# a question that is too long gets the site's own clear answer.
limit_request_line = 8190 if os.environ.get("PRODUCTIE") == "1" else 0
loglevel = "error"
