"""The screen. `desk` is what keys act on, `actions` the table of everything that can be done, `views` what
is to be seen as plain values, `widgets` draw them, `screens` put them together, `looks` are the colours and
characters.
"""
