"""The frozen nouns of the house: what a plan, a region, a finding and a dossier are made of."""
