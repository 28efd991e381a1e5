"""What cells of a list of members say in a word: the role, the region, that there is nothing."""

from collections.abc import Mapping

from cwf.delegations.roles import Role

# The first words are those of our own lists in English and Danish. What our pages call a role is
# among them, as people copy it from there; the code itself is always known.
ROLES: Mapping[Role, tuple[str, ...]] = {
    Role.POLITICAL: ("political", "politisk", "politician", "politiker", "minister", "politisch",
                     "politique", "político", "política", "polític", "politico", "elected",
                     "politicians", "politikere"),
    Role.OFFICIAL: ("official", "embedsperson", "embedsmand", "civil servant", "administration",
                    "beamter", "beamtin", "verwaltung", "fonctionnaire", "funcionario",
                    "funcionaria", "funcionari", "funzionario", "officials", "embedsfolk"),
    Role.BUSINESS: ("business", "erhverv", "erhvervsliv", "company", "virksomhed", "wirtschaft",
                    "unternehmen", "entreprise", "empresa", "impresa", "industry", "from business",
                    "fra erhvervslivet"),
    Role.KNOWLEDGE: ("knowledge institution", "vidensinstitution", "knowledge", "viden",
                     "university", "universitet", "research", "researcher", "forsker", "forskning",
                     "universität", "wissenschaft", "université", "recherche", "universidad",
                     "universitat", "università", "knowledge institutions",
                     "from a knowledge institution", "vidensinstitutioner",
                     "fra en vidensinstitution"),
    Role.STUDENT: ("student", "studerende", "students", "studentin", "étudiant", "étudiante",
                   "estudiante", "estudiant", "studente", "studentessa"),
    Role.ARTIST: ("artist", "kunstner", "artists", "künstler", "künstlerin", "artiste", "artista",
                  "kunstnere"),
    Role.SPEAKER: ("speaker", "oplægsholder", "taler", "presenter", "redner", "referent",
                   "intervenant", "orateur", "ponente", "ponent", "relatore", "speakers", "talere"),
    Role.PRESS: ("press", "presse", "journalist", "media", "medier", "medien", "prensa", "premsa",
                 "stampa", "journaliste", "periodista", "giornalista"),
    Role.ACCOMPANYING: ("accompanying", "ledsager", "accompanying person", "companion", "partner",
                        "spouse", "ægtefælle", "begleitung", "begleitperson", "accompagnant",
                        "accompagnante", "acompañante", "acompanyant", "accompagnatore",
                        "accompanying persons", "ledsagere"),
}  # fmt: skip
# What takes a value away, or says that there is nothing to say.
DASHES = frozenset({"-", "–", "—"})
NOTHING = frozenset(
    {"none", "ingen", "nothing", "intet", "no", "nej", "n/a", "na", "keine", "nein", "aucun",
     "aucune", "non", "ninguno", "ninguna", "cap", "nessuno", "nessuna", "ingenting"}
)  # fmt: skip
NONE = "–"  # how our own lists write that there is nothing to say
YES = frozenset({"oui", "sí", "si", "sì", "ok", "consent", "samtykke", "agreed"})
NO = frozenset({"non", "nein"})
