"""``python -m assembler.canvas`` writes canvases/canevas.xlsx anew, after a change to the declarations."""

from assembler.canvas.build import build_canvas
from assembler.regions import load_region
from assembler.settings import data_folder

if __name__ == "__main__":
    (data_folder("canvases") / "canevas.xlsx").write_bytes(build_canvas(load_region()))
