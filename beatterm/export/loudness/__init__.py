"""How loud a sound is, by ITU-R BS.1770-4 and EBU R 128, and how it is brought to a level."""
