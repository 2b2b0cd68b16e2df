"""Where the numbers of a scheme stand: plain geometry, checked with numbers."""

import re

import pytest

from courses.choices import SchemeForm
from courses.schemes import MOST_POINTS, RADIUS, WIDTH, Spot, draw

COORDINATES = re.compile(r"-?\d+(?:\.\d+)?")


def test_two_steps_stand_in_a_row_with_an_arrow_between():
    drawing = draw("steps", 2)

    assert drawing.spots == (Spot(1, 80, 24), Spot(2, 240, 24))
    assert drawing.ways == ("M100 24L213 24",)
    assert drawing.heads == ("M220 24L213 28L213 20Z",)
    assert len(drawing.plates) == 2


def test_a_cycle_begins_at_the_top_and_goes_round():
    drawing = draw("cycle", 4)

    assert [(spot.x, spot.y) for spot in drawing.spots] == [(160, 22), (236, 98), (160, 174), (84, 98)]
    assert len(drawing.ways) == len(drawing.heads) == 4


def test_branches_lead_from_the_first_to_all_others():
    drawing = draw("branches", 4)

    assert drawing.spots[0] == Spot(1, 160, 20)
    assert {spot.y for spot in drawing.spots[1:]} == {104}
    assert len(drawing.ways) == 3


def test_stairs_rise_and_layers_grow_outwards():
    stairs, layers = draw("stairs", 3), draw("layers", 3)

    assert [spot.y for spot in stairs.spots] == [51, 33, 15]
    assert [spot.y for spot in layers.spots] == [76, 46, 16]
    assert [plate.split()[0] for plate in layers.plates] == ["M1", "M40.8", "M80.5"]


def test_a_line_of_time_has_one_tick_a_point():
    assert len(draw("timeline", 5).ways) == 1 + 5


@pytest.mark.parametrize("form", SchemeForm.values)
@pytest.mark.parametrize("count", [1, 2, 3, MOST_POINTS, MOST_POINTS + 4])
def test_every_form_draws_up_to_eight_points_inside_its_frame(form, count):
    drawing = draw(form, count)

    assert [spot.number for spot in drawing.spots] == list(range(1, min(count, MOST_POINTS) + 1))
    assert all(RADIUS <= spot.x <= WIDTH - RADIUS for spot in drawing.spots)
    assert all(10 <= spot.y <= drawing.height - 10 for spot in drawing.spots)
    numbers = [float(one) for path in (*drawing.ways, *drawing.heads) for one in COORDINATES.findall(path)]
    assert all(0 <= number <= WIDTH for number in numbers)


def test_an_unknown_form_is_drawn_as_steps():
    assert draw("", 2) == draw("steps", 2)
