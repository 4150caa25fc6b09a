"""The files in an object store: against a server that speaks S3, with the client that talks to the
real ones."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import boto3
import httpx
import pytest
from django.core.files.storage import default_storage, storages
from django.utils.functional import empty
from moto.server import ThreadedMotoServer
from PIL import Image as Pixels

from geekfeed.lib import buckets
from images import making, originals, pruning, renditions, uploads
from images.models import Image
from images.storages import private
from images.tests.files import LEFT, encoded, halves, near


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def objects(server: str, monkeypatch: Any, settings: Any) -> Iterator[Callable[[str], list[str]]]:
    """The site with its files in two empty buckets; asked for one, the names in it."""
    told = {
        "MEDIA_BUCKET": "news-media",
        "ORIGINALS_BUCKET": "news-originals",
        "S3_ENDPOINT": server,
        "S3_REGION": "eu-central-1",
        "S3_KEY": "key",
        "S3_SECRET": "secret",
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    httpx.post(f"{server}/moto-api/reset")
    client = boto3.client(
        "s3",
        endpoint_url=server,
        region_name="eu-central-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    for bucket in ("news-media", "news-originals"):
        client.create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
        )
    everybody = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::news-media/*",
    }
    client.put_bucket_policy(
        Bucket="news-media", Policy=json.dumps({"Version": "2012-10-17", "Statement": [everybody]})
    )
    address = f"{server}/news-media/"
    stores = buckets.storages("MEDIA_BUCKET", "ORIGINALS_BUCKET", address)
    settings.STORAGES = settings.STORAGES | stores
    settings.MEDIA_URL = address
    private._wrapped = empty
    yield lambda bucket: sorted(
        one["Key"] for one in client.list_objects_v2(Bucket=bucket).get("Contents", [])
    )
    private._wrapped = empty


@pytest.fixture
def two_halves(objects: Any, db: None) -> Image:
    return uploads.store(encoded(halves(300, 200)), title="Halves", credit="GeekFeed")


def test_what_comes_in_is_in_the_bucket_that_nobody_may_read(two_halves, objects, server, kept):
    assert objects("news-originals") == [two_halves.file.name]
    assert objects("news-media") == []
    assert kept() == []
    assert httpx.get(f"{server}/news-originals/{two_halves.file.name}").status_code == 403
    with pytest.raises(ValueError, match="never served"):
        assert two_halves.file.url


def test_renditions_are_where_readers_get_them_to_be_kept_for_good(two_halves, objects, server):
    making.make_all(two_halves)
    names = [renditions.path(two_halves, one) for one in renditions.listed(two_halves)]
    assert objects("news-media") == sorted(names)
    address = renditions.url(two_halves, "square", 120, "avif")
    assert address == f"{server}/news-media/{renditions.folder(two_halves)}/square-120-50.avif"
    answer = httpx.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/avif"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_whoever_asks_the_site_for_a_missing_one_gets_it_made(two_halves, objects, client):
    address = renditions.url(two_halves, "square", 120)
    assert address == f"/{renditions.folder(two_halves)}/square-120-50.webp"
    first = client.get(address)
    assert first.status_code == 200
    assert first["Content-Type"] == "image/webp"
    assert objects("news-media") == [address[1:]]
    assert client.get(address).content == first.content
    assert client.get(address.replace("-120-", "-121-")).status_code == 404


def test_another_file_takes_the_place_of_everything(
    two_halves, objects, django_capture_on_commit_callbacks
):
    making.make_all(two_halves)
    with django_capture_on_commit_callbacks(execute=True):
        uploads.save(two_halves, halves(40, 20))
    assert objects("news-media") == []
    assert objects("news-originals") == [two_halves.file.name]


def test_a_deleted_picture_leaves_nothing(two_halves, objects, django_capture_on_commit_callbacks):
    making.make_all(two_halves)
    with django_capture_on_commit_callbacks(execute=True):
        two_halves.delete()
    assert objects("news-media") == objects("news-originals") == []


def test_an_original_among_public_files_is_taken_away_from_there(two_halves, objects):
    name = two_halves.file.name
    with storages["originals"].open(name) as file:
        default_storage.save(name, file)
    storages["originals"].delete(name)
    assert originals.hidden(two_halves) is True
    assert (objects("news-media"), objects("news-originals")) == ([], [name])
    address = renditions.path(two_halves, renditions.listed(two_halves)[0])
    making.make(two_halves, renditions.listed(two_halves)[0])
    assert objects("news-media") == [address]


def test_what_no_picture_needs_is_found(two_halves, objects, monkeypatch):
    making.make_all(two_halves)
    before = objects("news-media")
    Image.objects.all().delete()
    assert pruning.prune() == 0  # it is too young: a file comes before its row
    monkeypatch.setattr(pruning, "YOUNG", -pruning.YOUNG)
    assert pruning.prune() == len(before) + 1
    assert objects("news-media") == objects("news-originals") == []


def test_a_cut_is_the_same_as_on_a_disk(two_halves, objects, client):
    answer = client.get(renditions.url(two_halves, "square", 120))
    assert near(Pixels.open(BytesIO(answer.content)), LEFT) == "red"
