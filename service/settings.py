"""What may be set for the service: one declaration, from which the environment is read and the page is written."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assembler.settings import Settings, load_settings
from service.errors import ServiceError
from service.words import translate as _

MIB = 1024 * 1024
SECRETS = Path("/run/secrets")  # where containers put them


class ServiceSettings(BaseSettings):
    """The ``DOSSIER_*`` variables of the service, beside those of the library (``assembler.settings``)."""

    model_config = SettingsConfigDict(env_prefix="DOSSIER_", frozen=True, extra="ignore")

    mode: Literal["production", "demonstration"] = Field(
        "production",
        description="«\u00a0demonstration\u00a0» charge les six territoires et des comptes de démonstration.",
    )
    host: str = Field("127.0.0.1", description="L’adresse où le service écoute.")
    port: int = Field(8000, ge=1, le=65535, description="Le port où le service écoute.")
    public_url: str = Field(
        "",
        description="L’adresse publique du service, pour les liens; en https, les témoins sont «\u00a0Secure\u00a0».",
    )
    database_url: str = Field(
        "", description="La base de données\u00a0: vide pour SQLite sous DOSSIER_HOME, ou «\u00a0postgresql://…\u00a0»."
    )
    secret: str = Field(
        "",
        description="La clé qui signe les témoins; vide, elle est tirée au hasard et gardée sous DOSSIER_HOME.",
        repr=False,
    )
    region: str = Field("gaspesie-iles", description="La région servie.")
    takes_jobs: bool = Field(
        True, description="Faux, «\u00a0dossier serve\u00a0» laisse tous les travaux aux «\u00a0dossier worker\u00a0»."
    )
    makers: int = Field(1, ge=1, le=32, description="Combien de dossiers ce processus assemble à la fois.")
    checkers: int = Field(2, ge=1, le=32, description="Combien de dépôts ce processus vérifie à la fois.")
    upload_limit_mb: int = Field(60, ge=1, description="La taille d’un dépôt entier, en mébioctets.")
    session_hours: int = Field(12, ge=1, description="Combien d’heures dure une connexion sans activité.")
    requests_per_minute: int = Field(240, ge=1, description="Combien de requêtes une personne peut faire par minute.")
    starts_per_minute: int = Field(30, ge=1, description="Combien de travaux une personne peut lancer par minute.")
    memory_limit_mb: int = Field(
        4096, ge=512, description="La mémoire d’un processus qui lit ou assemble, en mébioctets."
    )
    job_deadline_seconds: int = Field(900, ge=10, description="Après combien de secondes un travail est arrêté.")
    takeover_seconds: float = Field(
        30, ge=1, description="Après combien de secondes de silence les travaux d’un processus passent aux autres."
    )
    metrics_token: str = Field(
        "", description="Le jeton demandé par /metrics; vide, seule la machine locale y a droit.", repr=False
    )
    metrics_port: int = Field(
        0, ge=0, le=65535, description="Le port où «\u00a0dossier worker\u00a0» donne ses mesures; 0, aucun."
    )
    trusted_proxies: str = Field(
        "127.0.0.1",
        description="Les mandataires dont on croit l’adresse du visiteur et le https, séparés par des virgules.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Le niveau du journal.")

    @property
    def library(self) -> Settings:
        """The settings of the library: home, offices, deadline of a conversion."""
        return load_settings()

    @property
    def home(self) -> Path:
        """Where the database, the store and the keys live."""
        return self.library.home

    @property
    def database(self) -> str:
        """The database's URL, with its driver."""
        if not self.database_url:
            return f"sqlite:///{self.home / 'dossier.sqlite'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def has_secure_cookies(self) -> bool:
        """True when the service is reached by https."""
        return self.public_url.lower().startswith("https://")


@cache
def load_service_settings(**given: Any) -> ServiceSettings:
    """Gives the service's settings of this process; what is ``given`` comes before the environment.

    A secret may also be a file of ``/run/secrets``, named like its variable. ``ServiceError`` names a variable that
    cannot be used.
    """
    try:
        return ServiceSettings(_secrets_dir=SECRETS if SECRETS.is_dir() else None, **given)
    except ValidationError as error:
        raise ServiceError(_told(error)) from None  # its own words hold the value, which may be a secret


def _told(error: ValidationError) -> str:
    name = str(error.errors()[0]["loc"][-1])
    wanted = ServiceSettings.model_fields[name].description or ""
    return _(
        "Le réglage DOSSIER_{name} ne convient pas. {wanted} Corrigez-le, ou retirez-le\u00a0: il a un défaut."
    ).format(name=name.upper(), wanted=_(wanted))
