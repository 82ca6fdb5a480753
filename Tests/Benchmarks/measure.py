"""Commands timed side by side: one warm-up each, then in turn A B C A B C ..., whole process, medians and the ratio to the first."""

import statistics
import subprocess
import sys
import time


def once(command, folder=None):
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{command}\nended with {done.returncode}:\n{done.stderr[-2000:]}")
    return seconds


def side_by_side(title, contestants, rounds=5, folder=None):
    """`contestants`: name -> shell command. Prints a Markdown table and returns name -> median seconds."""
    for command in contestants.values():
        once(command, folder)
    times = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, command in contestants.items():
            times[name].append(once(command, folder))
    medians = {name: statistics.median(values) for name, values in times.items()}
    first = next(iter(medians.values()))
    print(f"\n{title}\n\n| | median s | least | most | times Songbook's |\n|---|---:|---:|---:|---:|")
    for name, values in times.items():
        print(f"| {name} | {medians[name]:.2f} | {min(values):.2f} | {max(values):.2f} | {medians[name] / first:.1f} |", flush=True)
    return medians
