"""Which duties follow from rules and spells (features C5, C7)."""

from datetime import date

from obligations.domain.matching import Rule, Spell, Wanted, wanted_duties

SPELL = Spell(1, agency_id=7, path="00010002", region_id=23, category="corpus_b", since=date(2024, 3, 1), until=None)
DUE = date(2026, 7, 1)


def rule(pk=1, **fields):
    defaults = {
        "course_id": 5, "path": "", "region_id": None, "category": "", "due_on": DUE, "within_days": None,
        "starts_on": date(2026, 1, 1), "ends_on": None,
    }  # fmt: skip
    return Rule(pk, **defaults | fields)


def spell(pk, since, until=None, **fields):
    return Spell(**vars(SPELL) | {"pk": pk, "since": since, "until": until} | fields)


def spans(duties):
    return [(one.since, one.until, one.due_on) for one in duties]


def test_a_rule_binds_from_its_start_while_the_post_is_held():
    assert wanted_duties([SPELL], [rule()]) == [Wanted(5, 1, SPELL, date(2026, 1, 1), None, DUE)]


def test_all_conditions_must_hold():
    refused = [
        rule(path="00010003"),
        rule(path="000100020001"),
        rule(region_id=24),
        rule(category="corpus_a"),
        rule(ends_on=date(2024, 2, 29), starts_on=date(2024, 1, 1)),
    ]
    bound = [rule(path="0001"), rule(region_id=23), rule(category="corpus_b"), rule(path="00010002", region_id=23)]

    assert [len(wanted_duties([SPELL], [one])) for one in [*refused, *bound]] == [0, 0, 0, 0, 0, 1, 1, 1, 1]


def test_who_is_exempt_from_one_rule_may_be_bound_by_another():
    assert [one.rule_id for one in wanted_duties([SPELL], [rule(1), rule(2)], {1})] == [2]


def test_days_count_from_appointment_and_never_from_before_the_rule():
    by_days = rule(due_on=None, within_days=90)
    newcomer = spell(2, date(2026, 5, 1))

    assert spans(wanted_duties([SPELL], [by_days])) == [(date(2026, 1, 1), None, date(2026, 4, 1))]
    assert spans(wanted_duties([newcomer], [by_days])) == [(date(2026, 5, 1), None, date(2026, 7, 30))]


def test_who_comes_shortly_before_the_date_or_after_it_has_thirty_days():
    assert spans(wanted_duties([spell(2, date(2026, 6, 20))], [rule()])) == [
        (date(2026, 6, 20), None, date(2026, 7, 20))
    ]
    assert spans(wanted_duties([spell(2, date(2026, 9, 1))], [rule()])) == [(date(2026, 9, 1), None, date(2026, 10, 1))]


def test_a_duty_ends_with_the_post_and_with_the_rule():
    left = spell(1, date(2024, 3, 1), date(2026, 3, 31))

    assert spans(wanted_duties([left], [rule()])) == [(date(2026, 1, 1), date(2026, 3, 31), DUE)]
    assert spans(wanted_duties([SPELL], [rule(ends_on=date(2026, 12, 31))])) == [
        (date(2026, 1, 1), date(2026, 12, 31), DUE)
    ]


def test_rules_that_overlap_are_one_duty_by_the_earliest_date():
    later = rule(2, due_on=date(2026, 6, 1), starts_on=date(2026, 2, 1), ends_on=date(2026, 8, 31))

    assert wanted_duties([SPELL], [rule(1, ends_on=date(2026, 12, 31)), later]) == [
        Wanted(5, 2, SPELL, date(2026, 1, 1), date(2026, 12, 31), date(2026, 6, 1))
    ]


def test_rules_one_after_the_other_are_two_duties():
    second = rule(2, starts_on=date(2027, 2, 1), due_on=date(2027, 7, 1))

    assert spans(wanted_duties([SPELL], [rule(1, ends_on=date(2026, 12, 31)), second])) == [
        (date(2026, 1, 1), date(2026, 12, 31), DUE),
        (date(2027, 2, 1), None, date(2027, 7, 1)),
    ]


def test_moving_ends_one_duty_and_starts_another_without_gaining_time():
    old = spell(1, date(2024, 3, 1), date(2026, 6, 30))
    new = spell(2, date(2026, 7, 1), agency_id=8)

    duties = wanted_duties([new, old], [rule()])

    assert [(one.spell.agency_id, *dates) for one, dates in zip(duties, spans(duties), strict=True)] == [
        (7, date(2026, 1, 1), date(2026, 6, 30), DUE),
        (8, date(2026, 7, 1), None, DUE),
    ]


def test_who_comes_back_after_a_gap_has_the_newcomers_time():
    old = spell(1, date(2024, 3, 1), date(2026, 6, 30))

    assert spans(wanted_duties([old, spell(2, date(2026, 9, 1))], [rule()]))[1] == (
        date(2026, 9, 1),
        None,
        date(2026, 10, 1),
    )
