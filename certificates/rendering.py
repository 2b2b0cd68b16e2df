"""From frozen claims to a PDF: the same claims give the same bytes."""

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
import typst

from certificates.addresses import site_url
from certificates.codes import grouped
from certificates.models import Certificate
from core.fonts import FONTS

HERE = Path(__file__).resolve().parent
TEMPLATE = HERE / "pdf" / "certificate.typ"


def certificate_pdf(certificate: Certificate, *, credential: str) -> bytes:
    """A4 landscape, Kazakh and Russian side by side, with a QR code of the check page; ``credential`` is attached."""
    claims, check_url = certificate.claims, site_url("check", certificate.code)
    values = {
        "number": claims["number"],
        "replaces": claims.get("replaces", ""),
        "date": date.fromisoformat(claims["issued_on"]).strftime("%d.%m.%Y"),
        "valid_until": certificate.valid_until.strftime("%d.%m.%Y") if certificate.valid_until else "",
        "hours": str(claims["hours"]),
        "code": grouped(certificate.code),
        "url": check_url,
        "qr": _qr(check_url),
        "credential": credential,
    }
    for name in ("name", "title", "issuer", "signatory"):
        texts = claims.get(name, {})
        for language in ("kk", "ru"):
            values[f"{name}_{language}"] = texts.get(language) or next(iter(texts.values()), "")
    pdf = _compiler().compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=values)
    assert isinstance(pdf, bytes)  # noqa: S101 (a list is for formats of one file a page)
    return pdf


@cache
def _compiler() -> typst.Compiler:
    """One compiler a process: the first certificate pays for the fonts."""
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _qr(text: str) -> str:
    """The QR code as SVG text."""
    buffer = BytesIO()
    segno.make(text, error="m").save(buffer, kind="svg", border=0, xmldecl=False)
    return buffer.getvalue().decode()
