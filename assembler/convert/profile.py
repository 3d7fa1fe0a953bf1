"""The settings of every office: nothing runs, nothing is fetched, nothing depends on who starts it."""

from pathlib import Path

_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"

# (path, name, value). The names are those of LibreOffice's own schema, org.openoffice.Office.*.xcs.
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableOLEAutomation", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),  # never
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),  # never
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),  # always compute on opening
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Common/Misc", "UseOpenCL", "false"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "fr-CA"),
    ("/org.openoffice.Office.Linguistic/General", "DefaultLocale", "fr-CA"),
)


def write_profile(folder: Path, *, version: str, build: str) -> None:
    """Write a new LibreOffice profile in the folder, marked as already used by this version and build.

    Unmarked, soffice synchronises its extensions, ends with code 81 to be started again, and migrates old settings:
    1.2 s instead of 0.2 s. A wrong mark costs that time and nothing else.
    """
    marks = (
        ("/org.openoffice.Setup/Product", "ooSetupLastVersion", ".".join(version.split(".")[:2])),
        ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
        ("/org.openoffice.Setup/Office", "LastCompatibilityCheckID", build),
    )
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in (*_SETTINGS, *marks)
    )
    user = folder / "user"
    (user / "extensions").mkdir(parents=True)
    (user / "extensions" / "buildid").write_text(build, encoding="utf-8")
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema">\n' + items + "</oor:items>\n",
        encoding="utf-8",
    )
