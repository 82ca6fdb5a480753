#!/usr/bin/env python3
"""Random tables written by Python's csv in random dialects, and what `songbook data convert` makes of them.

    python3 Tests/Benchmarks/dialects.py [--songbook .build/release/songbook] [--tables 2000] [--seed 1] [--keep FOLDER]

Each table, of one column to fifty, is read twice: with its dialect told, and with everything left to be found out. It counts when header and all
cells come out as they were written. Tables that differ are kept in FOLDER.
"""

import argparse
import collections
import concurrent.futures
import csv
import io
import pathlib
import random
import subprocess
import tempfile

WORDS = "amber birch cedar delta ember fjord grove hazel iris jade kiwi lilac maple noble olive pearl quartz river sage tulip umber violet willow".split()
ENDS = {"\n": 60, "\r\n": 30, "\r": 10}


def column(r):
    """A maker of the cells of one column."""
    text = lambda: " ".join(r.choices(WORDS, k=r.randint(1, 5)))
    kinds = [
        lambda: str(r.randint(-999, 99999)), lambda: f"{r.uniform(-50, 900):.{r.randint(1, 4)}f}", lambda: r.choice(WORDS), text,
        lambda: f"{text()}, {r.choice(WORDS)}", lambda: f'{r.choice(WORDS)} "{r.choice(WORDS)}" {r.choice(WORDS)}', lambda: f"{text()}; {text()}",
        lambda: f"{r.choice(WORDS)}\n{text()}", lambda: f"it's {r.choice(WORDS)}", lambda: f"20{r.randint(10, 25)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}",
        lambda: f"{r.randint(0, 23):02d}:{r.randint(0, 59):02d}", lambda: r.choice(["true", "false"]), lambda: r.choice(["naïve", "façade", "Ærø", "東京", "Łódź", "π"]),
        lambda: f"https://example.org/{r.choice(WORDS)}?q={r.randint(1, 99)}", lambda: f"{r.randint(1, 99):03d}",
    ]
    kind = r.choice(kinds)
    missing = r.choice([0, 0, 0, 0.1, 0.4])
    return lambda: "" if r.random() < missing else kind()


def table(r):
    width = r.choice([1, 1, 2, 3, 4, 5, 8, 12, 20, 35, 50])
    makers = [column(r) for _ in range(width)]
    names = [f"{r.choice(WORDS)}{'_' if number % 2 else ' '}{number + 1}" for number in range(width)]
    return [names] + [[make() for make in makers] for _ in range(r.randint(3, 60))]


def written(r, rows):
    delimiter = r.choices([",", ";", "\t", "|"], [50, 25, 15, 10])[0]
    quote = r.choices(['"', "'"], [9, 1])[0]
    end = r.choices(list(ENDS), ENDS.values())[0]
    quoting = r.choices([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC], [7, 2, 1])[0]
    if end == "\r" and any("\n" in cell for row in rows for cell in row):
        # Python leaves other line ends than its own without quotes.
        quoting = csv.QUOTE_ALL
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quotechar=quote, lineterminator=end, quoting=quoting).writerows(rows)
    encoding = r.choices(["utf-8", "utf-8-sig", "utf-16"], [8, 1, 1])[0]
    told = ["--delimiter", delimiter, "--quote", quote, "--header-rows", "1", "--skip-rows", "0"]
    return text.getvalue().encode(encoding), told, (delimiter, quote)


def converted(songbook, source, target, options):
    done = subprocess.run([songbook, "data", "convert", source, target, *options], capture_output=True)
    if done.returncode != 0:
        return None
    with open(target, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def one(arguments, folder, number):
    r = random.Random(arguments.seed * 1_000_003 + number)
    rows = table(r)
    bytes_, told, dialect = written(r, rows)
    source = folder / f"{number}.csv"
    source.write_bytes(bytes_)
    results = [converted(arguments.songbook, source, folder / f"{number}.{name}.csv", options) == rows for name, options in [("told", told), ("found", [])]]
    if arguments.keep and not all(results):
        pathlib.Path(arguments.keep).mkdir(parents=True, exist_ok=True)
        (pathlib.Path(arguments.keep) / f"{number}-{'told' if not results[0] else 'found'}.csv").write_bytes(bytes_)
    for path in folder.glob(f"{number}.*"):
        path.unlink()
    return len(rows[0]) == 1, dialect, results


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--songbook", default=".build/release/songbook")
    parser.add_argument("--tables", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep")
    arguments = parser.parse_args()
    right = collections.Counter()
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        for single, _, results in pool.map(lambda number: one(arguments, pathlib.Path(name), number), range(arguments.tables)):
            kind = "one column" if single else "several columns"
            right[kind] += 1
            for mode, is_right in zip(("told", "found"), results):
                right[kind, mode] += is_right
    for kind in ("one column", "several columns"):
        print(f"{kind}: {right[kind]} tables; right when told {right[kind, 'told']}, when found out {right[kind, 'found']}")


if __name__ == "__main__":
    main()
