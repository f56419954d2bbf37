"""What a visiting card is about: which entry, and which person there."""
