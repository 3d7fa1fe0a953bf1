"""Benchmarks: the stages of one dossier, and the same job done by a plain script, in one run."""
