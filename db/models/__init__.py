"""The tables, typed."""

from db.models.analyses import Analysis, Forecast
from db.models.base import Base, now
from db.models.imports import Import, ImportProduct, Refusal
from db.models.jobs import Job, JobState
from db.models.labelling import Answer, CodebookExample, Draw, DrawMember, Lease
from db.models.labels import Capability, Label
from db.models.products import PRECISIONS, Product, ProductChange
from db.models.settings import Revision, Setting
from db.models.training import Epoch, Model, ModelEvent, OutOfFold, Run, Tag
from db.models.views import SavedView

__all__ = [
    "PRECISIONS",
    "Analysis",
    "Answer",
    "Base",
    "Capability",
    "CodebookExample",
    "Draw",
    "DrawMember",
    "Epoch",
    "Forecast",
    "Import",
    "ImportProduct",
    "Job",
    "JobState",
    "Label",
    "Lease",
    "Model",
    "ModelEvent",
    "OutOfFold",
    "Product",
    "ProductChange",
    "Refusal",
    "Revision",
    "Run",
    "SavedView",
    "Setting",
    "Tag",
    "now",
]
