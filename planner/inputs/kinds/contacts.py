"""The table of village contacts: a role and a number a row, several rows a village."""

from typing import Any

from geodata.places import Contact
from planner.inputs.cells import TEXT, VILLAGE_CODE
from planner.inputs.contacts import PHONE
from planner.inputs.forms import Column, Form
from planner.inputs.kinds.columns import required


def _contact(village_code: str, role_en: str, **rest: Any) -> Contact:
    return Contact(role_en=role_en or rest["role_th"], **rest)


CONTACTS = Form(
    kind="contacts",
    file="contacts.csv",
    columns=(
        required("village_code", VILLAGE_CODE, "villages"),
        required("role_th", TEXT),
        Column(name="role_en", cell=TEXT, default=""),
        required("phone", PHONE),
    ),
    make=_contact,
    key=("village_code", "role_th", "phone"),
    values_of=dict,
)
"""A village's rows replace all its contacts together; villages without a row keep theirs."""
