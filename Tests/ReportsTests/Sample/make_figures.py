"""Draws the figures of the sample report. Their numbers are made up by a seeded generator."""
import pathlib
import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib import pyplot as plt

HERE = pathlib.Path(__file__).parent
PAPERS = {"": ("#fdfdfb", "#1c1f24"), "-dark": ("#16181b", "#e7e6e2")}
matplotlib.rcParams.update({"font.family": "Inter", "font.size": 11, "svg.hashsalt": "sample", "pdf.compression": 9})


def save(name, width, height, draw, rows):
    for suffix, (paper, ink) in PAPERS.items():
        style = {"figure.facecolor": paper, "axes.facecolor": paper, "text.color": ink, "axes.edgecolor": ink,
                 "axes.labelcolor": ink, "xtick.color": ink, "ytick.color": ink}
        with plt.rc_context(style):
            figure, axes = plt.subplots(figsize=(width / 72, height / 72), layout="constrained")
            axes.spines[["top", "right"]].set_visible(False)
            draw(axes)
            figure.savefig(HERE / f"figures/{name}{suffix}.png", dpi=144, metadata={"Software": None})
            if not suffix:
                figure.savefig(HERE / f"figures/{name}.svg", metadata={"Date": None, "Creator": None})
                figure.savefig(HERE / f"figures/{name}.pdf", metadata={"CreationDate": None, "Creator": None, "Producer": None})
            plt.close(figure)
    (HERE / f"figures/{name}.csv").write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n")


def main():
    (HERE / "figures").mkdir(exist_ok=True)
    (HERE / "tables").mkdir(exist_ok=True)
    random = np.random.default_rng(42)
    energy = np.clip(random.normal(0.62, 0.22, 4000), 0, 1)
    counts, edges = np.histogram(energy, bins=20, range=(0, 1))
    save("fig-energy", 680, 300, lambda a: (a.bar(edges[:-1], counts, width=0.048, align="edge", color="#4a76bb"),
         a.set(xlabel="Energy", ylabel="Songs")), [("energy", "songs"), *zip(np.round(edges[:-1], 2), counts)])
    years = np.arange(1960, 2021, 10)
    for name, start, slope in [("fig-trends", 0.42, 0.03), ("fig-trends-acousticness", 0.66, -0.06)]:
        values = np.round(start + slope * np.arange(7) + random.normal(0, 0.01, 7), 3)
        save(name, 320, 220, lambda a: (a.plot(years, values, color="#c8503c", lw=2), a.set(ylim=(0, 1))),
             [("decade", "mean"), *zip(years, values)])
    rows = [("genre", "songs", "tempo", "energy")]
    rows += [(f"genre {i}", int(random.integers(24, 101)), round(float(random.normal(120, 20)), 1),
              round(float(random.random()), 3)) for i in range(1, 241)]
    (HERE / "tables/tbl-genres.csv").write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n")


main()
