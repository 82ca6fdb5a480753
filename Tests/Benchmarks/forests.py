"""Forests and boosting side by side: the same rows, split and settings, each in a process of its own, in turn.

    python3 forests.py peer KIND NAME TRAIN TEST TREES     one peer's seconds, accuracy and memory as JSON

Forests are of depth 25 and split nodes of 5 samples or more. Boosting is of depth 6, a learning rate of 0.1, 20 samples in a leaf and a
regularisation of 1, from 0.7 of the rows where a library can.
"""

import json
import pathlib
import statistics
import subprocess
import sys
import time

import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

AUDIO = ["Danceability", "Energy", "Loudness", "Speechiness", "Acousticness", "Instrumentalness", "Liveness", "Valence", "Tempo"]


def frame(songs):
    """All songs with a name and a release, their nine features and the six computed from them."""
    rows = pd.read_csv(songs).rename(columns={"Valeance": "Valence"}).dropna(subset=["Name", "Release", *AUDIO])
    genre = rows["Genre"].str.strip('"').str.replace("&amp;", "&")
    rows = rows[AUDIO].assign(
        energy_danceability=rows.Energy * rows.Danceability, loudness_energy=rows.Loudness * rows.Energy,
        acousticness_instrumentalness=rows.Acousticness * rows.Instrumentalness,
        valence_danceability=rows.Valence * rows.Danceability, energy_squared=rows.Energy**2, tempo_250=rows.Tempo / 250)
    keep = genre.groupby(genre).transform("size") >= 50
    return rows[keep].assign(genre=genre[keep])


def level1(rows, parents):
    """Genres become their parents; only parents of 15 genres or more."""
    table = pd.read_csv(parents)
    parent = rows.genre.map(dict(zip(table["Genre"], table["parent_genre"])))
    genres = rows.genre.groupby(parent).nunique()
    keep = parent.isin(genres[genres >= 15].index)
    return rows[keep].assign(**{"class": parent[keep]})


def write(rows, folder, name):
    """80 % to train and 20 % to test, stratified by genre."""
    parts = train_test_split(rows.drop(columns="genre"), test_size=0.2, stratify=rows.genre, random_state=42)
    paths = [str(folder / f"{name}-{part}.csv") for part in ("train", "test")]
    for part, path in zip(parts, paths):
        part.to_csv(path, index=False)
    print(f"\n{name}: {len(parts[0])} rows to train, {len(parts[1])} to test, {parts[0].shape[1] - 1} features, "
          f"{parts[0]['class'].nunique()} classes", flush=True)
    return paths


def scikit_learn(kind, trees):
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
    if kind == "svm":
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler
        from sklearn.svm import SVC
        return make_pipeline(StandardScaler(), SVC(C=1, gamma="auto", probability=True, random_state=42))
    if kind == "boosting":
        return HistGradientBoostingClassifier(max_iter=trees, learning_rate=0.1, max_depth=6, max_leaf_nodes=64, min_samples_leaf=20,
                                              l2_regularization=1, early_stopping=False, random_state=42)
    return RandomForestClassifier(trees, max_depth=25, min_samples_split=5, n_jobs=-1, random_state=42)


def lightgbm(kind, trees):
    from lightgbm import LGBMClassifier
    if kind == "boosting":
        return LGBMClassifier(n_estimators=trees, learning_rate=0.1, max_depth=6, num_leaves=64, min_child_samples=20, reg_lambda=1,
                              subsample=0.7, subsample_freq=1, n_jobs=-1, random_state=42, verbose=-1)
    # It knows no minimum of samples to split; 2 in a leaf comes nearest. Its trees are grown leaf by leaf, so that their number needs a limit.
    return LGBMClassifier(boosting_type="rf", n_estimators=trees, max_depth=25, num_leaves=20_000, min_child_samples=2, subsample=0.632,
                          subsample_freq=1, colsample_bynode=0.25, min_child_weight=0, n_jobs=-1, random_state=42, verbose=-1)


def xgboost(kind, trees):
    from xgboost import XGBClassifier, XGBRFClassifier
    if kind == "boosting":
        return XGBClassifier(n_estimators=trees, learning_rate=0.1, max_depth=6, reg_lambda=1, subsample=0.7, tree_method="hist", n_jobs=-1,
                             random_state=42)
    return XGBRFClassifier(n_estimators=trees, max_depth=25, min_child_weight=0, subsample=0.632, colsample_bynode=0.25, reg_lambda=1e-5,
                           tree_method="hist", n_jobs=-1, random_state=42)


def reset_peak():
    """Lets the kernel's high-water mark start again from what is resident now."""
    pathlib.Path("/proc/self/clear_refs").write_text("5")


def peak_megabytes():
    line = next(line for line in pathlib.Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1000


def peer(kind, name, train, test, trees):
    """Memory is the most that was resident while training and predicting, with the rows in it."""
    rows, others = pd.read_csv(train), pd.read_csv(test)
    codes, names = pd.factorize(rows["class"], sort=True)
    x, y = rows.drop(columns="class").to_numpy(), codes
    model = {"scikit-learn": scikit_learn, "lightgbm": lightgbm, "xgboost": xgboost}[name](kind, trees)
    reset_peak()
    start = time.perf_counter()
    model.fit(x, y)
    trained = time.perf_counter() - start
    start = time.perf_counter()
    right = names[np.asarray(model.predict(others.drop(columns="class").to_numpy()), int)] == others["class"].to_numpy()
    print(json.dumps({
        "train": trained, "predict": time.perf_counter() - start, "accuracy": float(np.mean(right)),
        "megabytes": peak_megabytes()}))


def songbook(root, folder, kind, train, test, trees):
    command = [f"{root}/.build/release/songbook", "run", "--no-cache", f"{root}/Tests/Benchmarks/forests.swift", "-o", str(folder / "reports"),
               "-p", f"train={train}", "-p", f"test={test}", "-p", f"trees={trees}", "-p", f"kind={kind}"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    run = json.loads((folder / "reports" / "forests" / "run.json").read_text())
    cells = {cell.get("title"): cell for cell in run["cells"]}
    metrics = {metric["name"]: metric["value"] for metric in run["metrics"]}
    memory = max(cells[name]["peakMemory"] for name in ("Train", "Predict"))
    return {"train": cells["Train"]["seconds"], "predict": cells["Predict"]["seconds"], "accuracy": metrics["accuracy"],
            "megabytes": memory / 1e6}


def side_by_side(root, folder, title, kind, paths, contestants, rounds):
    """`contestants`: names and numbers of trees. Times are medians of the rounds, also per tree, since not all can afford the same number."""
    results = {contestant: [] for contestant in contestants}
    for _ in range(rounds):
        for (name, trees), runs in results.items():
            if name == "Songbook":
                runs.append(songbook(root, folder, kind, *paths, trees))
                continue
            command = [sys.executable, __file__, "peer", kind, name, *paths, str(trees)]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=300)
                runs.append(json.loads(done.stdout) if done.returncode == 0 else None)
            except subprocess.TimeoutExpired:
                runs.append(None)
    print(f"\n{title}\n\n| | trees | train s | s per tree | predict s | MB | MB per tree | accuracy |\n|---|---:|---:|---:|---:|---:|---:|---:|")
    for (name, trees), runs in results.items():
        if None in runs:
            print(f"| {name} | {trees} | no result in 300 s | | | | | |")
            continue
        middle = {key: statistics.median(run[key] for run in runs) for key in ("train", "predict", "megabytes", "accuracy")}
        print(f"| {name} | {trees} | {middle['train']:.2f} | {middle['train'] / trees:.3f} | {middle['predict']:.2f} | "
              f"{middle['megabytes']:.0f} | {middle['megabytes'] / trees:.2f} | {100 * middle['accuracy']:.2f} % |", flush=True)


def system(root, folder, songs):
    """The two levels of the original's method, trained on both splits and tested as a whole; the original took 80 minutes to test."""
    command = [f"{root}/.build/release/songbook", "run", "--no-cache", "hierarchy", "-p", f"songsFile={songs}", "-o", str(folder / "reports")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    table = pd.read_csv(folder / "reports" / "hierarchy" / "tables" / "tbl-whole.csv")
    print("\nThe whole system over all genres\n\n| | genres | train s | test s | accuracy |\n|---|---:|---:|---:|---:|")
    for _, row in table.iterrows():
        print(f"| {row['System']} | {row['Genres']} | {row['Training s']:.2f} | {row['Testing s']:.2f} | {100 * row['Genre']:.2f} % |", flush=True)


def compare(root, folder, songs, parents, rounds, parts):
    rows = frame(songs)
    if "level1" in parts and parents:
        paths = write(level1(rows, parents), folder, "level1")
        # LightGBM and XGBoost grow a tree for each class: ten are 140, and take long.
        side_by_side(root, folder, "Level 1", "forest", paths,
                     [("Songbook", 100), ("scikit-learn", 100), ("lightgbm", 10), ("xgboost", 10)], rounds)
    if "flat" in parts:
        paths = write(rows.assign(**{"class": rows.genre}), folder, "flat")
        # A tree of LightGBM or XGBoost is one per class: 20 would be 24,620.
        side_by_side(root, folder, "Flat over all genres", "forest", paths, [("Songbook", 20), ("scikit-learn", 4)], rounds)
        side_by_side(root, folder, "Flat, 300 trees", "forest", paths, [("Songbook", 300)], 1)
    if "boosting" in parts and parents:
        paths = write(level1(rows, parents), folder, "level1")
        # A round of the others is a tree for each class, 1,400 in all, and fits the rows the more.
        side_by_side(
            root, folder, "Boosting at level 1", "boosting", paths,
            [("Songbook", 100), ("Songbook", 400), ("scikit-learn", 100), ("lightgbm", 100), ("xgboost", 100)], rounds)
        paths = write(rows.assign(**{"class": rows.genre}), folder, "flat")
        # Two rounds of LightGBM are 2,462 trees.
        side_by_side(root, folder, "Boosting over all genres", "boosting", paths, [("Songbook", 100), ("lightgbm", 2)], 1)
    if "svm" in parts:
        # Kernel machines cost the square of a genre's songs: both of twelve large genres, with probabilities.
        large = rows.genre.value_counts(sort=True).index[:12]
        paths = write(rows[rows.genre.isin(large)].assign(**{"class": rows.genre}), folder, "svm")
        side_by_side(root, folder, "Support vector machines of twelve genres", "svm", paths, [("Songbook", 1), ("scikit-learn", 1)], rounds)
    if "system" in parts:
        system(root, folder, songs)


if __name__ == "__main__" and sys.argv[1:2] == ["peer"]:
    peer(*sys.argv[2:6], int(sys.argv[6]))
