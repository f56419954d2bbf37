"""The work list: what needs a human, per desk, in order of weight; each item is solved in place.

``soorten`` is one small class a kind of work, ``blik`` the part of the work that somebody looks at,
``overzicht`` the counts, ``oplossen`` an answer on one item, ``samen`` one act on many entries with
a preview, ``versheid`` the share that was checked in time, ``verslag`` the yearly page and
``weekbericht`` the weekly mail.

What people did waits for an answer, also when it is about an invented example. What is looked for
by ourselves (old checks, gaps, doubtful addresses) is looked for in published, real entries only:
examples are left out of every statistic.
"""
