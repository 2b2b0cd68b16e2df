"""Files that people bring: what they may be, and which text they hold."""
