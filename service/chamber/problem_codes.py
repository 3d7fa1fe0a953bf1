"""The published code of every error of the library: what a program may rely on. Never renamed, never reused."""

from assembler import errors
from assembler.errors import DossierError

CODES: dict[type[DossierError], str] = {
    errors.SettingsError: "invalid-setting",
    errors.RegionError: "unknown-region",
    errors.CanvasError: "text-too-long-for-canvas",
    errors.UploadError: "unreadable-file",
    errors.WrongKindError: "wrong-kind-of-file",
    errors.EncryptedUploadError: "encrypted-file",
    errors.DamagedUploadError: "damaged-file",
    errors.MacroUploadError: "file-with-macros",
    errors.LargeUploadError: "file-too-large",
    errors.HostileUploadError: "unsafe-file",
    errors.BlockedUploadError: "blocking-findings",
    errors.UnknownNameError: "unknown-name",
    errors.ConsolidationError: "cannot-consolidate",
    errors.VerificationError: "verification-failed",
    errors.StoreError: "store-failed",
    errors.TemplateError: "template-failed",
    errors.ContentsError: "contents-failed",
    errors.AssemblyError: "assembly-failed",
    errors.PartError: "unusable-part",
    errors.UnknownAnchorError: "unknown-anchor",
    errors.ArchiveNameError: "unusable-file-name",
    errors.AttachmentError: "unusable-attachment",
    errors.EncryptedAttachmentError: "encrypted-attachment",
    errors.DamagedAttachmentError: "damaged-attachment",
    errors.LargeAttachmentError: "attachment-too-large",
    errors.DynamicFormError: "dynamic-form",
    errors.ConversionError: "conversion-failed",
    errors.ConverterMissingError: "converter-missing",
    errors.ConversionStoppedError: "conversion-stopped",
    errors.ConversionTimeoutError: "conversion-timeout",
    errors.UnsafeDocumentError: "unsafe-document",
    errors.FontError: "missing-font",
    errors.BrokenOutputError: "broken-conversion",
}


def code_of(kind: type[DossierError]) -> str:
    """Gives the code of an error's class, or of the nearest class above it that has one."""
    return next((CODES[known] for known in kind.__mro__ if known in CODES), "failed")
