"""What the columns of a list of members can hold, and by which headings they are known.

As in the programme's sheets: words are in small letters, the first is our own heading in English,
the second in Danish; German, French, Spanish, Catalan and Italian follow.
"""

from collections.abc import Mapping, Sequence

from cwf.programme.sheets.columns import Guess, guess_among, plain
from cwf.programme.sheets.fields import Field, field

FIELDS: tuple[Field, ...] = (
    field("id", "id", "id", "our id", "uuid", "member id", "medlems-id", "identifier"),
    field("region", "delegation", "delegation", "region", "delegación", "delegació", "delegazione",
          "délégation", "région", "región", "regió", "regione"),
    field("name", "name", "navn", "full name", "fulde navn", "member", "medlem", "participant",
          "deltager", "delegate", "delegeret", "nom complet", "nom et prénom", "prénom et nom",
          "nombre completo", "nombre y apellidos", "nom i cognoms", "nome completo",
          "nome e cognome", "vollständiger name", "teilnehmer", "participante", "partecipante"),
    field("first_name", "first name", "fornavn", "given name", "firstname", "forename", "vorname",
          "prénom", "prenom", "nombre", "nom de pila", "nome", "nom", "first names", "fornavne"),
    field("last_name", "last name", "efternavn", "family name", "surname", "lastname", "nachname",
          "familienname", "cognoms", "cognom", "apellidos", "apellido", "cognome",
          "nom de famille", "nom", "efternavne"),
    field("email", "e-mail", "e-mail", "email", "e-mail address", "email address", "mail",
          "e-mailadresse", "mailadresse", "e-mail-adresse", "courriel", "adresse e-mail",
          "adresse mail", "adresse électronique", "correo electrónico", "correo", "email adresse",
          "correu electrònic", "correu", "posta elettronica", "indirizzo e-mail"),
    field("role", "role", "rolle", "rôle", "rol", "ruolo", "category", "kategori", "kategorie",
          "catégorie", "categoría", "categoria", "type", "comes as", "kommer som"),
    field("country", "country", "land", "country of residence", "bopælsland", "pays", "país",
          "paese", "nation", "country code", "landekode"),
    field("affiliation", "affiliation", "tilknytning", "tilhørsforhold", "organisation",
          "organization", "company", "firma", "virksomhed", "institution", "employer",
          "arbejdsplads", "unternehmen", "entreprise", "organización", "empresa", "organització",
          "organizzazione", "azienda", "organismo", "ente", "organisme"),
    field("title", "title", "titel", "job title", "position", "stilling", "stillingsbetegnelse",
          "funktion", "function", "fonction", "titre", "cargo", "càrrec", "carica", "poste"),
    field("languages", "languages", "sprog", "language", "spoken languages", "taler", "sprachen",
          "sprache", "langues", "langue", "idiomas", "idioma", "idiomes", "lingue", "lingua"),
    field("language", "language of letters", "brevsprog", "letters in", "correspondence language",
          "korrespondancesprog", "korrespondenzsprache", "langue de correspondance"),
    field("phone", "phone", "telefon", "telephone", "mobile", "mobil", "mobiltelefon", "cell",
          "phone number", "telefonnummer", "téléphone", "portable", "teléfono", "móvil", "telèfon",
          "mòbil", "telefono", "cellulare", "tlf", "tel"),
    field("born", "date of birth", "fødselsdato", "birth date", "birthdate", "birthday", "born",
          "født", "fødselsdag", "dob", "geburtsdatum", "date de naissance", "né(e) le",
          "fecha de nacimiento", "data de naixement", "data di nascita"),
    field("diet", "diet", "kost", "dietary needs", "dietary requirements", "food", "allergies",
          "allergier", "diæt", "mad", "ernährung", "régime alimentaire", "régime", "dieta",
          "alimentación", "allergien"),
    field("access", "access needs", "behov for adgang", "accessibility", "access", "special needs",
          "særlige behov", "tilgængelighed", "handicap", "barrierefreiheit", "accessibilité",
          "accesibilidad", "accessibilitat", "accessibilità"),
    field("photo", "may be photographed", "må fotograferes", "photo", "foto", "photo consent",
          "fotosamtykke", "photos", "fotos", "fotoeinwilligung", "consentement photo"),
    field("listed", "may be named in lists", "må stå på lister", "listed", "list consent",
          "deltagerliste", "on the list", "list of participants", "teilnehmerliste",
          "liste des participants"),
    field("arrives", "arrives on", "ankommer den", "arrival day", "arrival date", "ankomstdag",
          "ankomstdato", "arrives", "arrival", "ankomst", "ankunft", "anreise", "arrivée",
          "date d'arrivée", "llegada", "fecha de llegada", "arribada", "arrivo"),
    field("arrives_at", "arrives at", "ankommer kl", "arrival time", "ankomsttid",
          "ankomsttidspunkt", "ankunftszeit", "heure d'arrivée", "hora de llegada",
          "hora d'arribada", "ora di arrivo"),
    field("arrival", "arrives by", "ankommer med", "arrival by", "arrival details",
          "arrival flight", "inbound flight", "flight in", "ankomstfly", "hinflug",
          "vol aller", "vuelo de ida"),
    field("departs", "departs on", "rejser den", "departure day", "departure date", "afrejsedag",
          "afrejsedato", "departs", "departure", "afrejse", "abreise", "départ", "date de départ",
          "salida", "fecha de salida", "sortida", "partenza"),
    field("departs_at", "departs at", "rejser kl", "departure time", "afrejsetid",
          "afrejsetidspunkt", "abreisezeit", "heure de départ", "hora de salida",
          "hora de sortida", "ora di partenza"),
    field("departure", "departs by", "rejser med", "departure by", "departure details",
          "departure flight", "outbound flight", "flight out", "afrejsefly", "rückflug",
          "vol retour", "vuelo de vuelta"),
    field("lodging", "stays at", "bor på", "hotel", "lodging", "accommodation", "overnatning",
          "indkvartering", "unterkunft", "hébergement", "hôtel", "alojamiento", "allotjament",
          "alloggio", "albergo"),
    field("presents", "presents", "præsenterer", "presentation", "oplæg", "talk", "präsentiert",
          "présente", "presenta"),
    field("accompanies", "accompanies", "ledsager til", "accompanying", "companion of", "ledsager",
          "begleitet", "accompagne", "acompaña a", "acompanya", "accompagna"),
)  # fmt: skip
NAMED = {one.name: one for one in FIELDS}
WORDS = frozenset(word for one in FIELDS for word in one.words)
# Columns that only the host's lists have, and those that our own lists have no use for.
OF_HOST = "region"
HALVES = ("first_name", "last_name")


def familiar(heading: str) -> bool:
    """Whether a cell reads like the heading of some column."""
    return plain(heading) in WORDS


def offered(*, host: bool) -> tuple[Field, ...]:
    """What a column can hold in a list of one delegation, or of all of them."""
    return FIELDS if host else tuple(one for one in FIELDS if one.name != OF_HOST)


def guessed(
    headings: Sequence[str], *, host: bool, remembered: Mapping[str, str] | None = None
) -> tuple[Guess, ...]:
    """What each column may hold; half a name without the other half is a whole one.

    >>> [one.target for one in guessed(["Name", "Vorname"], host=False)]
    ['last_name', 'first_name']
    >>> [one.target for one in guessed(["Nombre", "Correo"], host=False)]
    ['name', 'email']
    """
    found = guess_among(offered(host=host), headings, languages=(), remembered=remembered)
    held = {one.target for one in found}
    turned = {}
    if "last_name" not in held and "first_name" in held:
        turned = {"name": "last_name"} if "name" in held else {"first_name": "name"}
    elif "name" not in held and "last_name" in held and "first_name" not in held:
        turned = {"last_name": "name"}
    return tuple(
        one
        if one.remembered or one.target not in turned
        else Guess(
            heading=one.heading, target=turned[one.target], confidence=min(one.confidence, 0.9)
        )
        for one in found
    )
