"""What `manage.py check`, and every start of the site by a command, says of the settings."""

from typing import Any

from django.core.checks import Warning as Warned
from django.core.checks import register

from geekfeed.lib import environment


@register
def misspelt_variables(app_configs: Any, **kwargs: Any) -> list[Warned]:
    """A variable that nobody reads has no effect, and nothing else would say so."""
    return [
        Warned(
            f"{name} is set, and GeekFeed reads no variable of that name.",
            hint=f"Did you mean {meant}? If {name} is not for GeekFeed, leave it as it is.",
            id="geekfeed.W001",
        )
        for name, meant in environment.misspelt().items()
    ]
