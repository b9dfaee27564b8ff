"""What is printed at the end."""


def tell(options, results, reports, status):
    """Prints what was compared and what differs; gives the exit status."""
    differences = []
    for name, one in reports.items():
        differences += [f"{name}: {text}" for text in one["differences"]]
    total = {key: sum(one[key] for one in reports.values())
             for key in ("calls", "arrays", "equal", "otherDTypes")}
    print(f"{total['calls']} calls and programs, {total['arrays']} arrays, {total['equal']} of them "
          f"bit for bit, {total['otherDTypes']} in another dtype by decision")
    for text in differences:
        print(f"  {text}")
    print(f"{len(differences)} differences; make compare SEED={options.seed} repeats the run")
    return 1 if differences or status != 0 else 0
