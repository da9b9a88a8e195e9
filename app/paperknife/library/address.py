"""When two addresses are those of one page."""

import re
from urllib.parse import urlsplit

# Parameters that say how a reader came to the page, never which page it is.
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|hsa_\w+|_hs\w+|at_(?:medium|campaign|custom\d)|fbclid|gclid|gclsrc|dclid|gbraid|"
    r"wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|mc_cid|mc_eid|mkt_tok|oly_\w+_id|vero_\w+|wickedid|"
    r"_ga|_gl|_openstat|cmpid|xtor|wt_mc|ncid|s_cid|ref_src|ref_url|smid|spm|share_id|guccounter|guce_\w+|__twitter_impression)\Z",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def same_page(address: str) -> str:
    """A key that all addresses of one page share: without scheme, "www.", fragment and tracking parameters.

    The order of the other parameters stays, and letters of the path keep their case. "" for what is no web address.
    """
    try:
        parts = urlsplit(address.partition("#")[0].strip())
        host, port = (parts.hostname or "").strip(". "), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host:
        return ""
    kept = [pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair.partition("=")[0])]
    place = f":{port}" if port not in (None, _DEFAULT_PORTS[scheme]) else ""
    query = f"?{'&'.join(kept)}" if kept else ""
    return f"{host.removeprefix('www.')}{place}{parts.path.rstrip('/')}{query}"
