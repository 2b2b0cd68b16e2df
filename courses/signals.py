"""What course pages announce themselves."""

from django.dispatch import Signal

# Sent with ``page`` (as it would become), ``revision`` and ``by`` before a page goes live or is scheduled to, whichever
# button, bulk action, workflow, schedule or code does it. A receiver that raises ``NotReady`` keeps it from it.
going_live = Signal()

# Sent with ``page`` and ``obstacles`` when a page was to go live at an appointed time and could not.
held_back = Signal()
