"""Signing in: what we ask of django-allauth, and which of its pages are ours."""
