"""A believable country of any size: people, posts, rules and two years of learning, for measuring.

Nobody in it is real and nobody signs in as one of them. The same numbers with the same seed give the same country.
"""
