"""How things look: colours by role, characters by charset, and what the terminal itself says about both."""
