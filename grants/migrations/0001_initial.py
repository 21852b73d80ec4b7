import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.math
import portal.db
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ui", "0001_database_functions"),
        ("communities", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(
                        max_length=100, unique=True, verbose_name="address"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "announced"),
                            ("evaluation", "evaluation"),
                            ("decided", "decision made"),
                            ("finished", "finished"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("summary", models.TextField(verbose_name="in short")),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="what the money is for"),
                ),
                (
                    "rules",
                    models.TextField(
                        blank=True,
                        help_text="The statute (nolikums) in full.",
                        verbose_name="rules of the call",
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="themes",
                    ),
                ),
                (
                    "eligible_applicants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("association", "associations"),
                                ("foundation", "foundations"),
                                ("informal", "informal groups of residents"),
                                (
                                    "religious",
                                    "religious organisations for community aims",
                                ),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="who may apply",
                    ),
                ),
                (
                    "exclusions",
                    models.TextField(blank=True, verbose_name="who may not apply"),
                ),
                (
                    "ineligible_costs",
                    models.TextField(blank=True, verbose_name="ineligible costs"),
                ),
                (
                    "total",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="money in all",
                    ),
                ),
                (
                    "smallest_grant",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="grant from",
                    ),
                ),
                (
                    "largest_grant",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="grant up to",
                    ),
                ),
                (
                    "intensity",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="The largest share of the project's total that the municipality pays.",
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="aid intensity, %",
                    ),
                ),
                (
                    "admin_cap",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="cap on administration and management, %",
                    ),
                ),
                (
                    "one_per_applicant",
                    models.BooleanField(
                        default=True, verbose_name="one application per applicant"
                    ),
                ),
                (
                    "threshold",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="points needed",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="applications from")),
                ("closes_at", models.DateTimeField(verbose_name="applications until")),
                (
                    "seminar_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="preparation seminar"
                    ),
                ),
                (
                    "seminar_place",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="place of the seminar"
                    ),
                ),
                (
                    "questions_until",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="questions until"
                    ),
                ),
                ("decision_on", models.DateField(verbose_name="decision by")),
                ("implementation_from", models.DateField(verbose_name="projects from")),
                ("implementation_to", models.DateField(verbose_name="projects until")),
                (
                    "equality_answer",
                    models.TextField(
                        blank=True,
                        help_text="S4-118: say how it does not.",
                        verbose_name="does the call favour those who already have staff or premises?",
                    ),
                ),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="where it is announced",
                    ),
                ),
                (
                    "justifications",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="justifications"
                    ),
                ),
                (
                    "contact_post",
                    models.CharField(
                        max_length=120, verbose_name="contact person's post"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(
                        max_length=30, verbose_name="contact person's phone"
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        max_length=254, verbose_name="contact person's e-mail"
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="published"
                    ),
                ),
            ],
            options={
                "verbose_name": "call for projects",
                "verbose_name_plural": "calls for projects",
                "ordering": ["-closes_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CallEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(
                        db_index=False, max_length=100, verbose_name="address"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "announced"),
                            ("evaluation", "evaluation"),
                            ("decided", "decision made"),
                            ("finished", "finished"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("summary", models.TextField(verbose_name="in short")),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="what the money is for"),
                ),
                (
                    "rules",
                    models.TextField(
                        blank=True,
                        help_text="The statute (nolikums) in full.",
                        verbose_name="rules of the call",
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="themes",
                    ),
                ),
                (
                    "eligible_applicants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("association", "associations"),
                                ("foundation", "foundations"),
                                ("informal", "informal groups of residents"),
                                (
                                    "religious",
                                    "religious organisations for community aims",
                                ),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="who may apply",
                    ),
                ),
                (
                    "exclusions",
                    models.TextField(blank=True, verbose_name="who may not apply"),
                ),
                (
                    "ineligible_costs",
                    models.TextField(blank=True, verbose_name="ineligible costs"),
                ),
                (
                    "total",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="money in all",
                    ),
                ),
                (
                    "smallest_grant",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="grant from",
                    ),
                ),
                (
                    "largest_grant",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="grant up to",
                    ),
                ),
                (
                    "intensity",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="The largest share of the project's total that the municipality pays.",
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="aid intensity, %",
                    ),
                ),
                (
                    "admin_cap",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="cap on administration and management, %",
                    ),
                ),
                (
                    "one_per_applicant",
                    models.BooleanField(
                        default=True, verbose_name="one application per applicant"
                    ),
                ),
                (
                    "threshold",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="points needed",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="applications from")),
                ("closes_at", models.DateTimeField(verbose_name="applications until")),
                (
                    "seminar_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="preparation seminar"
                    ),
                ),
                (
                    "seminar_place",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="place of the seminar"
                    ),
                ),
                (
                    "questions_until",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="questions until"
                    ),
                ),
                ("decision_on", models.DateField(verbose_name="decision by")),
                ("implementation_from", models.DateField(verbose_name="projects from")),
                ("implementation_to", models.DateField(verbose_name="projects until")),
                (
                    "equality_answer",
                    models.TextField(
                        blank=True,
                        help_text="S4-118: say how it does not.",
                        verbose_name="does the call favour those who already have staff or premises?",
                    ),
                ),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="where it is announced",
                    ),
                ),
                (
                    "justifications",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="justifications"
                    ),
                ),
                (
                    "contact_post",
                    models.CharField(
                        max_length=120, verbose_name="contact person's post"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(
                        max_length=30, verbose_name="contact person's phone"
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        max_length=254, verbose_name="contact person's e-mail"
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="published"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommissionMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "represents",
                    models.CharField(max_length=150, verbose_name="represents"),
                ),
                ("is_chair", models.BooleanField(default=False, verbose_name="chair")),
            ],
            options={
                "verbose_name": "commission member",
                "verbose_name_plural": "evaluation commission",
                "ordering": ["-is_chair", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CommissionMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "represents",
                    models.CharField(max_length=150, verbose_name="represents"),
                ),
                ("is_chair", models.BooleanField(default=False, verbose_name="chair")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConflictDeclaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "has_conflict",
                    models.BooleanField(verbose_name="conflict of interest"),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what kind"
                    ),
                ),
                ("declared_at", models.DateTimeField(verbose_name="declared")),
            ],
            options={
                "verbose_name": "conflict-of-interest declaration",
                "verbose_name_plural": "conflict-of-interest declarations",
            },
        ),
        migrations.CreateModel(
            name="ConflictDeclarationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "has_conflict",
                    models.BooleanField(verbose_name="conflict of interest"),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what kind"
                    ),
                ),
                ("declared_at", models.DateTimeField(verbose_name="declared")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CostCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "is_administration",
                    models.BooleanField(
                        default=False,
                        verbose_name="counts towards the cap on administration",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="order"),
                ),
            ],
            options={
                "verbose_name": "cost category",
                "verbose_name_plural": "cost categories",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                ("title", models.CharField(max_length=150, verbose_name="criterion")),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="what is judged"),
                ),
                (
                    "maximum",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="points at most",
                    ),
                ),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="weight, %",
                    ),
                ),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("funded", "supported"),
                            ("reserve", "in reserve"),
                            ("rejected", "rejected"),
                        ],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="awarded",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "protocol",
                    models.CharField(
                        max_length=100, verbose_name="minutes, number and date"
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
            },
        ),
        migrations.CreateModel(
            name="DecisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("funded", "supported"),
                            ("reserve", "in reserve"),
                            ("rejected", "rejected"),
                        ],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="awarded",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "protocol",
                    models.CharField(
                        max_length=100, verbose_name="minutes, number and date"
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "total",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="points",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="submitted"
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluation",
                "verbose_name_plural": "evaluations",
            },
        ),
        migrations.CreateModel(
            name="EvaluationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "total",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="points",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="submitted"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InKindRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="what")),
                ("unit", models.CharField(max_length=30, verbose_name="per")),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="EUR",
                    ),
                ),
            ],
            options={
                "verbose_name": "rate in kind",
                "verbose_name_plural": "rates in kind",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "reserved",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="reserved",
                    ),
                ),
            ],
            options={
                "verbose_name": "lot",
                "verbose_name_plural": "lots",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ProjectResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("summary", models.TextField(verbose_name="what was done")),
                (
                    "people_reached",
                    models.PositiveIntegerField(
                        default=0, verbose_name="people reached"
                    ),
                ),
                (
                    "before",
                    models.CharField(blank=True, max_length=200, verbose_name="before"),
                ),
                (
                    "after",
                    models.CharField(blank=True, max_length=200, verbose_name="after"),
                ),
                ("accepted_on", models.DateField(verbose_name="accepted")),
            ],
            options={
                "verbose_name": "result of a project",
                "verbose_name_plural": "results of projects",
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("points", models.PositiveSmallIntegerField(verbose_name="points")),
                ("justification", models.TextField(verbose_name="why")),
            ],
            options={
                "verbose_name": "score",
                "verbose_name_plural": "scores",
                "ordering": ["criterion__position"],
            },
        ),
        migrations.CreateModel(
            name="ScoreEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("points", models.PositiveSmallIntegerField(verbose_name="points")),
                ("justification", models.TextField(verbose_name="why")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("eligible", "eligible"),
                            ("ineligible", "not eligible"),
                            ("evaluated", "evaluated"),
                            ("funded", "supported"),
                            ("reserve", "in reserve"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("closed", "closed"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=90, verbose_name="project"),
                ),
                (
                    "title_sort",
                    models.GeneratedField(
                        db_persist=True,
                        expression=portal.db.SortKey(models.F("title")),
                        output_field=models.CharField(
                            db_collation="C", max_length=1000
                        ),
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="in short")),
                ("need", models.TextField(blank=True, verbose_name="need and reasons")),
                (
                    "involvement",
                    models.TextField(
                        blank=True, verbose_name="how residents are involved"
                    ),
                ),
                (
                    "results",
                    models.TextField(
                        blank=True, verbose_name="results and how they last"
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="begins"),
                ),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="ends"),
                ),
                (
                    "requested",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="requested",
                    ),
                ),
                (
                    "own_money",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="own money",
                    ),
                ),
                (
                    "in_kind",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="in kind",
                    ),
                ),
                (
                    "other_money",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="other funders",
                    ),
                ),
                (
                    "total",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="total",
                    ),
                ),
                (
                    "points",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="points",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="submitted"
                    ),
                ),
                (
                    "ineligible_reason",
                    models.TextField(blank=True, verbose_name="why it is not eligible"),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="communities.community",
                        verbose_name="applicant",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="communities.neighbourhood",
                        verbose_name="neighbourhood",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "application",
                "verbose_name_plural": "applications",
                "ordering": ["-submitted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("data", models.JSONField(default=dict, verbose_name="typed")),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "saved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="saved"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft",
                        to="grants.application",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draft of an application",
                "verbose_name_plural": "drafts of applications",
            },
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("eligible", "eligible"),
                            ("ineligible", "not eligible"),
                            ("evaluated", "evaluated"),
                            ("funded", "supported"),
                            ("reserve", "in reserve"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("closed", "closed"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=90, verbose_name="project"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="in short")),
                ("need", models.TextField(blank=True, verbose_name="need and reasons")),
                (
                    "involvement",
                    models.TextField(
                        blank=True, verbose_name="how residents are involved"
                    ),
                ),
                (
                    "results",
                    models.TextField(
                        blank=True, verbose_name="results and how they last"
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(blank=True, null=True, verbose_name="begins"),
                ),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="ends"),
                ),
                (
                    "requested",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="requested",
                    ),
                ),
                (
                    "own_money",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="own money",
                    ),
                ),
                (
                    "in_kind",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="in kind",
                    ),
                ),
                (
                    "other_money",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="other funders",
                    ),
                ),
                (
                    "total",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        verbose_name="total",
                    ),
                ),
                (
                    "points",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="points",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="submitted"
                    ),
                ),
                (
                    "ineligible_reason",
                    models.TextField(blank=True, verbose_name="why it is not eligible"),
                ),
                (
                    "community",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.community",
                        verbose_name="applicant",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.neighbourhood",
                        verbose_name="neighbourhood",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="grants.application",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cost", "cost"),
                            ("in_kind", "own contribution in kind"),
                            ("own_money", "own money"),
                            ("other_money", "other funders"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                ("item", models.CharField(max_length=200, verbose_name="item")),
                (
                    "unit",
                    models.CharField(blank=True, max_length=30, verbose_name="unit"),
                ),
                (
                    "quantity",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01"))
                        ],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"))
                        ],
                        verbose_name="price",
                    ),
                ),
                (
                    "amount",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.math.Round(
                            django.db.models.expressions.CombinedExpression(
                                models.F("quantity"), "*", models.F("price")
                            ),
                            precision=2,
                        ),
                        output_field=models.DecimalField(
                            decimal_places=2, max_digits=14
                        ),
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budget_lines",
                        to="grants.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "budget line",
                "verbose_name_plural": "budget lines",
                "ordering": ["kind", "position"],
            },
        ),
    ]
