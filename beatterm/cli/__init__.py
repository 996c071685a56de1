"""The command line: the only place that wires the parts together.

Each verb is a module with `add_to(parser)` and `run(options)`; `main` finds it, runs it and says what went
wrong.
"""
