"""Terms in three languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.localisation import current_language, localised_field


class GlossaryTerm(index.Indexed, models.Model):
    """A term and its definition; one record for all languages."""

    key = models.SlugField(_("code"), unique=True)
    term_ru = models.CharField(_("term (Russian)"), max_length=200)
    term_kk = models.CharField(_("term (Kazakh)"), max_length=200)
    term_en = models.CharField(_("term (English)"), max_length=200)
    abbreviation_ru = models.CharField(_("abbreviation (Russian)"), max_length=20, blank=True)
    abbreviation_kk = models.CharField(_("abbreviation (Kazakh)"), max_length=20, blank=True)
    abbreviation_en = models.CharField(_("abbreviation (English)"), max_length=20, blank=True)
    definition_ru = models.TextField(_("definition (Russian)"), max_length=20_000)
    definition_kk = models.TextField(_("definition (Kazakh)"), max_length=20_000)
    definition_en = models.TextField(_("definition (English)"), max_length=20_000)

    search_fields = [
        index.SearchField("term_ru"),
        index.SearchField("term_kk"),
        index.SearchField("term_en"),
        index.AutocompleteField("term_ru"),
        index.AutocompleteField("term_kk"),
        index.AutocompleteField("term_en"),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.term

    @property
    def term(self) -> str:
        """The term in the reader's language."""
        return localised_field(self, "term")

    @property
    def abbreviation(self) -> str:
        """Its abbreviation in the reader's language, or nothing."""
        return self.abbreviation_in(current_language())

    @property
    def definition(self) -> str:
        """The definition in the reader's language."""
        return localised_field(self, "definition")

    @property
    def names_elsewhere(self) -> list[tuple[str, str]]:
        """``(language, term)`` in the other languages, with the abbreviation where it has one."""
        others = [code for code in ("ru", "kk", "en") if code != current_language()]
        return [(code, self._name_in(code)) for code in others]

    def _name_in(self, language: str) -> str:
        abbreviation, term = self.abbreviation_in(language), localised_field(self, "term", language)
        return f"{term} ({abbreviation})" if abbreviation else term

    def abbreviation_in(self, language: str) -> str:
        """Its abbreviation in that language, or nothing: one of another language would mean nothing there."""
        return {"ru": self.abbreviation_ru, "kk": self.abbreviation_kk, "en": self.abbreviation_en}[language]
