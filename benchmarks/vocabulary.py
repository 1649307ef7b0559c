"""The words that generated timelines are written in, most frequent first.

The order is roughly that of English news: the rank of a word is what its frequency follows (Zipf). Names are
made of syllables; they follow the common words and so are rare.
"""

from __future__ import annotations


def _words(page: str) -> list[str]:
    return page.split()


COMMON = _words("""
the of to in and a said on for that by with was at from as is it his he be has have an were will after who
not but its they new had over their which more been would first this two about up one also are year against
last government before minister police people between could talks or military president city three court day
when under than all some no into out during since other country state report officials group week while
former united attack leader security war months strike health public national company trade agreement
foreign party election support forces according years million week border including percent market law
workers union local killed announced authorities statement water power case charges energy meeting council
parliament oil gas bank prime north south east west central international late early morning evening
official deal peace summit vote plan budget cut tax rate inflation growth economy prices sales exports
imports tariff sanctions nuclear missile defence army navy troops soldiers drone aircraft airport flight
crash train railway bridge road harbour port ship ferry river flood storm rain wind fire earthquake rescue
hospital doctors patients vaccine virus disease outbreak school students teachers university research
science climate carbon emissions forest farmers crops food wheat grain shortage drought relief aid refugees
migrants asylum camp village town mayor district region province capital embassy ambassador envoy delegation
treaty ceasefire hostages prisoners exchange release arrest trial judge lawyer verdict sentence prison
appeal evidence witness inquiry investigation corruption fraud theft smuggling drugs weapons shooting
explosion bomb blast wounded dead missing injured victims family children women men protest demonstrators
rally march crowd square opposition coalition cabinet resignation appointed elected sworn speech address
interview press newspaper television radio website online data telephone software network hackers satellite
space launch rocket telescope mission crew museum theatre film festival music award prize football match
final stadium champion record medal team coach player olympic race hundred thousand dozen half quarter
several many few most another next previous following recent long short high low large small major minor key
likely possible expected planned proposed approved rejected signed ended began opened closed reached warned
urged called denied confirmed accused condemned welcomed criticised pledged promised demanded offered
refused agreed failed rose fell gained lost won bought sold built destroyed damaged repaired reopened
delayed cancelled postponed suspended resumed extended expanded reduced raised lowered moved arrived left
returned visited met discussed debated negotiated voted ruled ordered banned allowed granted seized freed
charged convicted sentenced acquitted sued fined paid owed borrowed invested funded donated copper lithium
cement textile orchard lighthouse quarry viaduct canal reservoir turbine tramway monastery archive cathedral
observatory shipyard foundry vineyard fishery cooperative referendum amnesty armistice
""")

FIRST = _words("""
Ana James Maria Olga Peter Chen Fatima João Łukasz Ingrid Samuel Aisha Viktor Elena Tomáš Yuki Carlos Nadia
Henrik Zoë Ahmed Ruth Milan Grace Dmitri Sofía Omar Klára Patrick Leila Jürgen Amara Felix Irina Mateo Hana
""")
SYLLABLES = _words("""
bel tor mar vin dro kes lan fos ger hal ruk sel von tas mir pol nor dal bri cor zan wil ost fen ad el um qui
ber sta kov nik ley ton ham ric dor ven lis
""")
PLACES = _words("""
London Paris Lisbon Porto Kraków Łódź Berlin Hamburg Vienna Prague Kyiv Odesa Warsaw Rome Milan Madrid
Bilbao Dublin Cork Oslo Bergen Malmö Göteborg Helsinki Tallinn Riga Vilnius Athens Ankara Cairo Tunis Rabat
Lagos Accra Nairobi Kampala Lusaka Harare Delhi Mumbai Dhaka Karachi Kabul Tehran Baghdad Amman Beirut Hanoi
Manila Jakarta Seoul Busan Tokyo Osaka Beijing Shanghai Sydney Perth Auckland Ottawa Toronto Boston Chicago
Denver Lima Bogotá Quito São-Paulo Santiago Montevideo Havana
""")
PARTS = ("", " harbour", " airport", " old town", " city hall", " north", " central station")
TAGS = _words("""
politics trade security health transport energy justice climate migration economy defence science culture
sport education water agriculture elections courts labour housing space media technology disaster diplomacy
""")
PUBLISHERS = _words("""
Gazette Herald Courier Tribune Observer Chronicle Dispatch Monitor Record Post Times Standard Mercury
Sentinel Examiner Argus Beacon Register Ledger Journal Star Echo Telegraph Wire
""")
ROLES = ("host", "witness", "authority", "critic", "negotiator", "owner")
VERBS = ("said", "said", "said", "told", "warned", "wrote", "denied", "announced", "promised")


def name(number: int) -> str:
    """Return the made-up surname with this number, each its own: the number written in syllables."""
    base, found = len(SYLLABLES), ""
    while True:
        number, digit = divmod(number, base)
        found += SYLLABLES[digit]
        if not number:
            return (found if len(found) > 4 else found + "en").capitalize()


def rare_names(count: int) -> list[str]:
    """Return ``count`` surnames of two or three syllables."""
    return [name(number * 2 + len(SYLLABLES)) for number in range(count)]
