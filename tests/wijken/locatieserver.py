"""A stand-in for PDOK Locatieserver v3.1, with the form and the strictness of the real one.

``dienst(docs)`` is a route for ``tests.standin``: it refuses a parameter that is not in the
specification, filters by ``fq``, orders by the number of words of ``q`` that it finds, and gives
only the fields that ``fl`` names.
"""

import hashlib
import json

PARAMETERS = {"q", "fq", "fl", "sort", "df", "rows", "start", "lat", "lon", "wt", "indent"}
HOUTWIJK = "POINT(4.24815 52.05419)"


def doc(straat, nummer, postcode, plaats="'s-Gravenhage", gemeente="0518", **velden):
    """One address as the real server writes it (made up, in the form of version 3)."""
    key = f"{straat}{nummer}{postcode}".encode()
    return {
        "bron": "BAG",
        "type": "adres",
        "id": f"adr-{hashlib.md5(key).hexdigest()}",
        "weergavenaam": f"{straat} {nummer}, {postcode} {plaats}",
        "straatnaam": straat,
        "straatnaam_verkort": straat,
        "huis_nlt": nummer,
        "huisnummer": int("".join(c for c in nummer.split("-")[0] if c.isdigit())),
        "postcode": postcode,
        "woonplaatsnaam": plaats,
        "gemeentecode": gemeente,
        "gemeentenaam": plaats,
        "nummeraanduiding_id": "0518200000159102",
        "centroide_ll": HOUTWIJK,
        **velden,
    }


def dienst(docs):
    """Give the route: the documents may be added to while it answers."""

    def antwoord(path, query, headers):
        wrong = {name for name, _ in query} - PARAMETERS
        if wrong:
            return _fout(f"Parameter '{min(wrong)}' is niet toegestaan")
        asked = dict(query)
        found = [d for d in docs if all(_past(d, v) for k, v in query if k == "fq")]
        scored = [(_score(d, asked["q"]), d) for d in found]
        scored = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
        rows = scored[: int(asked.get("rows", 10))]
        fields = asked.get("fl", "*").split(",")
        answer = {
            "numFound": len(scored),
            "start": 0,
            "maxScore": max((score for score, _ in scored), default=0.0),
            "numFoundExact": True,
            "docs": [_velden({**d, "score": score}, fields) for score, d in rows],
        }
        return _json({"response": answer})

    return antwoord


def _past(d, filter_):
    name, _, value = filter_.partition(":")
    return str(d.get(name)) == value


def _score(d, q):
    words = d["weergavenaam"].lower().replace(",", "").split()
    return float(sum(word in words for word in q.lower().split()))


def _velden(d, fields):
    return d if fields == ["*"] else {name: d[name] for name in fields if name in d}


def _fout(melding):
    kind = "org.apache.solr.common.SolrException"
    metadata = ["error-class", kind, "root-error-class", kind]
    return _json({"error": {"metadata": metadata, "msg": melding, "code": 400}}, 400)


def _json(value, status=200):
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()
