"""Puts the parts of a dossier together: one tagged PDF, its page numbers and links, the manifest, the archive."""
