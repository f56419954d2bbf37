"""Who signs in: an account known by its e-mail address."""

from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class GebruikerManager(UserManager["Gebruiker"]):
    """Makes accounts without a user name."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "Gebruiker":
        if not email:
            raise ValueError("Een account heeft een e-mailadres nodig.")
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **extra: Any
    ) -> "Gebruiker":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class Gebruiker(AbstractUser):
    """An account. What it may see is decided in ``organisaties.rechten``, nowhere else."""

    username = None
    email = models.EmailField(_("e-mailadres"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = GebruikerManager()

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")

    def __str__(self) -> str:
        return self.email
