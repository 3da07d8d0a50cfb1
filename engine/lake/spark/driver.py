"""Runs the statements of one lake on Spark: a JSON object a line on stdin, one back on stdout, in turn.

Needs pyspark alone. What a step keeps goes to Parquet below the work folder, which every worker has to see at the same
path: a lost worker costs its tasks and no more. Values of the records never leave through an error; the log on stderr
belongs to the sealed zone. The process ends when stdin does, and takes its Java virtual machine with it.
"""

import json
import os
import queue
import re
import shutil
import sys
import threading
import time

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # whatever else prints goes to the log

PATIENCE_SECONDS = 10
KEEP = re.compile(r'create or replace temp table "([^"]+)" as (.*)', re.DOTALL)
GLOB = re.compile(r"([\\{}\[\]*?,^])")  # what a path to read may not hold as it is
DROP = re.compile(r'drop table if exists "([^"]+)"')


class Lake:
    def __init__(self, spark, work):
        self.spark, self.work, self.made, self.kept, self.busy = spark, work, 0, {}, False

    def fresh(self):
        self.made += 1
        return os.path.join(self.work, f"t{self.made:05d}")

    def parts(self, query):
        """Runs a query into a folder of Parquet files; their names follow the order of the rows."""
        frame, folder = self.spark.sql(query), self.fresh()
        frame.write.parquet("file://" + folder)
        names = sorted(name for name in os.listdir(folder) if name.endswith(".parquet"))
        return frame.schema, folder, [os.path.join(folder, name) for name in names]

    def name(self, table, schema, path):
        frame = self.spark.read.schema(schema) if schema is not None else self.spark.read
        frame.parquet("file://" + GLOB.sub(r"\\\1", path)).createOrReplaceTempView(table)
        self.forget(table)
        self.kept[table] = path

    def forget(self, table):
        path = self.kept.pop(table, None)
        if path is not None and os.path.isdir(path):
            shutil.rmtree(path)

    def run(self, sql):
        keep, drop = KEEP.fullmatch(sql), DROP.fullmatch(sql)
        if keep:
            schema, folder, _ = self.parts(keep[2])
            self.name(keep[1], schema, folder)
        elif drop:
            self.spark.catalog.dropTempView(drop[1])
            self.forget(drop[1])
        else:
            self.spark.sql(sql)

    def rows(self, sql):
        return [row.asDict() for row in self.spark.sql(sql).collect()]

    def files(self, sql):
        _, folder, files = self.parts(sql)
        return {"folder": folder, "files": files}

    def probe(self, parts):
        """As many files as given, written by whichever executors there are."""
        return self.files(f"select id from range(0, {parts}, 1, {parts})")


def executors(context):
    return context._jsc.sc().getExecutorMemoryStatus().size() - (0 if context.master.startswith("local") else 1)


def watch(lake, patience):
    """A statement without any worker would wait for ever; after `patience` seconds its jobs are cancelled."""
    context, alone = lake.spark.sparkContext, None
    while True:
        time.sleep(1)
        if not lake.busy or executors(context) > 0:
            alone = None
        elif alone is None:
            alone = time.monotonic()
        elif time.monotonic() - alone > patience:
            context.cancelAllJobs()
            alone = None


def start(options):
    try:
        import pyspark
    except ImportError:
        return None, {"fault": "client_missing", "got": sys.executable}
    if not pyspark.__version__.startswith("4."):
        return None, {"fault": "client_version", "got": pyspark.__version__}
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(options["master"]).appName("excavator")
    for key, value in options["conf"].items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    until = time.monotonic() + options["waitSeconds"]
    while executors(spark.sparkContext) < 1:
        if time.monotonic() > until:
            return None, {"fault": "no_executor", "got": options["master"]}
        time.sleep(0.2)
    lake = Lake(spark, options["work"])
    threading.Thread(target=watch, args=(lake, options["waitSeconds"]), daemon=True).start()
    return lake, {"version": spark.version, "executors": executors(spark.sparkContext)}


def fault_of(error):
    """The name of what went wrong, without the text, which may quote a record."""
    text = str(error)
    if "No space left on device" in text:
        return {"fault": "disk_full"}
    if "OutOfMemoryError" in text or "MemoryError" in type(error).__name__:
        return {"fault": "memory"}
    if re.search(r"SparkContext was shut down|stopped SparkContext|All masters are unresponsive|Connection refused", text):
        return {"fault": "lost"}
    if "cancelled as part of cancellation of all jobs" in text:
        return {"fault": "no_executor"}
    if re.search(r"FileNotFoundException|FAILED_READ_FILE|PATH_NOT_FOUND|FileNotFoundError|Mkdirs failed", text):
        return {"fault": "unseen"}
    condition = getattr(error, "getCondition", getattr(error, "getErrorClass", lambda: None))()
    return {"fault": "statement", "got": condition or type(error).__name__}


def guarded(call):
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - every failure is answered, by name
        print(error, file=sys.stderr, flush=True)
        return fault_of(error)


def answer(call):
    """What has no form in JSON (a decimal, not a number) is a fault of the statement."""
    said = guarded(lambda: json.dumps(call(), ensure_ascii=False, allow_nan=False))
    answers.write((said if isinstance(said, str) else json.dumps(said)) + "\n")
    answers.flush()


def listen(lines):
    """Reads ahead, so that the end of whoever asks ends a long statement too."""
    for line in sys.stdin:
        lines.put(line)
    lines.put(None)
    time.sleep(PATIENCE_SECONDS)
    os._exit(1)


def main():
    lines = queue.Queue()
    threading.Thread(target=listen, args=(lines,), daemon=True).start()
    opened = guarded(lambda: start(json.loads(lines.get())))
    lake, said = opened if isinstance(opened, tuple) else (None, opened)
    answer(lambda: said)
    while lake is not None and (line := lines.get()) is not None:
        asked = json.loads(line)
        work, lake.busy = getattr(lake, asked["do"]), True
        answer(lambda: {"result": work(*asked["with"])})
        lake.busy = False
    if lake is not None:
        lake.spark.stop()


main()
