"""The views of the consolidated report of a convention (C5)."""
