"""Downloads: their names, their tags, their ranges, and what browsers may do with them."""

import pytest
from sqlalchemy import select

from service.db.tables import AuditEntry, Role
from service.desk import Desk
from service.downloads import disposition
from tests.service.conftest import People, Speaking
from tests.service.kept import keep_dossier

PDF = b"%PDF-1.7 " + bytes(range(256)) * 4


def test_a_file_is_saved_under_its_name_and_never_sniffed(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    made = keep_dossier(desk, someone)
    answer = client_of(someone).get(f"/api/v1/dossiers/{made.id}/files/dossier.pdf")
    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="dossier.pdf"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert answer.headers["etag"] == f'"{made.files[0].sha256}"'


def test_a_pdf_may_be_shown_in_place_and_reaches_nothing(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    made = keep_dossier(desk, someone, files={"fiches/A1.docx": b"PK"})
    client = client_of(someone)
    shown = client.get(f"/api/v1/dossiers/{made.id}/files/dossier.pdf?show=inline")
    assert shown.headers["content-disposition"] == 'inline; filename="dossier.pdf"'
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    word = client.get(f"/api/v1/dossiers/{made.id}/files/fiches/A1.docx?show=inline")
    assert word.headers["content-disposition"] == 'attachment; filename="A1.docx"'


def test_the_archive_has_the_name_of_the_dossier(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    made = keep_dossier(desk, someone, name="dossier_îles_2026-2027")
    answer = client_of(someone).get(f"/api/v1/dossiers/{made.id}/archive")
    assert answer.headers["content-type"] == "application/zip"
    assert "filename*=UTF-8''dossier_%C3%AEles_2026-2027.zip" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("plan.docx", 'attachment; filename="plan.docx"'),
        (
            "reçu d’été.pdf",
            "attachment; filename=\"re_u d__t_.pdf\"; filename*=UTF-8''re%C3%A7u%20d%E2%80%99%C3%A9t%C3%A9.pdf",
        ),
        ('a"b\\c\r\nX.pdf', "attachment; filename=\"a_b_c__X.pdf\"; filename*=UTF-8''a%22b%5Cc%0D%0AX.pdf"),
    ],
)
def test_a_name_is_told_to_old_programs_and_to_new_ones(name: str, wanted: str) -> None:
    assert disposition(name) == wanted


@pytest.mark.parametrize(
    ("asked", "status", "range_", "content"),
    [
        ("bytes=0-3", 206, f"bytes 0-3/{len(PDF)}", PDF[:4]),
        ("bytes=5-", 206, f"bytes 5-{len(PDF) - 1}/{len(PDF)}", PDF[5:]),
        ("bytes=-6", 206, f"bytes {len(PDF) - 6}-{len(PDF) - 1}/{len(PDF)}", PDF[-6:]),
        ("bytes=0-999999", 206, f"bytes 0-{len(PDF) - 1}/{len(PDF)}", PDF),
        ("bytes=-999999", 206, f"bytes 0-{len(PDF) - 1}/{len(PDF)}", PDF),
        ("bytes=999999-", 416, f"bytes */{len(PDF)}", b""),
        ("bytes=-0", 416, f"bytes */{len(PDF)}", b""),
        ("bytes=9-3", 200, None, PDF),
        ("bytes=0-1,4-5", 200, None, PDF),
        ("lignes=0-1", 200, None, PDF),
    ],
)
def test_a_range_is_honoured(
    desk: Desk, person: People, client_of: Speaking, asked: str, status: int, range_: str | None, content: bytes
) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    made = keep_dossier(desk, someone)
    answer = client_of(someone).get(f"/api/v1/dossiers/{made.id}/files/dossier.pdf", headers={"Range": asked})
    assert (answer.status_code, answer.headers.get("content-range"), answer.content) == (status, range_, content)


def test_a_range_of_another_version_gives_the_whole_file(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    made = keep_dossier(desk, someone)
    client, path = client_of(someone), f"/api/v1/dossiers/{made.id}/files/dossier.pdf"
    stale = client.get(path, headers={"Range": "bytes=0-3", "If-Range": '"autre"'})
    assert (stale.status_code, stale.content) == (200, PDF)
    fresh = client.get(path, headers={"Range": "bytes=0-3", "If-Range": f'"{made.files[0].sha256}"'})
    assert fresh.status_code == 206


def test_who_has_the_file_is_told_so(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    made = keep_dossier(desk, someone)
    client, path = client_of(someone), f"/api/v1/dossiers/{made.id}/files/dossier.pdf"
    for given in (f'"{made.files[0].sha256}"', f'"x", W/"{made.files[0].sha256}"', "*"):
        answer = client.get(path, headers={"If-None-Match": given})
        assert (answer.status_code, answer.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_head_gives_the_size_and_no_byte(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    made = keep_dossier(desk, someone)
    answer = client_of(someone).head(f"/api/v1/dossiers/{made.id}/files/dossier.pdf")
    assert (answer.status_code, answer.headers["content-length"], answer.content) == (200, str(len(PDF)), b"")


@pytest.mark.parametrize("path", ["../../etc/passwd", "%2e%2e/plan.docx", "DOSSIER.PDF", "fiches/", "dossier.pdf/"])
def test_a_path_is_looked_up_never_followed(desk: Desk, person: People, client_of: Speaking, path: str) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    made = keep_dossier(desk, someone)
    assert client_of(someone).get(f"/api/v1/dossiers/{made.id}/files/{path}").status_code == 404


def test_a_download_is_audited_once_whatever_its_ranges(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    made = keep_dossier(desk, someone)
    client, path = client_of(someone), f"/api/v1/dossiers/{made.id}/files/dossier.pdf"
    for asked in ("bytes=0-3", "bytes=4-9", "bytes=10-"):
        client.get(path, headers={"Range": asked})
    client.head(path)
    with desk.database.reading() as session:
        (line,) = session.scalars(select(AuditEntry))
    assert (line.action, line.subject, line.who) == (
        "dossier.download",
        f"dossier/{made.id}/dossier.pdf",
        someone.email,
    )


def test_a_lost_content_is_told_and_not_half_sent(desk: Desk, person: People, client_of: Speaking) -> None:
    someone = person(Role.COORDINATION, territories=("CG",))
    made = keep_dossier(desk, someone)
    for blob in (desk.settings.home / "store" / "blobs").rglob(made.files[0].sha256):
        blob.write_bytes(b"spoiled")
    answer = client_of(someone).get(f"/api/v1/dossiers/{made.id}/files/dossier.pdf")
    assert answer.status_code == 500
    assert answer.json()["type"] == "/api/v1/problems/store-failed"
