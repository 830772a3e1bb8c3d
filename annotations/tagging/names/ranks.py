"""Ranks, offices and forms of address before a name: police, forces, clergy, councils, courts.

British and American, in full and short, small and without their stops. Whom they stand before is
a person, and they are no part of the name.
"""

RANKS = frozenset(
    """
    constable inspector superintendent commander sheriff trooper patrolman detective officer cadet
    corporal private brigadier bombardier sapper fusilier rifleman guardsman signaller ensign
    commodore midshipman seaman airman airwoman aircraftman
    reverend canon vicar archdeacon curate chaplain rabbi monsignor pastor ayatollah mullah
    baroness viscount viscountess magistrate alderman councillor councilman councilwoman councilor
    assemblyman assemblywoman treasurer coach
    """.split()
)
SHORT = frozenset(
    """
    sgt ssgt msgt tsgt gysgt cmsgt sfc cpl lcpl bdr gnr pte pvt pfc spc tpr wo1 wo2 cwo cpo csm rsm
    lt 2lt 1lt cpt capt maj col ltcol brig cmdr cdr cmdre cdre adm radm vadm ens gen ltgen offr
    const insp supt det dci dcs dsu pcso wpc wdc
    rev revd fr msgr rt hon cllr clr ald amb atty sen rep gov
    mp msp mep dr prof mr mrs ms mx messrs mme mlle
    """.split()
)
# More than one of them: "Sens. Tom Udall and Rob Portman".
SHORT_MANY = frozenset(
    """
    sens reps govs gens cols capts lts sgts cpls ptes pvts revs profs drs cllrs insps supts dets
    adms cmdrs majs ambs attys mps msps meps
    """.split()
)
MANY = frozenset(
    """
    senators representatives congressmen congresswomen governors generals colonels captains
    lieutenants sergeants corporals constables inspectors superintendents detectives admirals
    professors doctors presidents ministers judges justices mayors councillors councilors
    ambassadors commissioners bishops archbishops cardinals rabbis imams sheikhs chancellors
    premiers sheriffs troopers officers
    """.split()
)
# Letters that may be somebody's initials or a place: before a first name and a surname only.
LETTERS = frozenset("PC DC DS DI PS SC CC AC PO AM WO".split())
# Before ranks, and names or words by themselves: "Lance Cpl", "Wing Commander", "Flt Lt".
BEFORE_RANKS = frozenset(
    """
    lance wing flight flt squadron sqn ldr group gp air pilot field fld staff master gunnery petty
    able leading police special warrant rear colour color senior assistant asst associate assoc
    temporary chief district circuit under very most right high flying technical tech quartermaster
    sub sub-lt second third surgeon fleet dep
    """.split()
)
# Words of every day, and the beginnings of other names: they introduce nobody by themselves.
DOUBTFUL = frozenset(
    """
    private officer officers cadet canon fr rt hon const det ens presidents
    ministers judges justices trooper troopers mp mps msp msps mep meps
    doctors representatives premiers cardinals
    """.split()
)
# Behind a name, and no part of it: "Ruth Selby QC".
HONOURS = frozenset("MP MSP MEP QC KC OBE MBE CBE KBE DBE DSO FRS PhD MD JP Esq Esq.".split())
ALL = RANKS | SHORT | SHORT_MANY | MANY
ONLY_BEFORE_NAMES = (SHORT | SHORT_MANY | {"sqn", "flt", "ldr"}) - {"mp", "mps", "msp", "mep"}
# The stop behind them ends no sentence.
STOPPED = SHORT | SHORT_MANY
