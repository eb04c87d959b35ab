import pytest

from digests.collect.canonical import canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example.KZ:443/a?utm_source=tg&id=7#top", "https://news.example.kz/a?id=7"),
        ("http://news.example.kz:8080?fbclid=x", "http://news.example.kz:8080/"),
        ("tag:example.kz,2025:1", "tag:example.kz,2025:1"),
        ("http://[::1/", "http://[::1/"),
    ],
)
def test_tracking_and_spelling_are_taken_out(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


def test_addresses_that_may_be_different_articles_stay_different() -> None:
    addresses = ["https://a.kz/n?id=1", "https://a.kz/n?id=2", "https://a.kz/N?id=1", "https://b.a.kz/n?id=1"]
    assert len({canonical_url(address) for address in addresses}) == 4
