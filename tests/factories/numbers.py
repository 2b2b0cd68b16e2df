"""Numbers that make every made thing different from the last one."""

from itertools import count

numbers = count(1)
