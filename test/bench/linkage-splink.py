"""Splink on one of the two public files, set up as its own examples do; prints one JSON line."""
import json
import os
import sys
import time

start = time.perf_counter()
import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

name, path, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
imported = time.perf_counter()
con = duckdb.connect(":memory:", config={"threads": threads})
if name == "febrl3":
    con.execute(
        f"""create table people as select
        trim(columns(*)) from read_csv('{path}', all_varchar = true, header = true)"""
    )
    columns = [row[0] for row in con.execute("describe people").fetchall()]
    renamed = ", ".join(f'nullif("{c}", \'\') as "{c.strip()}"' for c in columns)
    con.execute(f"create table input as select {renamed}, split_part(\"{columns[0]}\", '-', 2) as cluster from people")
    key = "rec_id"
    comparisons = [
        cl.NameComparison("given_name"),
        cl.NameComparison("surname"),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
    ]
    rules = [
        block_on("soc_sec_id"),
        block_on("given_name"),
        block_on("surname"),
        block_on("date_of_birth"),
        block_on("postcode"),
    ]
    certain = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    training = [block_on("given_name", "surname"), block_on("date_of_birth")]
else:
    con.execute(f"create table input as select * from read_csv('{path}', all_varchar = true, header = true)")
    key = "unique_id"
    comparisons = [
        cl.NameComparison("first_name"),
        cl.NameComparison("surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        cl.EmailComparison("email"),
    ]
    rules = [block_on("first_name"), block_on("surname"), block_on("dob"), block_on("email")]
    certain = [block_on("first_name", "surname", "dob"), block_on("email")]
    training = [block_on("dob"), block_on("email")]

settings = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name=key,
    comparisons=comparisons,
    blocking_rules_to_generate_predictions=rules,
    additional_columns_to_retain=["cluster"],
)
api = DuckDBAPI(connection=con)
table = api.register("input") if hasattr(api, "register") else "input"
linker = Linker(table, settings, log_level=50)
linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
for rule in training:
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
predictions = linker.inference.predict(threshold_match_probability=0.01)
predicted = predictions.physical_name
con.execute(f"create table scored as select match_probability as p, cluster_l = cluster_r as y from {predicted}")
end = time.perf_counter()
rows = con.execute("select p, y from scored order by p desc").fetchall()
total = con.execute(
    "select count(*) from input a join input b on a.cluster = b.cluster and a." + key + " < b." + key
).fetchone()[0]


def f1(at):
    found = sum(1 for p, _ in rows if p >= at)
    right = sum(1 for p, y in rows if p >= at and y)
    return 2 * right / (found + total)


best, right = 0.0, 0
for i, (_, y) in enumerate(rows):
    right += bool(y)
    best = max(best, 2 * right / (i + 1 + total))
print(
    json.dumps(
        {
            "splink": __import__("splink").__version__,
            "seconds": end - imported,
            "importSeconds": imported - start,
            "f1AtHalf": f1(0.5),
            "f1AtNinety": f1(0.9),
            "f1Best": best,
            "pairs": len(rows),
        }
    )
)
