"""Numbers with their units, in English."""

NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|scores|half|most|a (?:third|"
    "quarter|fifth)|two thirds|three quarters"
)
SCALE = r"(?:hundred|thousand|million|billion|trillion|m|bn)\b"
QUANTITY = rf"(?:[$€£]\s?)?(?:\d[\d.,  ]*\d|\d|\b(?:{NUMBER_WORDS})\b)(?:\s+{SCALE})?"
UNIT = (
    r"(?:%|per ?cent|percentage points?|(?:of|out of)\s+(?:the|its|their|all|every|\d)|"
    r"times\b|degrees|tonnes|tons|kilomet(?:re|er)s|km|miles|hectares|acres|litres|years|months|"
    r"weeks|days|hours|people|men|women|children|[a-z]+s\b)"
)
