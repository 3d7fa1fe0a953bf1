"""Where a request comes from: its address, its id; visitors counted by their address, for they have no other name."""

from fastapi import Request

from service.rates import Rates


def address_of(request: Request) -> str:
    """Gives where a request comes from; behind a trusted proxy, the server has put the visitor's own there."""
    return request.client.host if request.client else ""


def request_id_of(request: Request) -> str:
    """Gives the id of a request, as its answer and the journal name it."""
    return str(getattr(request.state, "request_id", ""))


def count_visitor(request: Request) -> None:
    """Counts a request of an address where nobody signed in; ``TooManyError``."""
    rates: Rates = request.app.state.rates
    rates.count_request(f"address/{address_of(request)}")
