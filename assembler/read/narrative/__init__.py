"""A person's Word narrative, read as neutral blocks, section by section."""
