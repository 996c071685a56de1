"""Programs that make what the repository ships; none of them is needed to run beatterm."""
