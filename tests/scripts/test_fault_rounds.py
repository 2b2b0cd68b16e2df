"""The path of ``make faults`` with a single kill, so that it cannot rot between releases (REL-01)."""

import os

import pytest

from scripts.fault_rounds import kill_rounds


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="this system cannot kill a group of processes at once")
@pytest.mark.django_db(transaction=True)
def test_rel_01_what_a_killed_server_acknowledged_is_there_after_its_restart(capsys):
    wrong = list(kill_rounds(1, workers=1))

    assert wrong == []
    assert ": 1 kills in " in capsys.readouterr().out
