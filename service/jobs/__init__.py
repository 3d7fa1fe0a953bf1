"""Durable jobs: the only package that knows DBOS. Steps are pipeline stages, results are hashes in the store."""
