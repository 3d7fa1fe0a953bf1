"""What keeps the service running: its commands, health, figures, journal, headers, backups, and sweeping."""
