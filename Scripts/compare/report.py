"""What is printed at the end, and whether the run passed."""

import names

# At least this share of the names that have a form here is drawn in a full run.
SHARE = 0.95
FLOATING = {"float16", "bfloat16", "float32", "float64", "complex64", "complex128"}


def tell(options, results, reports, complete):
    """Prints what was compared, what was never drawn and what differs; gives the exit status."""
    known = names.read()
    drawn = coverage(known, results)
    passed = tell_names(known, drawn, options.short or bool(options.areas) or bool(options.share))
    tell_refused(results)
    total = {key: sum(one[key] for one in reports.values())
             for key in ("calls", "arrays", "equal", "otherDTypes")}
    programs = sum(result.get("programs", 0) for result in results)
    print(f"{total['calls'] - programs} calls and {programs} random programs, {total['arrays']} "
          f"arrays: {total['equal']} bit for bit as JAX's, {total['otherDTypes']} in another dtype "
          "by decision")
    tell_draws(reports)
    differences = [f"{name}: {text}" for name, one in reports.items() for text in one["differences"]]
    for text in differences:
        print(f"  {text}")
    if not complete:
        print(f"  the tests did not end, see the logs in {options.out}")
    print(f"{len(differences)} differences; seed {options.seed}"
          + (": make compare SEED=" + str(options.seed) + (" SHORT=1" if options.short else "")
             + " repeats the run" if differences else ""))
    return 0 if passed and not differences and complete else 1


def coverage(known, results):
    """For each name the dtypes that it was drawn in, and the transformations of each."""
    same = {}  # names of one object are one
    for path in known:
        same.setdefault(id(getattr(*names.resolve(path))), []).append(path)
    alike = {path: group for group in same.values() for path in group}
    drawn = {path: {} for path in known}
    for result in results:
        for path, dtypes in result["coverage"].items():
            for other in alike.get(path, []):
                for dtype, transformations in dtypes.items():
                    drawn[other].setdefault(dtype, set()).update(transformations)
    return drawn


def tell_names(known, drawn, is_sample):
    """Prints the share of names per table, and those that are missing."""
    tables = {}
    for path, name in known.items():
        tables.setdefault(name.table, []).append(path)
    print(f"{'table':20} names  drawn  in three dtypes  with four transformations")
    for table, paths in sorted(tables.items()):
        some = [path for path in paths if drawn[path]]
        three = [path for path in some if len(drawn[path]) >= 3]
        four = [path for path in some if len(set().union(*drawn[path].values())) >= 4]
        print(f"{table:20} {len(paths):5} {len(some):6} {len(three):16} {len(four):25}")
    missing = [path for path in known if not drawn[path]]
    share = 1 - len(missing) / len(known)
    print(f"{len(known)} names, {share:.1%} drawn")
    if is_sample:
        return True
    print("never drawn: " + (", ".join(missing) or "none"))
    few = [f"{path} ({', '.join(sorted(drawn[path]))})" for path in known
           if 0 < len(drawn[path]) < 3]
    print(f"in fewer than three dtypes: {', '.join(few) or 'none'}")
    return share >= SHARE


def tell_refused(results):
    refused = {key: texts for result in results for key, texts in result["refused"].items()}
    count = sum(len(texts) for texts in refused.values())
    print(f"{count} calls were refused by JAX (dtypes that it doesn't take, functions without a "
          f"batch), {sum(result.get('lost', 0) for result in results)} derivatives were not finite, "
          f"{sum(result.get('ill', 0) for result in results)} arrays were ill-conditioned")


def tell_draws(reports):
    draws = [one for name, one in reports.items() if name.startswith("random-")]
    if draws:
        print(f"{sum(one['arrays'] for one in draws)} draws from fresh keys, "
              f"{sum(one['equal'] for one in draws)} bit for bit as JAX's")
