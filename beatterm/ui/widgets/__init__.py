"""What draws. A widget is given plain values and a look, keeps its lines ready, and posts messages; it knows
neither the app nor the session.
"""
