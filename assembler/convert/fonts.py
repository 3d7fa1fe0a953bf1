"""Which fonts a document names, and whether its PDF will be laid out with the same metrics.

LibreOffice replaces an unknown font without a word, and the pages break elsewhere (33 pages became 39 in our trial).
"""

import io
import re
import subprocess
import zipfile
from functools import lru_cache
from pathlib import Path

from lxml import etree

from assembler.errors import ConverterMissingError, FontError
from assembler.i18n import translate as _

# Fonts of Word and Excel, and the free ones cut to the same widths (for symbols, the same glyphs).
METRIC_TWINS = {
    "Calibri": "Carlito",
    "Cambria": "Caladea",
    "Arial": "Liberation Sans",
    "Helvetica": "Liberation Sans",
    "Arial Narrow": "Liberation Sans Narrow",
    "Times": "Liberation Serif",
    "Times New Roman": "Liberation Serif",
    "Courier": "Liberation Mono",
    "Courier New": "Liberation Mono",
    "Symbol": "OpenSymbol",
    "Wingdings": "OpenSymbol",
}
# A character that a font lacks (☐, →, ✓) is drawn from one of these: expected, not a substitution of the whole font.
GLYPH_FALLBACKS = frozenset({"OpenSymbol", "DejaVu Sans"})

# Of the machine, not of the person: the office runs without a home.
_SYSTEM_ONLY = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent"}

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Word says minorHAnsi or majorHAnsi, drawings and charts say +mn-lt or +mj-lt.
_THEME_PLACES = {"+mi": "minorFont", "+mn": "minorFont", "+ma": "majorFont", "+mj": "majorFont"}
_NAMING_PARTS = re.compile(
    r"word/(document|styles|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml"
    r"|xl/(styles|sharedStrings)\.xml"
    r"|(word|xl)/charts/chart[^/]*\.xml"
)
_THEME_PARTS = re.compile(r"(word|xl)/theme/theme\d*\.xml")


@lru_cache(maxsize=1)
def read_font_list() -> str:
    """Give fontconfig's list of the machine's fonts, one sorted line each: families|style|version.

    A user's own fonts are left out: the office runs without a home. Raises ConverterMissingError without fontconfig.
    """
    return "\n".join(sorted(_list_fonts("%{family}|%{style}|%{fontversion}\n").splitlines()))


def undrawn_characters(characters: frozenset[str]) -> frozenset[str]:
    """Give the characters that no font of the machine has: the office would draw an empty box."""
    ranges = _drawn_ranges()
    return frozenset(char for char in characters if not any(first <= ord(char) <= last for first, last in ranges))


@lru_cache(maxsize=1)
def _drawn_ranges() -> frozenset[tuple[int, int]]:
    """Fontconfig tells a font's characters as « 20-7e a0 »; bitmap fonts are not for documents."""
    told = _list_fonts("%{charset}\n", ":scalable=true").split()
    return frozenset(
        (int(first, 16), int(last or first, 16)) for first, _dash, last in (t.partition("-") for t in told)
    )


def _list_fonts(form: str, *pattern: str) -> str:
    command = ["fc-list", "--format", form, *pattern]
    try:
        found = subprocess.run(
            command,
            env=_SYSTEM_ONLY,
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise _no_fontconfig() from error
    return found.stdout


def _no_fontconfig() -> ConverterMissingError:
    return ConverterMissingError(
        _(
            "Les polices de cette machine n’ont pas pu être énumérées, car le programme fc-list "
            "(fontconfig) manque ou échoue. Installez les paquets du système avec "
            "«\u00a0scripts/system-packages\u00a0», puis recommencez."
        )
    )


def read_installed_families() -> frozenset[str]:
    """Give the families of fonts installed for the whole machine."""
    lines = read_font_list().splitlines()
    return frozenset(family for line in lines for family in line.split("|", 1)[0].split(","))


def font_used_for(name: str, installed: frozenset[str]) -> str | None:
    """Give the installed family that lays out this font with its own metrics, if there is one."""
    if name in installed:
        return name
    twin = METRIC_TWINS.get(name)
    return twin if twin in installed else None


def read_named_fonts(office_file: bytes) -> frozenset[str]:
    """Give the font families that a docx or xlsx names for Latin text, its theme's fonts resolved when it uses them."""
    with zipfile.ZipFile(io.BytesIO(office_file)) as archive:
        parts = [etree.fromstring(archive.read(name)) for name in archive.namelist() if _NAMING_PARTS.fullmatch(name)]
        themes = [etree.fromstring(archive.read(name)) for name in archive.namelist() if _THEME_PARTS.fullmatch(name)]
    named = {font for part in parts for font in _fonts_of_part(part)}
    return frozenset(_resolve_theme(named, themes))


def _fonts_of_part(part: etree._Element) -> set[str]:
    """Fonts by name (« Calibri ») or by place in the theme (« +minorHAnsi », « +mj-lt »)."""
    named = set()
    for fonts in part.iter(f"{_W}rFonts"):
        for script in ("ascii", "hAnsi"):
            theme = fonts.get(f"{_W}{script}Theme")
            named.add(f"+{theme}" if theme else fonts.get(f"{_W}{script}"))
    named |= {latin.get("typeface") for latin in part.iter(f"{_A}latin")}
    named |= {font.get("val") for tag in ("name", "rFont") for font in part.iter(f"{_S}{tag}")}
    return {name for name in named if name}


def _resolve_theme(named: set[str], themes: list[etree._Element]) -> set[str]:
    resolved = {name for name in named if not name.startswith("+")}
    wanted = {_THEME_PLACES[name[:3]] for name in named if name[:3] in _THEME_PLACES}
    for theme in themes:
        for place in wanted:
            resolved |= {latin.get("typeface") or "" for latin in theme.iterfind(f".//{_A}{place}/{_A}latin")}
    return resolved - {""}


def check_fonts(office_file: bytes, *, name: str) -> frozenset[str]:
    """Give the installed families that will lay the document out; raise FontError naming the fonts that have none."""
    installed = read_installed_families()
    used = {font: font_used_for(font, installed) for font in sorted(read_named_fonts(office_file))}
    missing = [font for font, family in used.items() if family is None]
    if missing:
        listed = ", ".join(_("«\u00a0{name}\u00a0»").format(name=font) for font in missing)
        raise FontError(
            _(
                "«\u00a0{name}\u00a0» ne peut pas être mis en page fidèlement\u00a0: police non installée et sans "
                "équivalent de même chasse\u00a0: {listed}. Dans Word ou Excel, remplacez-la par Calibri ou "
                "Cambria (styles et thème compris), ou demandez à la personne qui gère le service de "
                "l’installer."
            ).format(name=name, listed=listed),
            piece=name,
        )
    return frozenset(family for family in used.values() if family)


def font_file(family: str) -> Path:
    """Give the file of an installed family's regular face; raise ConverterMissingError when it is not installed."""
    try:
        found = subprocess.run(
            ["fc-match", "--format=%{family}\n%{file}", f"{family}:style=Regular"],
            env=_SYSTEM_ONLY,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise _no_fontconfig() from error
    names, _line, path = found.stdout.partition("\n")
    if family not in names.split(",") or not path:
        raise ConverterMissingError(
            _(
                "La police {family} n’est pas installée. Installez les paquets du système avec "
                "«\u00a0scripts/system-packages\u00a0», puis recommencez."
            ).format(family=family)
        )
    return Path(path)
