"""Draws what the gallery shows with matplotlib and seaborn, from the data behind each of its figures, and sets both side by side.

    songbook run gallery
    python Tests/Counterparts/draw.py --gallery reports/gallery --output FOLDER [fig-box ...]

makes FOLDER/<figure>.png for each figure: Songbook's at the left, the counterpart at the right; on light paper, on dark paper, and out of
the PDF (pdftoppm, of poppler-utils). The packages are those of Tests/Benchmarks/requirements.txt.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import matplotlib
import pandas
from PIL import Image

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

import comparison  # noqa: E402
import distribution  # noqa: E402
import grammar  # noqa: E402
import models  # noqa: E402
import parts  # noqa: E402
import places  # noqa: E402
import relation  # noqa: E402
import songs  # noqa: E402
import trends  # noqa: E402
from counterpart import COUNTERPARTS  # noqa: E402

STYLES = {"light": "default", "dark": "dark_background"}


def kind(name: str) -> str:
    """Figures without a label are called by the number of their cell: these are the gallery's sparklines."""
    return "cell" if name.startswith("cell-") else name


def drawn(name: str, data: pandas.DataFrame, size: tuple[float, float], folder: Path) -> dict[str, Path]:
    """The counterpart on light and dark paper and as PDF, as large as Songbook's own."""
    files = {}
    for paper, style in STYLES.items():
        with plt.style.context(style):
            figure = plt.figure(figsize=size, layout="constrained")
            COUNTERPARTS[kind(name)](figure, data)
            files[paper] = folder / f"{paper}.png"
            figure.savefig(files[paper], dpi=144)
            if paper == "light":
                figure.savefig(folder / "figure.pdf")
            plt.close(figure)
    files["pdf"] = pictured(folder / "figure.pdf", folder / "theirs")
    return files


def pictured(pdf: Path, stem: Path) -> Path:
    subprocess.run(["pdftoppm", "-r", "144", "-png", "-singlefile", str(pdf), str(stem)], check=True)
    return stem.with_suffix(".png")


def side_by_side(rows: list[tuple[Path, Path]], output: Path) -> None:
    pictures = [[Image.open(path).convert("RGB") for path in row] for row in rows]
    columns = [max(row[side].width for row in pictures) for side in (0, 1)]
    heights = [max(picture.height for picture in row) for row in pictures]
    sheet = Image.new("RGB", (sum(columns) + 48, sum(heights) + 16 * (len(rows) + 1)), "#888888")
    top = 16
    for row, height in zip(pictures, heights):
        sheet.paste(row[0], (16, top))
        sheet.paste(row[1], (columns[0] + 32, top))
        top += height + 16
    sheet.save(output)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gallery", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("figures", nargs="*")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    figures = options.gallery / "figures"
    songs.GALLERY = options.gallery
    drawings = sorted(path.stem for path in figures.glob("*.csv"))
    for name in options.figures or [name for name in drawings if kind(name) in COUNTERPARTS]:
        ours = {"light": figures / f"{name}.png", "dark": figures / f"{name}-dark.png"}
        with Image.open(ours["light"]) as picture:
            size = (picture.width / 144, picture.height / 144)
        with tempfile.TemporaryDirectory() as scratch:
            ours["pdf"] = pictured(figures / f"{name}.pdf", Path(scratch) / "ours")
            theirs = drawn(name, pandas.read_csv(figures / f"{name}.csv"), size, Path(scratch))
            side_by_side([(ours[paper], theirs[paper]) for paper in theirs], options.output / f"{name}.png")
        print(name)
    missing = {name for name in drawings if kind(name) not in COUNTERPARTS}
    if missing and not options.figures:
        print("no counterpart:", ", ".join(sorted(missing)))


if __name__ == "__main__":
    main()
