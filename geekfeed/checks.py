"""What `manage.py check`, and every start of the site by a command, says of the settings."""

from typing import Any

from django.core.checks import Info, register

from geekfeed.lib import environment


@register
def misspelt_variables(app_configs: Any, **kwargs: Any) -> list[Info]:
    """A variable that nobody reads has no effect, and nothing else would say so. It may be for
    another program, so no check fails for it."""
    return [
        Info(
            f"{name} is set, and GeekFeed reads no variable of that name.",
            hint=f"Did you mean {meant}? If {name} is not for GeekFeed, leave it as it is.",
            id="geekfeed.I001",
        )
        for name, meant in environment.misspelt().items()
    ]
