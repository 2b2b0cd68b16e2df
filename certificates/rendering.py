"""From frozen claims to a PDF: the same claims give the same bytes."""

from datetime import date
from io import BytesIO
from pathlib import Path

import segno

from certificates.addresses import site_url
from certificates.codes import grouped
from certificates.models import Certificate
from core.localisation import pick_language
from core.typesetting import typeset

TEMPLATE = Path(__file__).resolve().parent / "pdf" / "certificate.typ"


def certificate_pdf(certificate: Certificate, *, credential: str) -> bytes:
    """A4 landscape, Kazakh and Russian side by side, with a QR code of the check page; ``credential`` is attached."""
    claims, check_url = certificate.claims, site_url("check", certificate.code)
    values = {
        "number": claims["number"],
        "replaces": claims.get("replaces", ""),
        "issued_on": claims["issued_on"],
        "date": date.fromisoformat(claims["issued_on"]).strftime("%d.%m.%Y"),
        "valid_until": certificate.valid_until.strftime("%d.%m.%Y") if certificate.valid_until else "",
        "hours": str(claims["hours"]),
        "code": grouped(certificate.code),
        "url": check_url,
        "qr": _qr(check_url),
    }
    for name in ("name", "title", "issuer", "signatory"):
        texts = claims.get(name, {})
        for side in ("kk", "ru"):
            spoken = pick_language(texts, side)
            values |= {f"{name}_{side}": texts.get(spoken, ""), f"{name}_{side}_language": spoken}
    return typeset(TEMPLATE, values, attached={"credential": credential}, archived=True)


def _qr(text: str) -> str:
    """The QR code as SVG text."""
    buffer = BytesIO()
    segno.make(text, error="m").save(buffer, kind="svg", border=0, xmldecl=False)
    return buffer.getvalue().decode()
