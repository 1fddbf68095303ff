"""Every kind of mistake that gives one line: what is written, how the line begins, and what else it says."""

TWO = "[departments.Parks]\nshare = 0.5\n[departments.Housing]\nshare = 0.5\n"
KINDS = "[requests]\nnew_channel = 0.2\nneeds_ict = 0.15\nstanding_orders = 0.05\nvanity = 0.1\n"

ONE_LINE = {
    "unknown key": (
        "[gates.ict]\nhour = 3",
        "ours line 2: gates.ict.hour: unknown key",
        "did you mean gates.ict.hours?",
    ),
    "unknown table": ("[gate.ict]\nhours = 3", "ours line 1: gate: unknown key", "did you mean gates?"),
    "unknown key in a table given in braces": (
        "title = 'x'\ngates = {ict = {hour = 3}}",
        "ours line 2: gates.ict.hour: unknown key",
        "did you mean gates.ict.hours?",
    ),
    "value where a table is wanted": ("gates = 3", "ours line 1: gates: found 3 where a table is wanted", ""),
    "table where a value is wanted": (
        "[gates.ict.hours]\nx = 1",
        "ours line 1: gates.ict.hours: found a table where a number is wanted",
        "0 to 40,000 hours per 1,000 staff and week",
    ),
    "text where a number is wanted": (
        "[gates.ict]\nhours = 'many'",
        'ours line 2: gates.ict.hours: found "many" where a number is wanted',
        "allowed: 0 to 40,000 hours per 1,000 staff and week",
    ),
    "switch where a number is wanted": (
        "[gates.ict]\nhours = true",
        "ours line 2: gates.ict.hours: found true where a number is wanted",
        "allowed: 0 to 40,000",
    ),
    "number where a switch is wanted": (
        "[route]\nparallel = 1",
        "ours line 2: route.parallel: found 1 where true or false is wanted",
        "allowed: true or false",
    ),
    "out of range": (
        "[route]\ndevolution = 1.5",
        "ours line 2: route.devolution: 1.5 is out of range",
        "allowed: 0 to 1",
    ),
    "not a number": (
        "[gates.ict]\nhours = nan",
        "ours line 2: gates.ict.hours: found nan, which is no finite number",
        "",
    ),
    "infinite": (
        "[gates.ict]\nhours = -inf",
        "ours line 2: gates.ict.hours: found -inf, which is no finite number",
        "",
    ),
    "whole number wanted": (
        "[hoops]\nnumber = 2.5",
        "ours line 2: hoops.number: found 2.5 where a whole number is wanted",
        "allowed: a whole number 0 to 50 steps",
    ),
    "whole number wanted, though the fraction is nought": (
        "[hoops]\nnumber = 2.0",
        "ours line 2: hoops.number: found 2.0 where a whole number is wanted",
        "",
    ),
    "enormous whole number": (f"weeks = 0x{'f' * 6000}", "ours line 1: weeks: a whole number of more", "out of range"),
    "unknown choice": (
        "[influence]\nrule = 'hazzard'",
        'ours line 2: influence.rule: "hazzard" is not known; allowed: one of hazard, threshold, count',
        "did you mean hazard?",
    ),
    "missing base": (
        "extends = 'no such council'",
        'ours line 1: extends: base "no such council" not found',
        "allowed:",
    ),
    "base that is no name": (
        "extends = 3",
        "ours line 1: extends: found 3 where a name is wanted",
        "allowed: name or path",
    ),
    "key given twice": ("weeks = 3\nweeks = 4", "ours line 2: ", "given twice"),
    "table given twice": ("[route]\ndevolution = 0\n[route]\n", "ours line 3: ", "in: [route]"),
    "key given twice, once in quotation marks": (
        "'route.devolution' = 0.1\n[route]\ndevolution = 0.2",
        "ours line 3: route.devolution: given twice",
        "each key once",
    ),
    "syntax": ("weeks = \n", "ours line 1: Invalid value", "in: weeks ="),
    "nested beyond all reading": (f"weeks = {'[' * 100_000}", "ours: lists or tables are nested too deeply", ""),
    "empty": ("# nothing yet\n", "ours: says nothing", "at least one key"),
    "run of no weeks": (
        "weeks = 0",
        "ours line 1: weeks: 0 is out of range",
        "allowed: a whole number 1 to 5,200 weeks",
    ),
    "change before the start": (
        "[[change]]\nweek = -1\ngates.ict.hours = 1",
        "ours line 2: change 1: week: -1 is out of range",
        "allowed: a whole number 0 to 5,200 weeks",
    ),
    "change after the end": (
        "weeks = 50\n[[change]]\nweek = 51\nname = 'late'\ngates.ict.hours = 1",
        "ours line 2: change 1: week: week 51 comes after the end",
        "allowed: 0 to 50 weeks",
    ),
    "change with week and event": (
        "[[change]]\nweek = 1\nafter = 'first crisis'\ngates.ict.hours = 1",
        "ours line 1: change 1: both week and after are given",
        "",
    ),
    "change with neither week nor event": (
        "[[change]]\ngates.ict.hours = 1",
        "ours line 1: change 1: neither week nor after is given",
        'allowed: week = a number, or after = "first crisis" or "first moratorium" or "standing orders amended"',
    ),
    "delay of a dated change": (
        "[[change]]\nweek = 1\ndelay = 2\ngates.ict.hours = 1",
        "ours line 3: change 1: delay: a delay goes with after",
        "",
    ),
    "unknown event": (
        "[[change]]\nafter = 'first crises'\ngates.ict.hours = 1",
        'ours line 2: change 1: after: unknown event "first crises"',
        "did you mean first crisis?",
    ),
    "change for no weeks": (
        "[[change]]\nweek = 1\nweeks = 0\ngates.ict.hours = 1",
        "ours line 3: change 1: weeks: 0 is out of range",
        "allowed: a whole number 1 to 5,200 weeks",
    ),
    "change for a part of a week": (
        "[[change]]\nafter = 'first crisis'\nweeks = 2.5\ngates.ict.hours = 1",
        "ours line 3: change 1: weeks: found 2.5 where a whole number is wanted",
        "allowed: a whole number 1 to 5,200 weeks",
    ),
    "change for so many weeks, misspelt": (
        "[[change]]\nweek = 1\nweks = 2\ngates.ict.hours = 1",
        "ours line 3: change 1: weks: unknown key",
        "did you mean weeks?",
    ),
    "shares that break when a change is over": (
        "[[change]]\nweek = 2\nweeks = 3\ndigital_lead.approving = 0.1\n"
        "[[change]]\nweek = 3\ndigital_lead.training = 0.8\n[digital_lead]\napproving = 0.5\nsupport = 0.1",
        "ours line 1: change 1, over in week 5: digital_lead.approving + digital_lead.training + digital_lead.support: "
        "these shares add to 1.4",
        "allowed: at most 1 together",
    ),
    "gate twice in the route when a change is over": (
        "[[change]]\nweek = 2\nweeks = 3\nroute.gates = ['comms']\n[[change]]\nweek = 3\nroute.extra.vanity = ['ict']",
        "ours line 1: change 1, over in week 5: route.extra.vanity: gate ict stands twice",
        "",
    ),
    "change of nothing": ("[[change]]\nweek = 1", "ours line 1: change 1: sets nothing", ""),
    "change of what is fixed": (
        "[[change]]\nweek = 1\n[change.organisation]\nstaff = 30",
        "ours line 4: change 1: organisation.staff: cannot be changed during a run",
        "",
    ),
    "unknown key in the second change": (
        "[[change]]\nweek = 1\ngates.ict.hours = 3\n[[change]]\nweek = 2\ngates.itc.hours = 3",
        "ours line 6: change 2: gates.itc: unknown key",
        "did you mean gates.ict?",
    ),
    "change that is no table": ("change = 3", "ours line 1: change: found 3 where [[change]] tables are wanted", ""),
    "unknown department in a change": (
        TWO + "[[change]]\nweek = 3\ndepartments.Park.audience = 2",
        "ours line 5: change 1: departments.Park: unknown department",
        "did you mean Parks?",
    ),
    "headcount of a department in a change": (
        TWO + "[[change]]\nweek = 3\ndepartments.Parks.headcount = 2",
        "ours line 7: change 1: departments.Parks.headcount: cannot be changed during a run",
        "",
    ),
    "shares that break in a change": (
        KINDS + "[[change]]\nweek = 3\nrequests.vanity = 0.9",
        "ours line 6: change 1: requests.new_channel + requests.needs_ict + ",
        "these shares add to 1.3, 0.3 too much; allowed: at most 1 together",
    ),
    "unknown gate": (
        "[route]\ngates = ['management', 'coms']",
        'ours line 2: route.gates: unknown gate "coms"; allowed: a list of management, comms, hr, legal, ict',
        "did you mean comms?",
    ),
    "gate twice in a route": (
        "[route]\ngates = ['ict', 'comms', 'ict']",
        "ours line 2: route.gates: gate ict stands twice in the route",
        "each at most once",
    ),
    "gate twice with the extra ones": (
        "[route]\ngates = ['comms']\nextra.vanity = ['comms']",
        "ours line 3: route.extra.vanity: gate comms stands twice in the route of such requests",
        "allowed: gates that are not in route.gates (comms), so write route.extra.vanity = []",
    ),
    "gate twice in the route after a change": (
        "[[change]]\nafter = 'first crisis'\nname = 'tighter'\nroute.extra.routine = ['ict']",
        "ours line 1: change 1: route.extra.routine: gate ict stands twice",
        "",
    ),
    "unknown kind of request": (
        "[route.extra]\nnew_chanel = ['hr']",
        "ours line 2: route.extra.new_chanel: unknown kind of request; allowed: routine, new_channel",
        "did you mean new_channel?",
    ),
    "removal of nobody's gate": (
        "[route.removal]\nself = 'removed'",
        "ours line 2: route.removal.self: unknown gate; allowed: management, comms, hr, legal, ict",
        "",
    ),
    "removal of blame for what has no home": (
        "[route]\nremoval.no_home = 'removed'",
        "ours line 2: route.removal.no_home: unknown gate; allowed: management",
        "",
    ),
    "removal of an unknown gate": (
        "[route.removal]\nICTS = 'removed'",
        "ours line 2: route.removal.ICTS: unknown gate",
        "did you mean ict?",
    ),
    "unknown removal": (
        "[route.removal]\nhr = 'rubber stamp'",
        'ours line 2: route.removal.hr: "rubber stamp" is not known',
        "allowed: one of no, removed, unknown, rubber_stamp; did you mean rubber_stamp?",
    ),
    "switch where a removal is wanted": (
        "[route.removal]\nhr = true",
        "ours line 2: route.removal.hr: found true where a name is wanted",
        "",
    ),
    "removal that is no table": (
        "[route]\nremoval = 'hr'",
        'ours line 2: route.removal: found "hr" where a table is wanted',
        "",
    ),
    "removal misspelt": ("[route.removel]\nhr = 'no'", "ours line 1: route.removel: unknown key", "route.removal?"),
    "removal in a change": (
        "[[change]]\nweek = 1\n[change.route.removal]\nhr = 'removed'",
        "ours line 3: change 1: route.removal: a gate is removed for a whole run, from week 0",
        "allowed: [route.removal] outside [[change]]",
    ),
    "shares above one": (
        KINDS.replace("0.1\n", "0.8\n"),
        "ours line 5: requests.new_channel + requests.needs_ict + requests.standing_orders + requests.vanity: ",
        "these shares add to 1.2, 0.2 too much; allowed: at most 1 together",
    ),
    "department shares that do not add up": (
        "[departments.Parks]\nshare = 0.5\n[departments.Housing]\nshare = 0.3",
        "ours line ",
        "departments: shares add to 0.8, 0.2 too little; allowed: shares of all departments that add to 1",
    ),
    "share missing": (
        "[departments.Parks]\nshare = 0.5\n[departments.Housing]",
        "ours line 2: departments.Housing: gives no share, while other departments do",
        "a share of its own",
    ),
    "share and headcount": (
        "[departments.Parks]\nshare = 1\nheadcount = 3",
        "ours line 1: departments.Parks: both a share and a headcount are given",
        "",
    ),
    "headcounts against staff": (
        "[organisation]\nstaff = 9\n[departments.Parks]\nheadcount = 3",
        "ours line 2: organisation.staff: 9, but the headcounts of the departments add to 3",
        "allowed: 3, or leave it out",
    ),
    "number of departments against their names": (
        TWO + "[organisation]\ndepartments = 9",
        "ours line 6: organisation.departments: 9, but 2 departments are named",
        "",
    ),
    "more departments than staff": (
        "[organisation]\nstaff = 5\ndepartments = 24",
        "ours line 2: organisation.staff: 5 people cannot fill 24 departments",
        "",
    ),
    "unknown key of a department": (
        "[departments.Parks]\naudiense = 3",
        "ours line 2: departments.Parks.audiense: unknown key",
        "did you mean audience?",
    ),
    "short and full name": (
        "[departments.Parks]\naudience = 3\ndepartment.audience = 2",
        "ours line 3: departments.Parks.department.audience: given twice",
        "",
    ),
    "department without a name": (
        "[departments.' ']\naudience = 3",
        "ours line 1: departments. : a department without a",
        "",
    ),
    "people file missing": ("[people]\nfile = 'staff.csv'", 'ours line 2: people.file: no such file "staff.csv"', ""),
    "ties without people": ("[people]\ndepartment_prefix = 'c'", "ours line 2: people: no file of people is named", ""),
    "unknown column": (
        "[people.columns]\ngrades = 'rank'",
        "ours line 2: people.columns.grades: unknown key",
        "did you mean grade?",
    ),
}
