import communities.validators
import django.contrib.postgres.fields
import django.core.validators
import portal.db
import portal.municipality.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ui", "0001_database_functions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("memorandum", "cooperation memorandum"),
                            ("participation", "participation contract"),
                            ("delegation", "delegation contract"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(
                        max_length=90, unique=True, verbose_name="address"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "draft published"),
                            ("signing", "being signed"),
                            ("in_force", "in force"),
                            ("terminated", "terminated"),
                            ("expired", "expired"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("summary", models.TextField(verbose_name="in plain words")),
                (
                    "representative_post",
                    models.CharField(
                        max_length=150, verbose_name="the community is represented by"
                    ),
                ),
                (
                    "representative_basis",
                    models.CharField(max_length=150, verbose_name="on the basis of"),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=40, verbose_name="number"),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="draft published"
                    ),
                ),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="signed"),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(verbose_name="valid to")),
            ],
            options={
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "ordering": ["-valid_from", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AgreementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("memorandum", "cooperation memorandum"),
                            ("participation", "participation contract"),
                            ("delegation", "delegation contract"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(
                        db_index=False, max_length=90, verbose_name="address"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "draft published"),
                            ("signing", "being signed"),
                            ("in_force", "in force"),
                            ("terminated", "terminated"),
                            ("expired", "expired"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("summary", models.TextField(verbose_name="in plain words")),
                (
                    "representative_post",
                    models.CharField(
                        max_length=150, verbose_name="the community is represented by"
                    ),
                ),
                (
                    "representative_basis",
                    models.CharField(max_length=150, verbose_name="on the basis of"),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=40, verbose_name="number"),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="draft published"
                    ),
                ),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="signed"),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(verbose_name="valid to")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Clause",
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
                    "block",
                    models.CharField(
                        choices=[
                            ("aim", "Aim"),
                            ("principles", "Principles"),
                            (
                                "municipality_duties",
                                "Rights and duties of the municipality",
                            ),
                            ("community_duties", "Rights and duties of the community"),
                            ("benefits", "Mutual benefits"),
                            ("contacts", "Communication and contacts"),
                            ("term", "Term and review"),
                            ("closing", "Closing provisions"),
                        ],
                        max_length=25,
                        verbose_name="part",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                ("text", models.TextField(verbose_name="text")),
            ],
            options={
                "verbose_name": "clause",
                "verbose_name_plural": "clauses",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                    "party",
                    models.CharField(
                        choices=[
                            ("municipality", "municipality"),
                            ("community", "community"),
                        ],
                        max_length=12,
                        verbose_name="party",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="commitment")),
                ("due_on", models.DateField(verbose_name="by")),
            ],
            options={
                "verbose_name": "commitment",
                "verbose_name_plural": "commitments",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Community",
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
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "name_sort",
                    models.GeneratedField(
                        db_persist=True,
                        expression=portal.db.SortKey(models.F("name")),
                        output_field=models.CharField(
                            db_collation="C", max_length=1000
                        ),
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=80, unique=True, verbose_name="address"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("territorial", "of a place"),
                            ("interest", "of an interest"),
                            ("advocacy", "for a cause"),
                        ],
                        default="territorial",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                (
                    "legal_form",
                    models.CharField(
                        choices=[
                            ("association", "association"),
                            ("foundation", "foundation"),
                            ("informal", "informal group"),
                        ],
                        default="informal",
                        max_length=15,
                        verbose_name="legal form",
                    ),
                ),
                (
                    "registration_number",
                    models.CharField(
                        blank=True,
                        max_length=11,
                        validators=[
                            portal.municipality.models.validate_registration_number
                        ],
                        verbose_name="registration number",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("identified", "identified"),
                            ("forming", "forming"),
                            ("active", "active"),
                            ("inactive", "inactive"),
                        ],
                        default="forming",
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("uniting", models.TextField(verbose_name="what unites us")),
                ("description", models.TextField(blank=True, verbose_name="about us")),
                (
                    "founding_factors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("common_events", "events with a common goal"),
                                ("funded_project", "a fund or a project"),
                                ("place", "a place to meet"),
                                ("celebration", "a shared celebration"),
                                ("problem", "a problem to be solved"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="what we grew out of",
                    ),
                ),
                (
                    "decision_rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consensus", "by consensus"),
                            ("majority", "by majority"),
                            ("other", "another way"),
                        ],
                        max_length=10,
                        verbose_name="how we decide",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="how we keep in touch"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="public e-mail"
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "founded_on",
                    models.DateField(blank=True, null=True, verbose_name="founded"),
                ),
                (
                    "is_ngo_centre",
                    models.BooleanField(default=False, verbose_name="is an NGO centre"),
                ),
                (
                    "residents_united",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="residents united"
                    ),
                ),
                (
                    "residents_united_on",
                    models.DateField(blank=True, null=True, verbose_name="counted on"),
                ),
                (
                    "verified_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="verified"
                    ),
                ),
            ],
            options={
                "verbose_name": "community",
                "verbose_name_plural": "communities",
                "ordering": ["name_sort"],
            },
        ),
        migrations.CreateModel(
            name="CommunityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        db_index=False, max_length=80, verbose_name="address"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("territorial", "of a place"),
                            ("interest", "of an interest"),
                            ("advocacy", "for a cause"),
                        ],
                        default="territorial",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                (
                    "legal_form",
                    models.CharField(
                        choices=[
                            ("association", "association"),
                            ("foundation", "foundation"),
                            ("informal", "informal group"),
                        ],
                        default="informal",
                        max_length=15,
                        verbose_name="legal form",
                    ),
                ),
                (
                    "registration_number",
                    models.CharField(
                        blank=True,
                        max_length=11,
                        validators=[
                            portal.municipality.models.validate_registration_number
                        ],
                        verbose_name="registration number",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("identified", "identified"),
                            ("forming", "forming"),
                            ("active", "active"),
                            ("inactive", "inactive"),
                        ],
                        default="forming",
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("uniting", models.TextField(verbose_name="what unites us")),
                ("description", models.TextField(blank=True, verbose_name="about us")),
                (
                    "founding_factors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("common_events", "events with a common goal"),
                                ("funded_project", "a fund or a project"),
                                ("place", "a place to meet"),
                                ("celebration", "a shared celebration"),
                                ("problem", "a problem to be solved"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="what we grew out of",
                    ),
                ),
                (
                    "decision_rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consensus", "by consensus"),
                            ("majority", "by majority"),
                            ("other", "another way"),
                        ],
                        max_length=10,
                        verbose_name="how we decide",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="how we keep in touch"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="public e-mail"
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "founded_on",
                    models.DateField(blank=True, null=True, verbose_name="founded"),
                ),
                (
                    "is_ngo_centre",
                    models.BooleanField(default=False, verbose_name="is an NGO centre"),
                ),
                (
                    "residents_united",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="residents united"
                    ),
                ),
                (
                    "residents_united_on",
                    models.DateField(blank=True, null=True, verbose_name="counted on"),
                ),
                (
                    "verified_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="verified"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactPerson",
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
                ("post", models.CharField(max_length=120, verbose_name="post or name")),
                ("phone", models.CharField(max_length=30, verbose_name="phone")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("hours", models.CharField(max_length=120, verbose_name="hours")),
                (
                    "hours_per_month",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="hours a month reserved for this"
                    ),
                ),
                (
                    "confirmed_on",
                    models.DateField(verbose_name="confirmed to be correct"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "contact person",
                "verbose_name_plural": "contact persons",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ContactPersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("post", models.CharField(max_length=120, verbose_name="post or name")),
                ("phone", models.CharField(max_length=30, verbose_name="phone")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("hours", models.CharField(max_length=120, verbose_name="hours")),
                (
                    "hours_per_month",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="hours a month reserved for this"
                    ),
                ),
                (
                    "confirmed_on",
                    models.DateField(verbose_name="confirmed to be correct"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Equipment",
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
                    "quantity",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "is_bookable",
                    models.BooleanField(default=False, verbose_name="can be booked"),
                ),
                (
                    "instructions",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how to use it"
                    ),
                ),
            ],
            options={
                "verbose_name": "equipment item",
                "verbose_name_plural": "equipment",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="GoodPractice",
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
                ("title", models.CharField(max_length=90, verbose_name="title")),
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
                (
                    "slug",
                    models.SlugField(
                        max_length=80, unique=True, verbose_name="address"
                    ),
                ),
                ("place", models.CharField(max_length=120, verbose_name="place")),
                (
                    "country",
                    models.CharField(
                        default="LV", max_length=2, verbose_name="country"
                    ),
                ),
                ("challenge", models.TextField(verbose_name="challenge")),
                ("story", models.TextField(verbose_name="what was done")),
                (
                    "figures",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="in numbers"
                    ),
                ),
                ("link", models.URLField(blank=True, verbose_name="link")),
                (
                    "source",
                    models.CharField(
                        max_length=200, verbose_name="source or permission"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "submitted"),
                            ("returned", "sent back"),
                            ("published", "published"),
                        ],
                        default="submitted",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="published"
                    ),
                ),
                (
                    "return_reason",
                    models.TextField(blank=True, verbose_name="why it was sent back"),
                ),
            ],
            options={
                "verbose_name": "good-practice example",
                "verbose_name_plural": "good practice",
                "ordering": ["title_sort"],
            },
        ),
        migrations.CreateModel(
            name="GoodPracticeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("title", models.CharField(max_length=90, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(
                        db_index=False, max_length=80, verbose_name="address"
                    ),
                ),
                ("place", models.CharField(max_length=120, verbose_name="place")),
                (
                    "country",
                    models.CharField(
                        default="LV", max_length=2, verbose_name="country"
                    ),
                ),
                ("challenge", models.TextField(verbose_name="challenge")),
                ("story", models.TextField(verbose_name="what was done")),
                (
                    "figures",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="in numbers"
                    ),
                ),
                ("link", models.URLField(blank=True, verbose_name="link")),
                (
                    "source",
                    models.CharField(
                        max_length=200, verbose_name="source or permission"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "submitted"),
                            ("returned", "sent back"),
                            ("published", "published"),
                        ],
                        default="submitted",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="published"
                    ),
                ),
                (
                    "return_reason",
                    models.TextField(blank=True, verbose_name="why it was sent back"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("leader", "leader"),
                            ("contact", "contact"),
                            ("treasurer", "treasurer"),
                            ("editor", "editor"),
                            ("member", "member"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("accepted_at", models.DateTimeField(verbose_name="since")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="until"),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "ordering": ["community", "accepted_at"],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("leader", "leader"),
                            ("contact", "contact"),
                            ("treasurer", "treasurer"),
                            ("editor", "editor"),
                            ("member", "member"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("accepted_at", models.DateTimeField(verbose_name="since")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="until"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Neighbourhood",
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
                    "name",
                    models.CharField(max_length=120, unique=True, verbose_name="name"),
                ),
                (
                    "name_sort",
                    models.GeneratedField(
                        db_persist=True,
                        expression=portal.db.SortKey(models.F("name")),
                        output_field=models.CharField(
                            db_collation="C", max_length=1000
                        ),
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=80, unique=True, verbose_name="address"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("town", "town"),
                            ("village", "village"),
                            ("parish", "parish"),
                            ("area", "neighbourhood"),
                        ],
                        default="area",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="places within",
                    ),
                ),
                (
                    "is_dense",
                    models.BooleanField(
                        default=False, verbose_name="densely populated"
                    ),
                ),
                (
                    "population",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="residents"
                    ),
                ),
                (
                    "population_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="residents in the year"
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(55.6),
                            django.core.validators.MaxValueValidator(58.1),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(20.8),
                            django.core.validators.MaxValueValidator(28.3),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "is_approximate",
                    models.BooleanField(
                        default=False, verbose_name="place on the map is approximate"
                    ),
                ),
                (
                    "boundary",
                    models.JSONField(
                        blank=True,
                        null=True,
                        validators=[communities.validators.validate_boundary],
                        verbose_name="boundary",
                    ),
                ),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "neighbourhood",
                "verbose_name_plural": "neighbourhoods",
                "ordering": ["name_sort"],
            },
        ),
        migrations.CreateModel(
            name="NeighbourhoodEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        db_index=False, max_length=80, verbose_name="address"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("town", "town"),
                            ("village", "village"),
                            ("parish", "parish"),
                            ("area", "neighbourhood"),
                        ],
                        default="area",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="places within",
                    ),
                ),
                (
                    "is_dense",
                    models.BooleanField(
                        default=False, verbose_name="densely populated"
                    ),
                ),
                (
                    "population",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="residents"
                    ),
                ),
                (
                    "population_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="residents in the year"
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(55.6),
                            django.core.validators.MaxValueValidator(58.1),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(20.8),
                            django.core.validators.MaxValueValidator(28.3),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "is_approximate",
                    models.BooleanField(
                        default=False, verbose_name="place on the map is approximate"
                    ),
                ),
                (
                    "boundary",
                    models.JSONField(
                        blank=True,
                        null=True,
                        validators=[communities.validators.validate_boundary],
                        verbose_name="boundary",
                    ),
                ),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NeighbourhoodPriority",
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
                ("text", models.CharField(max_length=200, verbose_name="priority")),
            ],
            options={
                "verbose_name": "priority",
                "verbose_name_plural": "priorities",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ResourceCentre",
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
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "name_sort",
                    models.GeneratedField(
                        db_persist=True,
                        expression=portal.db.SortKey(models.F("name")),
                        output_field=models.CharField(
                            db_collation="C", max_length=1000
                        ),
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=80, unique=True, verbose_name="address on the web"
                    ),
                ),
                (
                    "is_reference",
                    models.BooleanField(
                        default=False, verbose_name="example from another municipality"
                    ),
                ),
                (
                    "municipality_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="municipality"
                    ),
                ),
                (
                    "setting",
                    models.CharField(
                        choices=[
                            ("indoor", "indoors"),
                            ("outdoor", "outdoors"),
                            ("both", "indoors and outdoors"),
                        ],
                        max_length=10,
                        verbose_name="setting",
                    ),
                ),
                (
                    "host",
                    models.CharField(max_length=200, verbose_name="host and place"),
                ),
                (
                    "street_address",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="address"
                    ),
                ),
                ("description", models.TextField(verbose_name="description")),
                (
                    "opening",
                    models.CharField(blank=True, max_length=200, verbose_name="open"),
                ),
                (
                    "accessibility",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="accessibility"
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(55.6),
                            django.core.validators.MaxValueValidator(58.1),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(20.8),
                            django.core.validators.MaxValueValidator(28.3),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "is_approximate",
                    models.BooleanField(
                        default=False, verbose_name="place on the map is approximate"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "resource centre",
                "verbose_name_plural": "resource centres",
                "ordering": ["name_sort"],
            },
        ),
        migrations.CreateModel(
            name="ResourceCentreEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        db_index=False, max_length=80, verbose_name="address on the web"
                    ),
                ),
                (
                    "is_reference",
                    models.BooleanField(
                        default=False, verbose_name="example from another municipality"
                    ),
                ),
                (
                    "municipality_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="municipality"
                    ),
                ),
                (
                    "setting",
                    models.CharField(
                        choices=[
                            ("indoor", "indoors"),
                            ("outdoor", "outdoors"),
                            ("both", "indoors and outdoors"),
                        ],
                        max_length=10,
                        verbose_name="setting",
                    ),
                ),
                (
                    "host",
                    models.CharField(max_length=200, verbose_name="host and place"),
                ),
                (
                    "street_address",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="address"
                    ),
                ),
                ("description", models.TextField(verbose_name="description")),
                (
                    "opening",
                    models.CharField(blank=True, max_length=200, verbose_name="open"),
                ),
                (
                    "accessibility",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="accessibility"
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(55.6),
                            django.core.validators.MaxValueValidator(58.1),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(20.8),
                            django.core.validators.MaxValueValidator(28.3),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "is_approximate",
                    models.BooleanField(
                        default=False, verbose_name="place on the map is approximate"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Term",
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
                            ("tag", "hashtag"),
                            ("tool", "culture tool"),
                            ("aspect", "resilience aspect"),
                            ("challenge", "challenge"),
                            ("shock", "shock"),
                            ("stress", "stressor"),
                            ("group", "target group"),
                            ("sector", "cultural and creative sector"),
                        ],
                        max_length=20,
                        verbose_name="vocabulary",
                    ),
                ),
                ("slug", models.SlugField(max_length=80, verbose_name="address")),
                ("name", models.CharField(max_length=120, verbose_name="word")),
                (
                    "name_en",
                    models.CharField(max_length=120, verbose_name="word in English"),
                ),
                (
                    "name_sort",
                    models.GeneratedField(
                        db_persist=True,
                        expression=portal.db.SortKey(models.F("name")),
                        output_field=models.CharField(
                            db_collation="C", max_length=1000
                        ),
                    ),
                ),
            ],
            options={
                "verbose_name": "vocabulary word",
                "verbose_name_plural": "vocabularies",
                "ordering": ["kind", "name_sort"],
            },
        ),
    ]
