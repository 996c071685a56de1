"""The song that the verbs' tests are done with."""

BEAT = """\
beatterm = 1
title = "Test"
tempo = 120.0
kit = "deep"

[pattern.A]
grid = \"\"\"
kick | x... x... x... x... |
hat  | ..x. ..x. ..x. ..x. |
\"\"\"

[[section]]
name = "all"
pattern = "A"
repeat = 2
"""
