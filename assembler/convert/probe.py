"""What this machine converts with: part of every cache key and of the manifest. Runs nothing but fc-list."""

import hashlib
import re
import subprocess
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assembler.convert.fonts import METRIC_TWINS, read_font_list, read_installed_families
from assembler.errors import ConverterMissingError
from assembler.i18n import mark
from assembler.i18n import translate as _

LEAST_VERSION = (7, 4)  # below, no tagged PDF
GOOD_VERSION = (24, 8)  # below, links and charts lose their alternative text
NEEDED_FAMILIES = tuple(METRIC_TWINS[font] for font in ("Calibri", "Cambria", "Arial", "Times New Roman"))

_PROGRAM_FOLDERS = (
    "/usr/lib/libreoffice/program",
    "/usr/lib64/libreoffice/program",
    "/usr/local/lib/libreoffice/program",
    "/opt/libreoffice*/program",
)
_UNO_MODULES = ("/usr/lib/python3/dist-packages/uno.py", "/usr/lib*/python3.*/site-packages/uno.py")
_VERSION = re.compile(r'"ooSetupVersionAboutBox">\s*<value>([0-9.]+)</value>')
_BUILD = re.compile(r"^buildid=(.*)$", re.MULTILINE)
_REMEDY = mark("Installez les paquets du système avec «\u00a0scripts/system-packages\u00a0», puis recommencez.")


class ConverterProfile(BaseModel):
    """The converter of this machine. Two machines with equal profiles lay pages out alike."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str  # of LibreOffice: 25.2.3.2
    build: str  # its build, as its profiles name it: 520(Build:2)
    soffice: Path
    interpreter: Path  # the Python that owns ``uno``
    fonts: str  # hash of the list of installed fonts, their styles and versions
    warning: str  # empty when all is well

    @property
    def key(self) -> str:
        """Gives what changes the pages, and not where things are installed."""
        return f"LibreOffice {self.version}; fonts {self.fonts}"


@lru_cache(maxsize=1)
def probe_converter() -> ConverterProfile:
    """Give the converter's profile; raise ConverterMissingError, saying what to install, when there is none."""
    program = _find_program()
    version = _read_version(program)
    _check_families()
    return ConverterProfile(
        version=version,
        build=_read_build(program),
        soffice=program / "soffice.bin",
        interpreter=_find_interpreter(program),
        fonts=hashlib.sha256(read_font_list().encode()).hexdigest()[:16],
        warning=_judge_version(version),
    )


def _find_program() -> Path:
    for pattern in _PROGRAM_FOLDERS:
        for folder in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True):
            if (folder / "soffice.bin").is_file():
                return folder
    raise ConverterMissingError(
        _("Aucun PDF ne peut être produit, car LibreOffice n’est pas installé. {remedy}").format(remedy=_(_REMEDY))
    )


def _read_version(program: Path) -> str:
    """Running ``soffice --version`` costs 0.3 s; the registry it reads costs a hundredth of that."""
    registry = program.parent / "share" / "registry" / "main.xcd"
    found = _VERSION.search(registry.read_text(encoding="utf-8")) if registry.is_file() else None
    if found is None:
        raise ConverterMissingError(
            _("L’installation de LibreOffice dans {program} est incomplète. {remedy}").format(
                program=program, remedy=_(_REMEDY)
            )
        )
    return found.group(1)


def _read_build(program: Path) -> str:
    settings = program / "versionrc"
    found = _BUILD.search(settings.read_text(encoding="utf-8")) if settings.is_file() else None
    return found.group(1).strip() if found else ""


def _judge_version(version: str) -> str:
    """Give a warning in French, or nothing; refuse a version that cannot do the work."""
    found = tuple(int(number) for number in version.split(".")[:2])
    if found < LEAST_VERSION:
        raise ConverterMissingError(
            _(
                "LibreOffice {version} est trop ancien\u00a0: il faut la version 7.4 au moins, et 24.8 ou "
                "plus récente pour des PDF accessibles. {remedy}"
            ).format(version=version, remedy=_(_REMEDY))
        )
    if found < GOOD_VERSION:
        return _(
            "LibreOffice {version} convertit, mais ses PDF perdent des textes de remplacement. Pour "
            "des PDF accessibles, installez la version 24.8 ou plus récente avec "
            "«\u00a0scripts/system-packages\u00a0»."
        ).format(version=version)
    return ""


def _find_interpreter(program: Path) -> Path:
    if (program / "python").is_file():  # LibreOffice's own packages bring theirs
        return program / "python"
    if any(any(Path("/").glob(module.lstrip("/"))) for module in _UNO_MODULES):
        return Path("/usr/bin/python3")
    for candidate in sorted(Path("/usr/bin").glob("python3*")):
        tried = subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False, timeout=10)
        if tried.returncode == 0:
            return candidate
    raise ConverterMissingError(
        _(
            "LibreOffice est installé, mais aucun Python de cette machine ne sait lui parler (module "
            "«\u00a0uno\u00a0»). {remedy}"
        ).format(remedy=_(_REMEDY))
    )


def _check_families() -> None:
    missing = [family for family in NEEDED_FAMILIES if family not in read_installed_families()]
    if missing:
        raise ConverterMissingError(
            _("Il manque des polices pour mettre les documents en page\u00a0: {families}. {remedy}").format(
                families=", ".join(missing), remedy=_(_REMEDY)
            )
        )
