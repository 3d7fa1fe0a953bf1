"""Every address of the service, and what each sort of visitor is answered there.

``door`` is the way to the sign-in page; a number is a status; ``f`` after it says that the page tells the refusal
itself and that the trail calls it a failed try (a wrong password, a dead link). ``{name=thing}`` takes another thing of
``tests.service.doors.world`` than the usual one. Whatever is refused here must leave no trace but in the trail.
"""

import re
from dataclasses import dataclass

CALLERS = (
    "nobody",
    "CG",  # coordination of the territory whose things are asked for
    "RP",  # coordination of another one
    "funder",  # of the agreement asked for
    "other",  # another funder
    "region",
    "admin",
    "CG:read",  # tokens that may only read
    "region:read",
    "funder:read",
)

# Where most people read alike.
_OPEN = "200 200 200 200 200 200 200 200 200 200"
_SIGNED_IN = "401 200 200 200 200 200 200 200 200 200"
_OF_CG = "401 200 404 404 404 200 200 200 200 404"
_OF_CG_PAGE = "door 200 404 404 404 200 200 200 200 404"
_OF_REPORT = "401 200 404 200 404 200 200 200 200 200"
_OF_REPORT_PAGE = "door 200 404 200 404 200 200 200 200 200"
_OF_CONVENTION = "401 404 404 200 404 200 200 404 200 200"
_OF_CONVENTION_PAGE = "door 404 404 200 404 200 200 404 200 200"
_OF_REGION = "401 404 404 404 404 200 200 404 200 404"
_OF_REGION_PAGE = "door 404 404 404 404 200 200 404 200 404"
_NOT_THERE = "401 404 404 404 404 404 404 404 404 404"
_NOT_THERE_PAGE = "door 404 404 404 404 404 404 404 404 404"
_NOWHERE = "404 404 404 404 404 404 404 404 404 404"
_DEAD_LINK = "404f 404f 404f 404f 404f 404f 404f 404f 404f 404f"
_SENT_TO_DEAD_LINK = "403 404f 404f 404f 404f 404f 404f 404f 404f 404f"
_OWN_PAGE = "door 200 200 200 200 200 200 403 403 403"
_OWN_CHANGE = "door 303 303 303 303 303 303 403 403 403"
_ADMIN_PAGE = "door 404 404 404 404 404 200 403 403 403"
_ADMIN_CHANGE = "door 404 404 404 404 404 303 403 403 403"
_STOP_OF_REGION = "401 403 404 404 404 202 202 403 403 404"
_STOP_OF_CG = "401 202 404 404 404 202 202 403 403 404"

_TABLE = f"""
GET  /api/v1/openapi.json {_OPEN}
HEAD /api/v1/openapi.json {_OPEN}
GET  /healthz {_OPEN}
HEAD /healthz {_OPEN}
GET  /readyz {_OPEN}
HEAD /readyz {_OPEN}
GET  /metrics {_NOWHERE}
GET  /static/{{fingerprint}}/{{name}} {_OPEN}

GET  /api/v1/me {_SIGNED_IN}
GET  /api/v1/territories {_SIGNED_IN}
GET  /api/v1/agreements {_SIGNED_IN}
GET  /api/v1/fields {_SIGNED_IN}
GET  /api/v1/problems {_SIGNED_IN}
GET  /api/v1/jobs {_SIGNED_IN}
GET  /api/v1/dossiers {_SIGNED_IN}

GET  /api/v1/territories/{{code}}/submissions {_OF_CG}
GET  /api/v1/territories/{{code=none}}/submissions {_NOT_THERE}
POST /api/v1/territories/{{code}}/submissions 401 201 404 404 404 201 201 403 403 404
POST /api/v1/territories/{{code}}/dossiers    401 202 404 404 404 202 202 403 403 404
GET  /api/v1/submissions/{{submission_id}} {_OF_CG}
GET  /api/v1/submissions/{{submission_id=none}} {_NOT_THERE}
GET  /api/v1/submissions/{{submission_id}}/findings {_OF_CG}
GET  /api/v1/submissions/{{submission_id=none}}/findings {_NOT_THERE}
GET  /api/v1/submissions/{{submission_id}}/changes?since={{submission_id}} {_OF_CG}
GET  /api/v1/submissions/{{submission_id}}/changes?since={{submission_id=of_RP}} {_NOT_THERE}
GET  /api/v1/submissions/{{submission_id}}/changes.docx?since={{submission_id}} {_OF_CG}
GET  /api/v1/submissions/{{submission_id}}/annotated-workbook {_OF_CG}
GET  /api/v1/submissions/{{submission_id=none}}/annotated-workbook {_NOT_THERE}
GET  /api/v1/submissions/{{submission_id}}/annotated-narrative {_OF_CG}
GET  /api/v1/submissions/{{submission_id=none}}/annotated-narrative {_NOT_THERE}
POST /api/v1/agreements/{{agreement_id}}/reports            401 202 404 202 404 202 202 403 403 403
POST /api/v1/agreements/{{agreement_id=convention}}/reports 401 404 404 202 404 202 202 404 403 403
POST /api/v1/agreements/{{agreement_id=none}}/reports {_NOT_THERE}
POST /api/v1/batches 401 403 403 403 403 202 202 403 403 403

GET  /api/v1/jobs/{{job_id}} {_OF_CG}
GET  /api/v1/jobs/{{job_id=report}} {_OF_REPORT}
GET  /api/v1/jobs/{{job_id=batch}} {_OF_REGION}
GET  /api/v1/jobs/{{job_id=none}} {_NOT_THERE}
GET  /api/v1/jobs/{{job_id=failed}}/events {_OF_CG}
GET  /api/v1/jobs/{{job_id=failed_report}}/events {_OF_REPORT}
GET  /api/v1/jobs/{{job_id=none}}/events {_NOT_THERE}
DELETE /api/v1/jobs/{{job_id}} {_STOP_OF_REGION}
DELETE /api/v1/jobs/{{job_id=of_CG}} {_STOP_OF_CG}
DELETE /api/v1/jobs/{{job_id=report}} 401 403 404 202 404 202 202 403 403 403
DELETE /api/v1/jobs/{{job_id=batch}} 401 404 404 404 404 202 202 404 403 404
POST /api/v1/jobs/{{job_id=failed}}/retry {_STOP_OF_REGION}
POST /api/v1/jobs/{{job_id=failed_of_CG}}/retry {_STOP_OF_CG}
POST /api/v1/jobs/{{job_id=failed_report}}/retry 401 403 404 202 404 202 202 403 403 403

GET  /api/v1/dossiers/{{dossier_id}} {_OF_CG}
GET  /api/v1/dossiers/{{dossier_id=report}} {_OF_REPORT}
GET  /api/v1/dossiers/{{dossier_id=consolidated}} {_OF_CONVENTION}
GET  /api/v1/dossiers/{{dossier_id=batch}} {_OF_REGION}
GET  /api/v1/dossiers/{{dossier_id=none}} {_NOT_THERE}
GET  /api/v1/dossiers/{{dossier_id}}/files/{{path}} {_OF_CG}
HEAD /api/v1/dossiers/{{dossier_id}}/files/{{path}} {_OF_CG}
GET  /api/v1/dossiers/{{dossier_id=report}}/files/{{path}} {_OF_REPORT}
GET  /api/v1/dossiers/{{dossier_id=consolidated}}/files/{{path}} {_OF_CONVENTION}
GET  /api/v1/dossiers/{{dossier_id}}/files/{{path=none}} {_NOT_THERE}
GET  /api/v1/dossiers/{{dossier_id}}/archive {_OF_CG}
HEAD /api/v1/dossiers/{{dossier_id}}/archive {_OF_CG}
GET  /api/v1/dossiers/{{dossier_id=report}}/archive {_OF_REPORT}
GET  /api/v1/dossiers/{{dossier_id=batch}}/archive {_OF_REGION}

GET  /api/v1/canvases/{{code}}.xlsx {_OF_CG}
GET  /api/v1/canvases/{{code}}.xlsx?from={{submission_id}} {_OF_CG}
GET  /api/v1/canvases/{{code}}.xlsx?from={{submission_id=of_RP}} {_NOT_THERE}
GET  /api/v1/narratives/{{code}}.docx {_OF_CG}
GET  /api/v1/territories/{{code}}/sheets/{{action}}.docx {_OF_CG}
GET  /api/v1/territories/{{code}}/sheets/{{action}}.docx?from={{submission_id=of_RP}} {_NOT_THERE}

GET  /api/v1/templates {_OF_REGION}
GET  /api/v1/templates/{{template_id}}.docx {_OF_REGION}
GET  /api/v1/templates/{{template_id=none}}.docx {_NOT_THERE}
POST /api/v1/templates/{{template_id=published}}/versions 401 404 404 404 404 200 200 404 403 404
POST /api/v1/templates/{{template_id=none}}/versions {_NOT_THERE}
GET  /gabarits {_OF_REGION_PAGE}
GET  /gabarits/{{template_id}} {_OF_REGION_PAGE}
GET  /gabarits/{{template_id=none}} {_NOT_THERE_PAGE}
GET  /gabarits/{{template_id}}.docx {_OF_REGION_PAGE}
POST /gabarits/{{template_id=published}} door 404 404 404 404 303 303 404 403 404
POST /gabarits/{{template_id=published}}/origine door 404 404 404 404 303 303 404 403 404

POST /langue 303 303 303 303 303 303 303 303 303 303
GET  /connexion 200 303 303 303 303 303 303 303 303 303
POST /connexion 403 403f 403f 403f 403f 403f 403f 403f 403f 403f
POST /deconnexion 303 303 303 303 303 303 303 303 303 303
GET  /mot-de-passe/{{jeton}} {_OPEN}
GET  /mot-de-passe/{{jeton=none}} {_DEAD_LINK}
POST /mot-de-passe/{{jeton}} 403 303 303 303 303 303 303 303 303 303
POST /mot-de-passe/{{jeton=none}} {_SENT_TO_DEAD_LINK}
GET  /demonstration/{{jeton}} {_DEAD_LINK}
POST /demonstration/{{jeton}} {_SENT_TO_DEAD_LINK}

GET  /mon-compte {_OWN_PAGE}
POST /mon-compte {_OWN_CHANGE}
POST /mon-compte/mot-de-passe door 403f 403f 403f 403f 403f 403f 403 403 403
POST /mon-compte/connexions {_OWN_CHANGE}
GET  /jetons {_OWN_PAGE}
POST /jetons {_OWN_PAGE}
POST /jetons/{{token_id}}/revoquer door 303 404 404 404 404 404 403 403 403

GET  /comptes {_ADMIN_PAGE}
POST /comptes {_ADMIN_PAGE}
GET  /comptes/nouveau {_ADMIN_PAGE}
GET  /comptes/{{account_id}} {_ADMIN_PAGE}
POST /comptes/{{account_id}} {_ADMIN_CHANGE}
POST /comptes/{{account_id}}/fermer {_ADMIN_CHANGE}
POST /comptes/{{account_id}}/rouvrir {_ADMIN_CHANGE}
POST /comptes/{{account_id}}/lien {_ADMIN_PAGE}
POST /comptes/{{account_id}}/jetons {_ADMIN_PAGE}
POST /comptes/{{account_id}}/jetons/{{token_id}}/revoquer {_ADMIN_CHANGE}
GET  /journal {_ADMIN_PAGE}

GET  / door 303 303 303 303 303 303 303 303 303
GET  /territoires door 303 303 404 404 200 200 303 200 404
GET  /territoires/{{code}} {_OF_CG_PAGE}
GET  /territoires/{{code=none}} {_NOT_THERE_PAGE}
GET  /territoires/{{code}}/canevas.xlsx {_OF_CG_PAGE}
GET  /territoires/{{code}}/canevas.xlsx?depot={{submission_id}} {_OF_CG_PAGE}
GET  /territoires/{{code}}/canevas.xlsx?depot={{submission_id=of_RP}} {_NOT_THERE_PAGE}
GET  /territoires/{{code}}/recit.docx {_OF_CG_PAGE}
GET  /territoires/{{code}}/fiches/{{action}}.docx {_OF_CG_PAGE}
GET  /territoires/{{code}}/deposer door 200 404 404 404 200 200 403 403 404
POST /territoires/{{code}}/deposer door 303 404 404 404 303 303 403 403 404
GET  /depots/{{submission_id}} {_OF_CG_PAGE}
GET  /depots/{{submission_id=none}} {_NOT_THERE_PAGE}
GET  /depots/{{submission_id}}/changements?depuis={{submission_id}} {_OF_CG_PAGE}
GET  /depots/{{submission_id}}/changements?depuis={{submission_id=of_RP}} {_NOT_THERE_PAGE}
GET  /depots/{{submission_id}}/changements.docx?depuis={{submission_id}} {_OF_CG_PAGE}
GET  /depots/{{submission_id}}/canevas-annote.xlsx {_OF_CG_PAGE}
GET  /depots/{{submission_id=none}}/canevas-annote.xlsx {_NOT_THERE_PAGE}
GET  /depots/{{submission_id}}/recit-annote.docx {_OF_CG_PAGE}
GET  /depots/{{submission_id=none}}/recit-annote.docx {_NOT_THERE_PAGE}
POST /depots/{{submission_id}}/dossier door 303 404 404 404 303 303 403 403 404
GET  /travaux/{{job_id}} {_OF_CG_PAGE}
GET  /travaux/{{job_id=report}} {_OF_REPORT_PAGE}
GET  /travaux/{{job_id=batch}} door 404 404 404 404 303 303 404 303 404
GET  /travaux/{{job_id=none}} {_NOT_THERE_PAGE}
GET  /travaux/{{job_id}}/etat {_OF_CG_PAGE}
GET  /travaux/{{job_id=report}}/etat {_OF_REPORT_PAGE}
GET  /travaux/{{job_id=batch}}/etat {_OF_REGION_PAGE}
POST /travaux/{{job_id}}/annuler door 403 404 404 404 303 303 403 403 404
POST /travaux/{{job_id=of_CG}}/annuler door 303 404 404 404 303 303 403 403 404
POST /travaux/{{job_id=report}}/annuler door 403 404 303 404 303 303 403 403 403
POST /travaux/{{job_id=failed}}/reprendre door 403 404 404 404 303 303 403 403 404
POST /travaux/{{job_id=failed_of_CG}}/reprendre door 303 404 404 404 303 303 403 403 404
GET  /dossiers/{{dossier_id}} {_OF_CG_PAGE}
GET  /dossiers/{{dossier_id=report}} {_OF_REPORT_PAGE}
GET  /dossiers/{{dossier_id=consolidated}} {_OF_CONVENTION_PAGE}
GET  /dossiers/{{dossier_id=none}} {_NOT_THERE_PAGE}
GET  /dossiers/{{dossier_id}}/fichiers/{{path}} {_OF_CG_PAGE}
GET  /dossiers/{{dossier_id=report}}/fichiers/{{path}} {_OF_REPORT_PAGE}
GET  /dossiers/{{dossier_id=batch}}/fichiers/{{path}} {_OF_REGION_PAGE}
GET  /dossiers/{{dossier_id}}/archive {_OF_CG_PAGE}
GET  /dossiers/{{dossier_id=batch}}/archive {_OF_REGION_PAGE}

GET  /ententes door 200 200 200 200 200 200 200 200 200
GET  /ententes/{{agreement_id}} {_OF_REPORT_PAGE}
GET  /ententes/{{agreement_id=convention}} {_OF_CONVENTION_PAGE}
GET  /ententes/{{agreement_id=none}} {_NOT_THERE_PAGE}
POST /ententes/{{agreement_id}}/reddition door 303 404 303 404 303 303 403 403 403
POST /ententes/{{agreement_id=convention}}/reddition door 404 404 303 404 303 303 404 403 403
GET  /region {_OF_REGION_PAGE}
POST /region/lots door 404 404 404 404 303 303 404 403 404
GET  /region/lots/{{job_id=batch}} {_OF_REGION_PAGE}
GET  /region/lots/{{job_id}} {_NOT_THERE_PAGE}
GET  /region/lots/{{job_id=batch}}/etat {_OF_REGION_PAGE}
POST /region/lots/{{job_id=failed_batch}}/reprendre door 404 404 404 404 303 303 404 403 404
POST /region/lots/{{job_id=batch_with_failed}}/reprendre door 404 404 404 404 303 303 404 403 404
"""


@dataclass(frozen=True)
class Line:
    """One line of the table: an address, and what each caller is answered."""

    method: str
    address: str
    answers: tuple[str, ...]

    @property
    def template(self) -> str:
        """The path as the application declares it."""
        return re.sub(r"\{(\w+)=\w+\}", r"{\1}", self.address.partition("?")[0])

    @property
    def changes(self) -> bool:
        """True when the address changes something."""
        return self.method not in ("GET", "HEAD")

    def answer_to(self, caller: str) -> str:
        """Gives what a caller is answered."""
        return self.answers[CALLERS.index(caller)]


def _lines() -> tuple[Line, ...]:
    rows = [row.split() for row in _TABLE.splitlines() if row]
    assert all(len(row) == 2 + len(CALLERS) for row in rows)
    return tuple(Line(method, address, tuple(answers)) for method, address, *answers in rows)


LINES = _lines()
