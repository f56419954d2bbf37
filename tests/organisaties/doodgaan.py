"""Makes or applies a plan in a process of its own, which dies at a chosen moment.

``klaarzetten`` makes a plan. ``toepassen`` applies it and says how many statements that took;
with a number it dies at that statement, with 0 right after the commit.
"""

import os
import signal
import sys

import django


def klaarzetten() -> None:
    """Make a database of its own, with a plan that waits: new, changed and vanished entries."""
    from django.core.management import call_command  # noqa: PLC0415 -- after setup

    from organisaties.invoer.inhoud import laad_vocabulaire  # noqa: PLC0415
    from tests.fabriek import HOUTWIJK, algemeen, persoon  # noqa: PLC0415
    from tests.organisaties.bron import lees, plan  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    laad_vocabulaire()
    lees(a={"naam": "Aap"}, b={"naam": "Noot"}, c={"naam": "Mies"})
    new = {"naam": "Nieuw", **HOUTWIJK}
    many = {f"n{number}": {**new, "contacten": [algemeen()]} for number in range(40)}
    plan(a={"naam": "Aapje", "personen": [persoon("publiek")]}, b={"naam": "Noot"}, **many)


def toepassen(moment: int | None = None) -> None:
    from django.db import connection, transaction  # noqa: PLC0415

    from organisaties.invoer.toepassen import pas_toe  # noqa: PLC0415
    from organisaties.models import Invoer  # noqa: PLC0415

    count = 0

    def tel(execute, *args):
        nonlocal count
        count += 1
        if count == moment:
            sterf()
        return execute(*args)

    waiting = Invoer.objects.get(stand=Invoer.Stand.PLAN)
    with connection.execute_wrapper(tel), transaction.atomic():
        if moment == 0:
            transaction.on_commit(sterf)
        pas_toe(waiting)
    sys.stdout.write(str(count))


def sterf() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    django.setup()
    {"klaarzetten": klaarzetten, "toepassen": toepassen}[sys.argv[1]](*map(int, sys.argv[2:]))
