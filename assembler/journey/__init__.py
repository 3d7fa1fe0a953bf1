"""The steps of the journeys that cross several stages; ``pipeline`` alone says in which order they are taken."""
