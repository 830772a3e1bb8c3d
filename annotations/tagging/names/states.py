"""States and provinces of North America in short, as agencies write them, without the last stop."""

SHORT = frozenset(
    """
    Ala Ariz Ark Calif Colo Conn D.C Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont
    Neb Nev N.C N.D N.H N.J N.M N.Y Okla Ore Pa R.I S.C S.D Tenn Tex Va Vt Wash Wis W.Va Wyo
    Alta B.C Man N.B N.S Ont P.E.I Que Sask
    """.split()
)
