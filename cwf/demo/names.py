"""Made-up names and sentences in the scripts that a network of regions really meets."""

NAMES: tuple[dict[str, str], ...] = (
    {"name": "Ada Whitlock", "country": "GB"},
    {"name": "Søren Åkjær", "country": "DK"},
    {"name": "Ægidia Østerbæk", "country": "DK"},
    {
        "name": "Meera Deshmukh",
        "original_name": "मीरा देशमुख",
        "original_language": "hi",
        "country": "IN",
    },
    {
        "name": "Arun Kulkarni",
        "original_name": "अरुण कुलकर्णी",
        "original_language": "hi",
        "country": "IN",
    },
    {
        "name": "Kavya Hegde",
        "original_name": "ಕಾವ್ಯ ಹೆಗಡೆ",
        "original_language": "kn",
        "country": "IN",
    },
    {
        "name": "Basava Nayak",
        "original_name": "ಬಸವ ನಾಯಕ",
        "original_language": "kn",
        "country": "IN",
    },
    {"name": "Lin Yuhan", "original_name": "林雨涵", "original_language": "zh", "country": "CN"},
    {"name": "Zhou Mingde", "original_name": "周明德", "original_language": "zh", "country": "CN"},
    {"name": "João Araújo Conceição", "country": "BR"},
    {"name": "Inês Guimarães", "country": "BR"},
    {"name": "Núria Bofarull", "country": "ES"},
    {"name": "Jörg Ölschläger", "country": "DE"},
    {"name": "Élodie Brémond", "country": "FR"},
    {"name": "Chiara Lombardini", "country": "IT"},
    {"name": "Wout van der Velden", "country": "NL"},
    {"name": "Aino Mäkipää", "country": "FI"},
    {"name": "Catriona MacAskill", "country": "GB"},
    {"name": "Dana Redbird", "country": "US"},
    {"name": "Itziar Etxeberria", "country": "ES"},
)

TOPICS: tuple[dict[str, str], ...] = (
    {"en": "Craft", "da": "Håndværk"},
    {"en": "Learning", "da": "Læring"},
    {"en": "Harbours", "da": "Havne"},
    {"en": "Trust", "da": "Tillid"},
    {"en": "Repair", "da": "Reparation"},
    {"en": "Play", "da": "Leg"},
    {"en": "Public space", "da": "Byrum"},
    {"en": "Sound", "da": "Lyd"},
    {"en": "Data", "da": "Data"},
    {"en": "Food", "da": "Mad"},
    {"en": "Light", "da": "Lys"},
)

PARAGRAPHS: dict[str, tuple[str, ...]] = {
    "en": (
        "Three towns tried the same idea and came to three results. We lay them side by side and "
        "ask what travels, and what has to grow on the spot.",
        "Bring a question from home. In small groups we take it apart, draw it on one sheet, and "
        "hand it on to the next table, which answers with a sketch.",
        "What does it cost to keep a workshop open all night, and who pays? Figures from four "
        "years, with the mistakes left in.",
    ),
    "da": (
        "Tre byer prøvede den samme idé og nåede til tre resultater. Vi lægger dem ved siden af "
        "hinanden og spørger, hvad der kan rejse, og hvad der må vokse på stedet.",
        "Tag et spørgsmål med hjemmefra. I små grupper skiller vi det ad, tegner det på ét ark og "
        "giver det videre til det næste bord, som svarer med en skitse.",
    ),
    "pt": (
        "Quatro bairros, uma praça e um ano de ensaios: o que muda quando os vizinhos desenham o "
        "programa? Trazemos números, fotografias e dúvidas.",
    ),
    "zh": (
        "三座城市尝试了同一个想法,得到了三种结果。我们把它们放在一起比较,讨论哪些经验可以分享。",
    ),
    "hi": ("तीन शहरों ने एक ही विचार को आज़माया और तीन अलग परिणाम पाए। हम उन्हें साथ रखकर देखते हैं।",),
    "kn": ("ಮೂರು ನಗರಗಳು ಒಂದೇ ಆಲೋಚನೆಯನ್ನು ಪ್ರಯತ್ನಿಸಿ ಮೂರು ಫಲಿತಾಂಶಗಳನ್ನು ಪಡೆದವು. ಅವನ್ನು ನಾವು ಹೋಲಿಸುತ್ತೇವೆ.",),
}
