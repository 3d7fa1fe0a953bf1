"""What the whole says of itself: catalog, document information and XMP packet (ISO 32000-1, 14.3; ISO 16684-1).

PDF/A and PDF/UA are claimed only when every part claims them: one attachment that does not, and the whole does not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from assembler.assemble.part import Identity

CREATOR = "Dossier"
CONFORMANCES = ("B", "U", "A")  # weakest first (ISO 19005-2, 6.6.4)


@dataclass(frozen=True)
class Claim:
    """The norms a file says it follows, and the colours a PDF/A is meant for; 0 and "" mean none."""

    pdfa_part: int = 0
    pdfa_conformance: str = ""
    pdfua_part: int = 0
    intent: str = ""


def read_claim(pdf: Pdf) -> Claim:
    """Reads the norms a source claims. A claim in a form we do not know is no claim."""
    metadata = pdf.Root.get("/Metadata")
    packet = metadata.read_bytes() if isinstance(metadata, Stream) else b""
    part, conformance = _property(packet, b"pdfaid:part"), _property(packet, b"pdfaid:conformance").upper()
    intent = _intent_name(pdf)
    is_pdfa = part in {"2", "3"} and conformance in CONFORMANCES and intent != ""
    return Claim(
        pdfa_part=int(part) if is_pdfa else 0,
        pdfa_conformance=conformance if is_pdfa else "",
        pdfua_part=1 if _property(packet, b"pdfuaid:part") == "1" else 0,
        intent=intent if is_pdfa else "",
    )


def common_claim(claims: Sequence[Claim]) -> Claim:
    """Gives what all sources claim together, at the weakest level."""
    parts = {claim.pdfa_part for claim in claims}
    is_pdfa = len(parts) == 1 and 0 not in parts and len({claim.intent for claim in claims}) == 1
    conformances = [claim.pdfa_conformance for claim in claims]
    return Claim(
        pdfa_part=parts.pop() if is_pdfa else 0,
        pdfa_conformance=min(conformances, key=CONFORMANCES.index) if is_pdfa else "",
        pdfua_part=1 if all(claim.pdfua_part for claim in claims) else 0,
    )


def write_identity(pdf: Pdf, identity: Identity, claim: Claim) -> None:
    """Writes title, author, language, dates and claims; viewers show the title and open the outline."""
    root = pdf.Root
    root.Lang = String(identity.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)  # PDF/UA-1, 7.1
    root.PageMode = Name.UseOutlines
    pdf_date = f"D:{identity.date:%Y%m%d}000000Z"
    entries = {
        "/Title": identity.title,
        "/Author": identity.author,
        "/Subject": identity.subject,
        "/Keywords": ", ".join(identity.keywords),
        "/Creator": CREATOR,
        "/Producer": CREATOR,
        "/CreationDate": pdf_date,
        "/ModDate": pdf_date,
    }
    for key, value in entries.items():
        if value:
            pdf.docinfo[key] = String(value)
    packet = Stream(pdf, xmp_packet(identity, claim))
    packet.Type = Name.Metadata
    packet.Subtype = Name.XML
    root.Metadata = packet


def carry_intent(pdf: Pdf, source: Pdf) -> None:
    """Keeps a part's output intent unless an earlier part had one: a file has one (ISO 19005-2, 6.2.3)."""
    intents = source.Root.get("/OutputIntents")
    if "/OutputIntents" not in pdf.Root and isinstance(intents, Array) and len(intents):
        first = intents[0] if intents[0].is_indirect else source.make_indirect(intents[0])
        pdf.Root.OutputIntents = Array([pdf.copy_foreign(first)])


def xmp_packet(identity: Identity, claim: Claim) -> bytes:
    """Gives the XMP packet, written by hand so that the same identity always gives the same bytes."""
    title, author, language = (escape(text) for text in (identity.title, identity.author, identity.language))
    moment = f"{identity.date.isoformat()}T00:00:00Z"
    optional = ""
    if identity.subject:
        optional += f"<dc:description>{_alternative(escape(identity.subject))}</dc:description>\n"
    if identity.keywords:
        optional += f"<pdf:Keywords>{escape(', '.join(identity.keywords))}</pdf:Keywords>\n"
    body = f"""<dc:format>application/pdf</dc:format>
<dc:title>{_alternative(title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{optional}<pdf:Producer>{CREATOR}</pdf:Producer>
<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
{_claims(claim)}"""
    return PACKET.format(body=body, extension=PDFUA_EXTENSION if claim.pdfa_part and claim.pdfua_part else "").encode()


def claim_packet(claim: Claim, title: str) -> bytes:
    """Gives an XMP packet that says the norms a file follows, and its title (already escaped): PDF/UA wants one."""
    extension = PDFUA_EXTENSION if claim.pdfa_part and claim.pdfua_part else ""
    body = f"<dc:title>{_alternative(title)}</dc:title>\n{_claims(claim)}"
    return PACKET.format(body=body, extension=extension).encode()


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>'


def _claims(claim: Claim) -> str:
    lines = ""
    if claim.pdfa_part:
        lines += f"<pdfaid:part>{claim.pdfa_part}</pdfaid:part>\n"
        lines += f"<pdfaid:conformance>{claim.pdfa_conformance}</pdfaid:conformance>\n"
    if claim.pdfua_part:
        lines += f"<pdfuaid:part>{claim.pdfua_part}</pdfuaid:part>\n"
    return lines


def _property(packet: bytes, name: bytes) -> str:
    """Reads a simple property written as an element or as an attribute."""
    found = re.search(re.escape(name) + rb"""\s*(?:>|=\s*["'])\s*(\w+)""", packet)
    return found[1].decode("ascii", "replace") if found else ""


def _intent_name(pdf: Pdf) -> str:
    intents = pdf.Root.get("/OutputIntents")
    first: Object | None = intents[0] if isinstance(intents, Array) and len(intents) else None
    return str(first.get("/OutputConditionIdentifier", "")) if isinstance(first, Dictionary) else ""


PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{body}</rdf:Description>
{extension}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

# PDF/A knows only its own schemas; the PDF/UA one must be described inside the packet (ISO 19005-2, 6.6.2.3).
PDFUA_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
