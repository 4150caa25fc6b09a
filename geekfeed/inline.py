"""The scripts that stand in pages themselves, as the content policy has to name them."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def script_hash(template: Path) -> str:
    """Return the source for `script-src` that allows the one script in this template, and no other.

    The same bytes stand in every page, so pages can be kept in caches, as they could not be with
    a nonce.
    """
    (script,) = SCRIPT.findall(template.read_text(encoding="utf-8"))
    if "{{" in script or "{%" in script:
        raise ValueError(f"{template} may not change from page to page.")
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
