"""Who signs in: an account known by its e-mail address, with one role."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijken.models import Stadsdeel, Wijk

from .organisatie import Organisatie


class GebruikerManager(UserManager["Gebruiker"]):
    """Makes accounts without a user name."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "Gebruiker":
        if not email:
            raise ValueError("Een account heeft een e-mailadres nodig.")
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        if "rol" in extra:
            user.geef_rol(extra["rol"])
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **extra: Any
    ) -> "Gebruiker":
        return self.create_user(email, password, rol=Gebruiker.Rol.BEHEERDER, **extra)


class Gebruiker(AbstractUser):
    """An account. What it may see and do is decided in ``organisaties.rechten``, nowhere else.

    ``wijken`` and ``stadsdelen`` are those of a kwartiermaker; ``organisaties`` are the entries
    that the account keeps true for its organisation, whatever its role.
    """

    class Rol(models.TextChoices):
        WACHT = "wacht", _("Wacht op toelating")
        PROFESSIONAL = "professional", _("Professional")
        ORGANISATIE = "organisatie", _("Contact van een organisatie")
        KWARTIERMAKER = "kwartiermaker", _("Kwartiermaker")
        BEHEERDER = "beheerder", _("Beheerder")

    STAF = (Rol.KWARTIERMAKER, Rol.BEHEERDER)  # who work in the management site

    username = None
    email = models.EmailField(_("e-mailadres"), unique=True)
    rol = models.CharField(_("rol"), max_length=15, choices=Rol.choices, default=Rol.WACHT)
    werkplek = models.CharField(_("werkt bij"), max_length=150, blank=True)
    wijken = models.ManyToManyField(
        Wijk, blank=True, related_name="kwartiermakers", verbose_name=_("wijken")
    )
    stadsdelen = models.ManyToManyField(
        Stadsdeel, blank=True, related_name="kwartiermakers", verbose_name=_("stadsdelen")
    )
    organisaties = models.ManyToManyField(
        Organisatie, blank=True, related_name="bewerkers", verbose_name=_("houdt bij")
    )
    toegelaten_op = models.DateTimeField(_("toegelaten op"), null=True, blank=True)
    toegelaten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("toegelaten door"),
    )
    weekbericht = models.BooleanField(_("krijgt het weekbericht"), default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    # Lowered by ``kaart.middleware`` for a session without the second factor that its role asks.
    sterk = True

    objects = GebruikerManager()

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")

    def __str__(self) -> str:
        return self.email

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Hold rights of Django's own to the second factor as well."""
        return self.sterk and super().has_perm(perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        return self.sterk and super().has_module_perms(app_label)

    def geef_rol(self, rol: str) -> None:
        """Set the role, and with it what Django itself asks; the caller saves."""
        self.rol = rol
        self.is_staff = rol in self.STAF
        self.is_superuser = rol == self.Rol.BEHEERDER

    def laat_toe(self, rol: str, door: "Gebruiker | None" = None) -> None:
        """Give a role and note who did and when; the caller saves."""
        self.geef_rol(rol)
        self.toegelaten_op, self.toegelaten_door = timezone.now(), door


class Maildomein(models.Model):
    """A mail domain whose users are let in as professionals: of an employer, never of a provider.

    Matches the whole part after the @; a subdomain is another domain.
    """

    domein = models.CharField(
        _("domein"),
        max_length=100,
        unique=True,
        help_text=_("Het deel na het apenstaartje, zoals denhaag.nl."),
    )
    toelichting = models.CharField(_("van wie"), max_length=150, blank=True)
    goedgekeurd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    goedgekeurd_op = models.DateTimeField(_("goedgekeurd op"), default=timezone.now)

    class Meta:
        verbose_name = _("maildomein")
        verbose_name_plural = _("maildomeinen")
        ordering = ["domein"]

    def __str__(self) -> str:
        return self.domein
