"""The views of an accountability report of one agreement (C4)."""
