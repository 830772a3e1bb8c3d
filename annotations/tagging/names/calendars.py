"""Names of months and weekdays, as texts of each language write them in dates."""

MONTHS = {
    "en": "January February April June July August September October November December March May",
    "uk": "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад "
    "грудень січня лютого березня квітня травня червня липня серпня вересня жовтня листопада "
    "грудня січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь января "
    "февраля марта апреля мая июня июля августа сентября октября ноября декабря январе феврале "
    "марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "de": "Januar Jänner Februar März April Mai Juni Juli August September Oktober November "
    "Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu "
    "październiku listopadzie grudniu",
}
SHORT_MONTHS = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
# Alone they are dates only behind a preposition: "in May", but "Theresa May".
MONTHS_OR_WORDS = frozenset(
    """
    March May April June August Mai mai mars mayo marzo maggio maja марта март мае мая май مارس مايو
    лютий лютого лютому липень липня листопада
    """.split()
)
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "uk": "понеділок понеділка вівторок вівторка середу середи четвер четверга пʼятницю п'ятницю "
    "суботу суботи неділю",
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pl": "poniedziałek wtorek środę czwartek piątek sobotę niedzielę",
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
}
