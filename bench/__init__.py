"""Benchmarks: what the design promises, as ratios and percentages. Run them with `python -m bench`.

Adding one: a module here with `ABOUT` and `run(effort)`, which yields tables; and its line in `BENCHMARKS`.
A module is imported only when it runs, so that none weighs on another's start.
"""

BENCHMARKS = {
    "load": "bench.load",
    "questions": "bench.questions",
    "deadlines": "bench.deadlines",
    "dispatch": "bench.dispatch",
    "editing": "bench.editing",
    "offline": "bench.offline",
    "hydrogen": "bench.hydrogen",
    "quality": "bench.quality",
    "startup": "bench.startup",
    "answers": "bench.answers",
    "link": "bench.link",
}
"""Modules by the name that the command line knows."""
