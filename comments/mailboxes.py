"""E-mail addresses, each said in one way, however it was typed."""

import re

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# A quoted local part says the same in endlessly many ways, and hardly anybody has one.
_ODD = re.compile(r'["\\\[\]()]')


def email_of(typed: str) -> str:
    """The address in small letters, its host as it is looked up. Raises ValueError for what is
    none, or is written as no mail program writes it."""
    local, _at, host = typed.strip().rpartition("@")
    email = f"{local.casefold()}@{host_of(host)}"
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValueError(typed) from error
    if _ODD.search(email):
        raise ValueError(typed)
    return email


def host_of(typed: str) -> str:
    """A host as it is looked up. Raises ValueError for what can be none."""
    return idna.encode(typed.strip(), uts46=True).decode().lower()


def mailbox_of(email: str) -> str:
    """Where all that is sent to an address arrives: what stands behind a plus is for its owner's
    own sorting."""
    local, _at, host = email.rpartition("@")
    return f"{local.partition('+')[0]}@{host}"
