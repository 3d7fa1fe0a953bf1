"""Validation: what was read becomes a plan, and every problem becomes a finding."""
