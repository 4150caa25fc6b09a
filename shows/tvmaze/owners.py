"""The network that carries a show."""

from shows.models import Network
from shows.tvmaze.book import Book
from shows.tvmaze.fields import NETWORK, fill, settle
from shows.tvmaze.report import CREATED, UNCHANGED, UPDATED, Report
from shows.tvmaze.slugs import Wanted, give_slugs
from shows.tvmaze.told import ToldNetwork


def write_network(told: ToldNetwork, book: Book, report: Report) -> Network:
    """The record of the network, made if there is none; of two that the desk made one, that."""
    says = {"name": told.name, "country": told.country, "homepage": told.homepage}
    known = book.find("network", [told.key]).get(told.key)
    merged = None if known else book.merged("network", [told.key]).get(told.key)
    if merged:  # what the number says is said of another record than the one that stayed
        report.count("network", UNCHANGED)
        return merged
    network = known.network if known else _same(told, book)
    if network is None:
        network = Network()
        given = fill(network, NETWORK, says)
        give_slugs([Wanted(network, told.key, [told.country.lower()] if told.country else [])])
        network.save()
        book.keep("network", network, told.key, given, None)
        report.count("network", CREATED)
        return network
    settled = settle(network, NETWORK, says, known.given if known else {})
    for left in settled.left:
        report.leave("network", network.name, *left)
    if settled.changed:
        columns = [name for field in settled.changed for name in NETWORK[field].columns]
        book.update([network], columns)
        book.note(network, settled.changed)
    book.keep("network", network, told.key, settled.given, known)
    report.count("network", UPDATED if settled.changed else UNCHANGED)
    return network


def _same(told: ToldNetwork, book: Book) -> Network | None:
    """The only network of that name, unless it is another country's or is another one there."""
    found = list(Network.objects.filter(name__iexact=told.name)[:2])
    if len(found) != 1 or book.ids_of("network", found):
        return None
    countries = {found[0].country, told.country} - {""}
    return found[0] if len(countries) < 2 else None
