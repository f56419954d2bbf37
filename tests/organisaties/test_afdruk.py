"""A print tells whether a value changed; ledgers and plans keep prints, so they stay the same."""

from hashlib import sha256

from organisaties.afdruk import afdruk
from organisaties.foto import vingerafdruk


def test_een_afdruk_is_die_van_de_json_zonder_spaties_op_volgorde():
    value = {"naam": "Één", "leeftijd": [0, None]}
    plain = b'{"leeftijd":[0,null],"naam":"\\u00c9\\u00e9n"}'
    assert afdruk(value) == vingerafdruk(value) == sha256(plain).hexdigest()


def test_de_volgorde_van_een_lijst_telt_die_van_velden_niet():
    assert afdruk({"a": 1, "b": 2}) == afdruk({"b": 2, "a": 1})
    assert afdruk([1, 2]) != afdruk([2, 1])
