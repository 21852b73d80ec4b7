"""How an empty database gets its tables quickly."""

from collections.abc import Sequence

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory

PARTS = (AddField, AddIndex, AddConstraint)


class AtOnce(Operation):
    """Operations of a squashed migration that change the state together, before the first table is made.

    Django renders every related model anew after each operation; with some hundred models that look at each other an
    empty database would wait minutes for its tables. Here they are rendered once: each table is made in its last shape,
    with the columns, indexes and constraints that later operations add to it, so only these kinds, and operations that
    stand for themselves (triggers, SQL), may be given.
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
        for operation in self.operations:
            if not isinstance(operation, PARTS):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            if isinstance(operation, CreateModel):
                operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Make the tables of an empty database at once"
