"""What comes from other programs: bytes in, values of the model out. No file is opened here."""
