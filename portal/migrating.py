"""How a database gets many tables quickly."""

from collections.abc import Sequence

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory

PARTS = (AddField, AddIndex, AddConstraint)


class AtOnce(Operation):
    """Operations that change the state together.

    Django renders every related model anew after each operation; with some hundred models that look at each other a
    database would wait minutes for its tables. Here they are rendered once: a table made here is made in its last shape,
    with the columns, indexes and constraints that later operations add to it. No operation may undo or repeat another of
    the same group; what reads rows stands outside.
    """

    reversible = False
    category = OperationCategory.MIXED

    def __init__(self, operations: Sequence[Operation]):
        self.operations = operations

    def deconstruct(self):
        return (type(self).__name__, [self.operations], {})

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        made = {operation.name_lower for operation in self.operations if isinstance(operation, CreateModel)}
        for operation in self.operations:
            if not (isinstance(operation, PARTS) and operation.model_name_lower in made):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            if isinstance(operation, CreateModel):
                operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Make many changes at once"
