"""The names that misbehave, each in its own way. What a page must bear is decided here."""

LONG_HEADLINE = (
    "Every Rumour About Every Season of Every Street Show, Ranked by How Many Weeks It "
    "Took for Anyone to Deny Them"
)
"""110 characters."""

LONG_WORD = "Superheldenserienfortsetzungsankündigung"
"""One word of 40 letters: German for the announcement that a series about heroes goes on."""

LONG_SHOW = "The Untitled Street-Level Project That Nobody Has Had the Heart to Give a Shorter Name"
LONG_SOURCE = "The Evening Gazette of Lower Manhattan, Hell’s Kitchen and All Queens That Films"
LONG_PERSON = "Maximiliana Featherstonehaugh-Cholmondeley von und zu Hohenlohe-Waldenburg"
LONG_PLACE = "The Loading Dock Behind the Third Warehouse on the Left, Second Street from the River"
LONG_STANDFIRST = (
    "We kept every rumour that reached us since the first of these shows was ordered, wrote down "
    "who had it from whom, and waited. Some took a week to fall apart, one took four years, and a "
    "surprising number turned out to be true but about another show. This is what the list looks "
    "like, with the names of everybody who passed it on and the day on which they stopped."
)

AUTHORS = (
    ("Bartholomew Quist", "Copy desk"),
    (
        "Aoife Ní Dhomhnaill-Okonkwo",
        "Reporting from Dublin, Lagos and the lounge between them",
    ),
    ("Li", ""),
    ("Superheldin Wortungetüm-Donaudampfschiff", ""),
    ("Rosalind Pemberton", "additional reporting"),
    ("Jean-Baptiste Delacroix-Montfaucon", ""),
    ("Ida Um", "translation"),
    ("Constance Ravenhill", ""),
    ("Desmond Achterberg", "fact-checking"),
    ("Wilhelmina van den Heuvel-Oosterbaan", ""),
    ("O. K.", ""),
    ("Priscilla Thornycroft", "the table"),
)
"""Twelve of them, with their roles in the byline."""

TOPICS = (
    "Whispers", "Denials", "Non-denial denials", "Permits", "Lamp posts", "Call sheets",
    "Trucks", "Catering", "Wigs", "Stunt doubles", "Hallways", "Staircases", "Rooftops",
    "Rain machines", "Night shoots", "Press tours", "Panels", "Posters", "Trailers",
    "Trailers for trailers", "Release windows", "Mid-season breaks", "Cliffhangers",
    "Flashbacks", "Origin stories", "Costumes", "Masks", "Sunglasses at night", "Team-ups",
    "Cameos", "Post-credit scenes", "Soundtracks", "Opening titles", "Episode titles",
    "Running times", "Second thoughts", "Cancellations", "Petitions",
    "What somebody’s cousin saw from a bus on the way to work in the rain", LONG_WORD,
)  # fmt: skip
"""Forty of them."""
