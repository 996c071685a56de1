"""Many files of one song at once, on all cores, and what is known of those that are there."""
