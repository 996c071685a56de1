"""The signal building blocks the drums are made of; numpy only, everything offline."""
