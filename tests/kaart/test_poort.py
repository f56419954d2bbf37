import socket

import pytest

from kaart.poort import main, vrij


@pytest.fixture
def bezette_poort():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_een_vrije_poort_mag():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert vrij(port)
    assert main(str(port)) == 0


def test_een_bezette_poort_wordt_gezegd_met_wat_wel_kan(bezette_poort, capsys):
    assert main(str(bezette_poort)) == 1
    assert "al in gebruik" in (said := capsys.readouterr().err)
    assert "PORT=" in said


@pytest.mark.parametrize("wat", ["abc", "0", "65536", "-1", "", "٣"])
def test_wat_geen_poort_is_wordt_geweigerd(wat, capsys):
    assert main(wat) == 2
    assert "geen poort" in capsys.readouterr().err
