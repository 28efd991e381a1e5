"""What an address may hold."""

import pytest

ODD = [
    "/en/editions/%00/",
    "/en/editions/next/sessions/a%00b",
    "/en/editions/next/look-%00.css",
    "/en/regions/%7f",
    "/media/" + "%00" * 64 + ".webp",
    "/static/a%00b",
    "/en/outbox/" + "9" * 24,
    "/en/outbox/2147483648",
]


@pytest.mark.parametrize("address", ODD)
def test_addresses_that_no_database_can_be_asked_for_are_404(client, address):
    assert client.get(address).status_code == 404
