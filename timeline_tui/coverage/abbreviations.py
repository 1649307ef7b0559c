# ruff: noqa: SIM905 - word lists are easier to read and to extend as words
"""Words that end in a full stop without ending the sentence, and words that begin one."""

from __future__ import annotations

NEVER_END = frozenset(
    """mr mrs ms mx messrs dr prof rev fr hon gen lt col maj capt cpt cmdr sgt cpl pvt adm brig gov sen rep
    reps sens pres supt insp det mgr msgr ven amb sec asst dep st ste mt ft vs v cf viz e.g i.e eg ie approx
    ca c fig figs vol ed eds pp para ch col nos op cit transl trans née dipl ing mag bzw u.a z.b
    """.split()
)
"""Before a capital or a digit these are titles or pointers; the sentence goes on."""

MAY_END = frozenset(
    """inc ltd co corp llc plc bros jr sr esq etc ave blvd rd sq dept est univ assn div govt
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill kan ky md mich minn mo mont neb nev okla
    tenn tex va vt wash wis wyo ph.d m.d b.a m.a u.s u.k u.n e.u d.c a.m p.m u.s.a u.s.s.r b.c a.d b.c.e
    c.e n.y l.a n.j n.c s.c n.h n.m r.i w.va hrs hr min mins km kg lb oz mph
    """.split()
)
"""They end a sentence if a word follows that begins sentences ("in the U.S. The President")."""

BEFORE_NUMBER = frozenset(
    {"no", "nos", "p", "pp", "art", "sec", "fig", "vol", "ch", "para", "approx", "ca", "c"}
)
"""Before a digit these are never an end ("No. 10")."""

STARTERS = frozenset(
    """the a an this that these those it he she they we you i there here his her its their our my your in on
    at by for from to with after before during since until while when where as if because although
    though however but and or nor yet so then now later meanwhile moreover instead also according among
    despite under over
    following earlier last next both all some many most few several each every no not none one two three
    what who why how which whether only even still just once more such other others another another's let's
    yesterday today tomorrow asked speaking police officials""".split()
)
"""Words that, with a capital after an abbreviation, begin a new sentence rather than carry on a name."""

MONTHS = frozenset(
    """january february march april may june july august september october november december
    januar februar märz mai juni juli oktober dezember""".split()
)
"""After a one- or two-digit number and a full stop they make a date ("15. August")."""
