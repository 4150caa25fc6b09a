"""What goes out compressed."""

import gzip

ASKED = {"headers": {"accept-encoding": "gzip"}}


def test_a_page_is_compressed_for_whoever_takes_it_so(client, press):
    plain, packed = client.get("/"), client.get("/", **ASKED)
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert len(packed.content) * 2 < len(plain.content)


def test_what_browsers_are_told_as_data_is_text_too(client, db):
    answer = client.get("/manifest.webmanifest", **ASKED)
    assert answer["Content-Encoding"] == "gzip"


def test_a_picture_goes_out_as_it_is(client, press):
    story = press.live()
    address = client.get(story.get_absolute_url()).context["card"].url
    answer = client.get(address, follow=True, **ASKED)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "Content-Encoding" not in answer
