"""Names in plain ASCII, which most are, are read by the same rule as all others."""

from cwf.registration.finding import fold


def test_no_sign_is_read_otherwise_where_all_are_plain() -> None:
    signs = [chr(number) for number in range(128)]
    assert [f"{fold(f'A{one}B')}o" for one in signs] == [fold(f"A{one}Bø") for one in signs]
    assert fold("O'Brien-Smith_2, \t A.") == "obrien smith 2 a"
