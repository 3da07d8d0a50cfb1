"""LightGBM on the same table as the booster. Usage: booster-peer.py FOLDER THREADS

Reads FOLDER/task.json, x.f32 (column after column), y.u8 and, if there, ours.txt. Writes theirs.txt and result.json.
"""
import json, os, sys, time
import lightgbm as lgb
import numpy as np

folder, threads = sys.argv[1], int(sys.argv[2])
path = lambda name: os.path.join(folder, name)
task = json.load(open(path("task.json")))
rows, columns, learn = task["rows"], task["columns"], task["learn"]
x = np.ascontiguousarray(np.fromfile(path("x.f32"), np.float32).reshape(columns, rows).T)
y = np.fromfile(path("y.u8"), np.uint8)
classes = task.get("classes", 2)
objective = {"objective": "binary"} if classes == 2 else {"objective": "multiclass", "num_class": classes}
params = {**task["params"], **objective, "num_threads": threads, "verbose": -1, "deterministic": True}

start = time.perf_counter()
data = lgb.Dataset(x[:learn], y[:learn], params=params).construct()
binned = time.perf_counter()
model = lgb.train(params, data, task["rounds"])
trained = time.perf_counter()
raw = model.predict(x, raw_score=True, num_threads=threads)
scored = time.perf_counter()
model.save_model(path("theirs.txt"))
raw.astype(np.float64).tofile(path("theirs.f64"))
result = {"bin": binned - start, "train": trained - binned, "score": scored - trained, "version": lgb.__version__}
if os.path.exists(path("ours.txt")):
    lgb.Booster(model_file=path("ours.txt")).predict(x, raw_score=True, num_threads=threads).astype(np.float64).tofile(path("ours-by-them.f64"))
json.dump(result, open(path("result.json"), "w"))
