"""The learner's screens."""
