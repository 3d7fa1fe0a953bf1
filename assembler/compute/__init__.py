"""All arithmetic: funding plan, shares, indicators, people, accountability; no file, no clock."""
