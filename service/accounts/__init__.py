"""People: passwords, sessions, one-time links, tokens."""
