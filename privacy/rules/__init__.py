"""The register of personal data: what is kept about people, why, until when, and what erasing does to it."""
