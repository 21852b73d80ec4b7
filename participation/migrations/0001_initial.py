import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0002_initial"),
        ("files", "0001_initial"),
        ("municipality", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
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
                    "slug",
                    models.SlugField(
                        max_length=100, unique=True, verbose_name="address"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("public_discussion", "public discussion"),
                            ("public_meeting", "public meeting"),
                            ("working_group", "working group"),
                            ("draft_opinion", "opinion on a draft decision"),
                            ("budget", "budget proposals"),
                            ("planning", "development planning"),
                            ("survey", "survey"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("initiation", "the idea"),
                            ("drafting", "drafting"),
                            ("decision", "the decision"),
                            ("implementation", "implementation"),
                            ("monitoring", "monitoring and evaluation"),
                            ("update", "renewal"),
                        ],
                        max_length=15,
                        verbose_name="stage of the decision",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("informing", "informing"),
                            ("consulting", "consulting"),
                            ("involving", "involving"),
                            ("cooperating", "cooperating"),
                        ],
                        max_length=12,
                        verbose_name="participation level",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="Two or three sentences: why it matters to residents.",
                        verbose_name="in short",
                    ),
                ),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
                (
                    "can_change",
                    models.TextField(blank=True, verbose_name="what can still change"),
                ),
                (
                    "cannot_change",
                    models.TextField(
                        blank=True, verbose_name="what can no longer change"
                    ),
                ),
                (
                    "how_to_take_part",
                    models.TextField(blank=True, verbose_name="how to take part"),
                ),
                (
                    "easy_summary",
                    models.TextField(blank=True, verbose_name="in easy language"),
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
                    "legal_basis",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="legal basis"
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "decision_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="day of the decision"
                    ),
                ),
                (
                    "answers_by",
                    models.DateField(
                        blank=True, null=True, verbose_name="all is answered by"
                    ),
                ),
                (
                    "result",
                    models.TextField(blank=True, verbose_name="what came of it"),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="published"
                    ),
                ),
                ("joint_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "represented_count",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                (
                    "individual_count",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                (
                    "answered_count",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                (
                    "neighbourhoods",
                    models.ManyToManyField(
                        blank=True,
                        related_name="consultations",
                        to="communities.neighbourhood",
                        verbose_name="neighbourhoods concerned",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipality.unit",
                        verbose_name="responsible unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "consultation",
                "verbose_name_plural": "consultations",
                "ordering": ["-closes_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ConsultationEvent",
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
                        db_index=False, max_length=100, verbose_name="address"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("public_discussion", "public discussion"),
                            ("public_meeting", "public meeting"),
                            ("working_group", "working group"),
                            ("draft_opinion", "opinion on a draft decision"),
                            ("budget", "budget proposals"),
                            ("planning", "development planning"),
                            ("survey", "survey"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("initiation", "the idea"),
                            ("drafting", "drafting"),
                            ("decision", "the decision"),
                            ("implementation", "implementation"),
                            ("monitoring", "monitoring and evaluation"),
                            ("update", "renewal"),
                        ],
                        max_length=15,
                        verbose_name="stage of the decision",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("informing", "informing"),
                            ("consulting", "consulting"),
                            ("involving", "involving"),
                            ("cooperating", "cooperating"),
                        ],
                        max_length=12,
                        verbose_name="participation level",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="Two or three sentences: why it matters to residents.",
                        verbose_name="in short",
                    ),
                ),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="description"),
                ),
                (
                    "can_change",
                    models.TextField(blank=True, verbose_name="what can still change"),
                ),
                (
                    "cannot_change",
                    models.TextField(
                        blank=True, verbose_name="what can no longer change"
                    ),
                ),
                (
                    "how_to_take_part",
                    models.TextField(blank=True, verbose_name="how to take part"),
                ),
                (
                    "easy_summary",
                    models.TextField(blank=True, verbose_name="in easy language"),
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
                    "legal_basis",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="legal basis"
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "decision_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="day of the decision"
                    ),
                ),
                (
                    "answers_by",
                    models.DateField(
                        blank=True, null=True, verbose_name="all is answered by"
                    ),
                ),
                (
                    "result",
                    models.TextField(blank=True, verbose_name="what came of it"),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="published"
                    ),
                ),
                ("joint_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "represented_count",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                (
                    "individual_count",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                (
                    "answered_count",
                    models.PositiveIntegerField(default=0, editable=False),
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
                        to="participation.consultation",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="municipality.unit",
                        verbose_name="responsible unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Forum",
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
                            ("planned", "planned"),
                            ("cancelled", "cancelled"),
                            ("closed", "closed"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("held_at", models.DateTimeField(verbose_name="takes place")),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                ("agenda", models.TextField(blank=True, verbose_name="agenda")),
                (
                    "attendance",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="people who came"
                    ),
                ),
                ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                (
                    "lessons",
                    models.TextField(blank=True, verbose_name="what we learned"),
                ),
                (
                    "ten_steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            validators=[
                                django.core.validators.MinValueValidator(1),
                                django.core.validators.MaxValueValidator(10),
                            ]
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="of the ten steps, done",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed"),
                ),
                (
                    "communities",
                    models.ManyToManyField(
                        blank=True,
                        related_name="forums",
                        to="communities.community",
                        verbose_name="communities",
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forums",
                        to="communities.neighbourhood",
                        verbose_name="neighbourhood",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipality.unit",
                        verbose_name="responsible unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "residents' forum",
                "verbose_name_plural": "residents' forums",
                "ordering": ["-held_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ForumEvent",
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
                            ("planned", "planned"),
                            ("cancelled", "cancelled"),
                            ("closed", "closed"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("held_at", models.DateTimeField(verbose_name="takes place")),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                ("agenda", models.TextField(blank=True, verbose_name="agenda")),
                (
                    "attendance",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="people who came"
                    ),
                ),
                ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                (
                    "lessons",
                    models.TextField(blank=True, verbose_name="what we learned"),
                ),
                (
                    "ten_steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            validators=[
                                django.core.validators.MinValueValidator(1),
                                django.core.validators.MaxValueValidator(10),
                            ]
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="of the ten steps, done",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed"),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="participation.forum",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="municipality.unit",
                        verbose_name="responsible unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Opinion",
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
                    "voice",
                    models.CharField(
                        choices=[("individual", "individual"), ("joint", "joint")],
                        default="individual",
                        max_length=12,
                        verbose_name="voice",
                    ),
                ),
                (
                    "author_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="author's name"
                    ),
                ),
                (
                    "author_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="author's e-mail"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("lv", "Latviešu"), ("en", "English")],
                        default="lv",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "publish_name",
                    models.BooleanField(default=False, verbose_name="publish the name"),
                ),
                (
                    "residents_represented",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="speaks for residents"
                    ),
                ),
                (
                    "how_agreed",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how it was agreed"
                    ),
                ),
                ("text", models.TextField(verbose_name="opinion")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "web"),
                            ("paper", "paper"),
                            ("phone", "phone"),
                            ("meeting", "meeting"),
                            ("email", "e-mail"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="came by",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "waits for confirmation"),
                            ("received", "received"),
                            ("answered", "answered"),
                            ("withdrawn", "withdrawn"),
                            ("hidden", "hidden by moderation"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("submitted_at", models.DateTimeField(verbose_name="sent")),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="confirmed"
                    ),
                ),
                (
                    "hidden_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why hidden"
                    ),
                ),
                (
                    "form_token",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.file",
                        verbose_name="attachment",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="opinions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="participation.consultation",
                        verbose_name="consultation",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="typed in by",
                    ),
                ),
            ],
            options={
                "verbose_name": "opinion",
                "verbose_name_plural": "opinions",
                "ordering": ["-submitted_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
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
                            ("taken", "taken into account"),
                            ("partly", "partly taken into account"),
                            ("not_taken", "not taken into account"),
                            ("planned", "a solution is planned"),
                            ("passed_on", "passed on to another body"),
                            ("explained", "explained"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "next_step",
                    models.TextField(blank=True, verbose_name="what happens next"),
                ),
                (
                    "no_next_step",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why nothing follows"
                    ),
                ),
                (
                    "legal_reference",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="norm or document"
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="published"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipality.unit",
                        verbose_name="answered by",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "opinion",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="participation.opinion",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["-published_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OpinionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "voice",
                    models.CharField(
                        choices=[("individual", "individual"), ("joint", "joint")],
                        default="individual",
                        max_length=12,
                        verbose_name="voice",
                    ),
                ),
                (
                    "author_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="author's name"
                    ),
                ),
                (
                    "author_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="author's e-mail"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("lv", "Latviešu"), ("en", "English")],
                        default="lv",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "publish_name",
                    models.BooleanField(default=False, verbose_name="publish the name"),
                ),
                (
                    "residents_represented",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="speaks for residents"
                    ),
                ),
                (
                    "how_agreed",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how it was agreed"
                    ),
                ),
                ("text", models.TextField(verbose_name="opinion")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "web"),
                            ("paper", "paper"),
                            ("phone", "phone"),
                            ("meeting", "meeting"),
                            ("email", "e-mail"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="came by",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "waits for confirmation"),
                            ("received", "received"),
                            ("answered", "answered"),
                            ("withdrawn", "withdrawn"),
                            ("hidden", "hidden by moderation"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("submitted_at", models.DateTimeField(verbose_name="sent")),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="confirmed"
                    ),
                ),
                (
                    "hidden_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why hidden"
                    ),
                ),
                ("form_token", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="files.file",
                        verbose_name="attachment",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="participation.consultation",
                        verbose_name="consultation",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="typed in by",
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
                        to="participation.opinion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Submission",
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
                            ("proposal", "proposal"),
                            ("submission", "submission"),
                            ("information_request", "information request"),
                            ("reaction", "reaction to a decision"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "need",
                    models.TextField(
                        blank=True,
                        verbose_name="what is the need and whom does it concern",
                    ),
                ),
                (
                    "own_part",
                    models.TextField(
                        blank=True, verbose_name="what we can do ourselves"
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[("individual", "individual"), ("joint", "joint")],
                        default="individual",
                        max_length=12,
                        verbose_name="voice",
                    ),
                ),
                (
                    "residents_represented",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="speaks for residents"
                    ),
                ),
                (
                    "how_agreed",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how it was agreed"
                    ),
                ),
                (
                    "author_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="author's name"
                    ),
                ),
                (
                    "author_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="author's e-mail"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("lv", "Latviešu"), ("en", "English")],
                        default="lv",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "web"),
                            ("paper", "paper"),
                            ("phone", "phone"),
                            ("meeting", "meeting"),
                            ("email", "e-mail"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="came by",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("examined", "being examined"),
                            ("answered", "answered"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="received")),
                (
                    "form_token",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="submissions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="participation.forum",
                        verbose_name="made at the forum",
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="communities.neighbourhood",
                        verbose_name="neighbourhood",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipality.unit",
                        verbose_name="responsible unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "submission",
                "verbose_name_plural": "submissions and proposals",
                "ordering": ["-received_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AnswerEvent",
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
                            ("taken", "taken into account"),
                            ("partly", "partly taken into account"),
                            ("not_taken", "not taken into account"),
                            ("planned", "a solution is planned"),
                            ("passed_on", "passed on to another body"),
                            ("explained", "explained"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "next_step",
                    models.TextField(blank=True, verbose_name="what happens next"),
                ),
                (
                    "no_next_step",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why nothing follows"
                    ),
                ),
                (
                    "legal_reference",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="norm or document"
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="published"
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
                        to="participation.answer",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="municipality.unit",
                        verbose_name="answered by",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="participation.opinion",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="participation.submission",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="answer",
            name="submission",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answer",
                to="participation.submission",
            ),
        ),
        migrations.CreateModel(
            name="SubmissionEvent",
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
                            ("proposal", "proposal"),
                            ("submission", "submission"),
                            ("information_request", "information request"),
                            ("reaction", "reaction to a decision"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "need",
                    models.TextField(
                        blank=True,
                        verbose_name="what is the need and whom does it concern",
                    ),
                ),
                (
                    "own_part",
                    models.TextField(
                        blank=True, verbose_name="what we can do ourselves"
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[("individual", "individual"), ("joint", "joint")],
                        default="individual",
                        max_length=12,
                        verbose_name="voice",
                    ),
                ),
                (
                    "residents_represented",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="speaks for residents"
                    ),
                ),
                (
                    "how_agreed",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how it was agreed"
                    ),
                ),
                (
                    "author_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="author's name"
                    ),
                ),
                (
                    "author_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="author's e-mail"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("lv", "Latviešu"), ("en", "English")],
                        default="lv",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "web"),
                            ("paper", "paper"),
                            ("phone", "phone"),
                            ("meeting", "meeting"),
                            ("email", "e-mail"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="came by",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("examined", "being examined"),
                            ("answered", "answered"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="received")),
                ("form_token", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="communities.community",
                        verbose_name="community",
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="participation.forum",
                        verbose_name="made at the forum",
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
                        to="participation.submission",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="municipality.unit",
                        verbose_name="responsible unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                condition=models.Q(("state", "published")),
                fields=["closes_at", "id"],
                name="consultation_open",
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                fields=["-closes_at", "-id"], name="consultation_recent"
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                name="consultation_closes_after_it_opens",
                violation_error_message="The closing must be later than the opening.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(
                        ("can_change", ""),
                        ("how_to_take_part", ""),
                        _connector="OR",
                        _negated=True,
                    ),
                    _connector="OR",
                ),
                name="consultation_published_says_how",
                violation_error_message="Say what can still change and how to take part before publishing.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_consultationevent" ("answered_count", "answers_by", "can_change", "cannot_change", "closes_at", "contact_email", "contact_phone", "contact_post", "created_at", "decision_on", "description", "easy_summary", "how_to_take_part", "id", "individual_count", "joint_count", "kind", "legal_basis", "level", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "represented_count", "result", "slug", "stage", "state", "summary", "title", "unit_id", "updated_at") VALUES (NEW."answered_count", NEW."answers_by", NEW."can_change", NEW."cannot_change", NEW."closes_at", NEW."contact_email", NEW."contact_phone", NEW."contact_post", NEW."created_at", NEW."decision_on", NEW."description", NEW."easy_summary", NEW."how_to_take_part", NEW."id", NEW."individual_count", NEW."joint_count", NEW."kind", NEW."legal_basis", NEW."level", NEW."opens_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."represented_count", NEW."result", NEW."slug", NEW."stage", NEW."state", NEW."summary", NEW."title", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                    hash="866d1154656c9f82ff01a1871737a6af5cced5b4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cdf80",
                    table="participation_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "participation_consultationevent" ("answered_count", "answers_by", "can_change", "cannot_change", "closes_at", "contact_email", "contact_phone", "contact_post", "created_at", "decision_on", "description", "easy_summary", "how_to_take_part", "id", "individual_count", "joint_count", "kind", "legal_basis", "level", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "represented_count", "result", "slug", "stage", "state", "summary", "title", "unit_id", "updated_at") VALUES (NEW."answered_count", NEW."answers_by", NEW."can_change", NEW."cannot_change", NEW."closes_at", NEW."contact_email", NEW."contact_phone", NEW."contact_post", NEW."created_at", NEW."decision_on", NEW."description", NEW."easy_summary", NEW."how_to_take_part", NEW."id", NEW."individual_count", NEW."joint_count", NEW."kind", NEW."legal_basis", NEW."level", NEW."opens_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."represented_count", NEW."result", NEW."slug", NEW."stage", NEW."state", NEW."summary", NEW."title", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                    hash="e18a487ce9e0fcd43ff40855f069f9205ea32c23",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aa962",
                    table="participation_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_consultationevent" ("answered_count", "answers_by", "can_change", "cannot_change", "closes_at", "contact_email", "contact_phone", "contact_post", "created_at", "decision_on", "description", "easy_summary", "how_to_take_part", "id", "individual_count", "joint_count", "kind", "legal_basis", "level", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "represented_count", "result", "slug", "stage", "state", "summary", "title", "unit_id", "updated_at") VALUES (OLD."answered_count", OLD."answers_by", OLD."can_change", OLD."cannot_change", OLD."closes_at", OLD."contact_email", OLD."contact_phone", OLD."contact_post", OLD."created_at", OLD."decision_on", OLD."description", OLD."easy_summary", OLD."how_to_take_part", OLD."id", OLD."individual_count", OLD."joint_count", OLD."kind", OLD."legal_basis", OLD."level", OLD."opens_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."represented_count", OLD."result", OLD."slug", OLD."stage", OLD."state", OLD."summary", OLD."title", OLD."unit_id", OLD."updated_at"); RETURN NULL;',
                    hash="35c74286d44a1f6ba4c405a54fd7dd142b03f534",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ebfb2",
                    table="participation_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="43756c2e07daa285158fc95f45c799bde3665992",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_90e6e",
                    table="participation_consultationevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="forum",
            index=models.Index(fields=["-held_at", "-id"], name="forum_recent"),
        ),
        migrations.AddIndex(
            model_name="forum",
            index=models.Index(
                fields=["neighbourhood", "-held_at"], name="forum_neighbourhood"
            ),
        ),
        migrations.AddConstraint(
            model_name="forum",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(
                        ("attendance__isnull", False),
                        ("closed_at__isnull", False),
                        models.Q(
                            ("minutes", ""),
                            ("lessons", ""),
                            _connector="OR",
                            _negated=True,
                        ),
                    ),
                    _connector="OR",
                ),
                name="forum_closed_is_complete",
                violation_error_message="To close a forum give its minutes, the number of people and what was learned.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forum",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_forumevent" ("agenda", "attendance", "closed_at", "created_at", "held_at", "id", "lessons", "minutes", "neighbourhood_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "slug", "state", "ten_steps", "title", "unit_id", "updated_at") VALUES (NEW."agenda", NEW."attendance", NEW."closed_at", NEW."created_at", NEW."held_at", NEW."id", NEW."lessons", NEW."minutes", NEW."neighbourhood_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."slug", NEW."state", NEW."ten_steps", NEW."title", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                    hash="112845d64baf5d7da65eebb8e2329535686d39ea",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c6e2a",
                    table="participation_forum",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forum",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "participation_forumevent" ("agenda", "attendance", "closed_at", "created_at", "held_at", "id", "lessons", "minutes", "neighbourhood_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "slug", "state", "ten_steps", "title", "unit_id", "updated_at") VALUES (NEW."agenda", NEW."attendance", NEW."closed_at", NEW."created_at", NEW."held_at", NEW."id", NEW."lessons", NEW."minutes", NEW."neighbourhood_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."slug", NEW."state", NEW."ten_steps", NEW."title", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                    hash="bff9c6dbabb2bf0a3d8146603c0ef0c9204d9e75",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6cce3",
                    table="participation_forum",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forum",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_forumevent" ("agenda", "attendance", "closed_at", "created_at", "held_at", "id", "lessons", "minutes", "neighbourhood_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "slug", "state", "ten_steps", "title", "unit_id", "updated_at") VALUES (OLD."agenda", OLD."attendance", OLD."closed_at", OLD."created_at", OLD."held_at", OLD."id", OLD."lessons", OLD."minutes", OLD."neighbourhood_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."slug", OLD."state", OLD."ten_steps", OLD."title", OLD."unit_id", OLD."updated_at"); RETURN NULL;',
                    hash="369b4843fb118e4e2653925772895d99ed404a17",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cdbcd",
                    table="participation_forum",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forumevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2ab4068edcb18b7dfa727074e07f74f15fc68520",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a1a60",
                    table="participation_forumevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="opinion",
            index=models.Index(
                fields=["consultation", "-voice", "-submitted_at", "-id"],
                name="opinion_of_consultation",
            ),
        ),
        migrations.AddIndex(
            model_name="opinion",
            index=models.Index(
                fields=["author", "-submitted_at"], name="opinion_author"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "^\\s*(\\S\\s*){1,}$")),
                name="opinion_not_blank",
                violation_error_message="Write your opinion.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("residents_represented__isnull", True), ("voice", "individual")
                    ),
                    models.Q(
                        ("community__isnull", False),
                        ("residents_represented__gte", 2),
                        ("voice", "joint"),
                        models.Q(("how_agreed", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="opinion_joint_names_its_voices",
                violation_error_message="A joint opinion names its community, how it was agreed and how many it speaks for.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("unconfirmed", "withdrawn")),
                    ("confirmed_at__isnull", False),
                    _connector="OR",
                ),
                name="opinion_counts_when_confirmed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_opinionevent" ("attachment_id", "author_email", "author_id", "author_name", "channel", "community_id", "confirmed_at", "consultation_id", "created_at", "entered_by_id", "form_token", "hidden_reason", "how_agreed", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_name", "residents_represented", "state", "submitted_at", "text", "updated_at", "voice") VALUES (NEW."attachment_id", NEW."author_email", NEW."author_id", NEW."author_name", NEW."channel", NEW."community_id", NEW."confirmed_at", NEW."consultation_id", NEW."created_at", NEW."entered_by_id", NEW."form_token", NEW."hidden_reason", NEW."how_agreed", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publish_name", NEW."residents_represented", NEW."state", NEW."submitted_at", NEW."text", NEW."updated_at", NEW."voice"); RETURN NULL;',
                    hash="e56e7e49230d072c5eefb9bbada9b3c45fb82a87",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8f7ea",
                    table="participation_opinion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "participation_opinionevent" ("attachment_id", "author_email", "author_id", "author_name", "channel", "community_id", "confirmed_at", "consultation_id", "created_at", "entered_by_id", "form_token", "hidden_reason", "how_agreed", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_name", "residents_represented", "state", "submitted_at", "text", "updated_at", "voice") VALUES (NEW."attachment_id", NEW."author_email", NEW."author_id", NEW."author_name", NEW."channel", NEW."community_id", NEW."confirmed_at", NEW."consultation_id", NEW."created_at", NEW."entered_by_id", NEW."form_token", NEW."hidden_reason", NEW."how_agreed", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publish_name", NEW."residents_represented", NEW."state", NEW."submitted_at", NEW."text", NEW."updated_at", NEW."voice"); RETURN NULL;',
                    hash="cfb84e3985b7cebd9a30d2fab618f4d736ccf723",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6484d",
                    table="participation_opinion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_opinionevent" ("attachment_id", "author_email", "author_id", "author_name", "channel", "community_id", "confirmed_at", "consultation_id", "created_at", "entered_by_id", "form_token", "hidden_reason", "how_agreed", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_name", "residents_represented", "state", "submitted_at", "text", "updated_at", "voice") VALUES (OLD."attachment_id", OLD."author_email", OLD."author_id", OLD."author_name", OLD."channel", OLD."community_id", OLD."confirmed_at", OLD."consultation_id", OLD."created_at", OLD."entered_by_id", OLD."form_token", OLD."hidden_reason", OLD."how_agreed", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publish_name", OLD."residents_represented", OLD."state", OLD."submitted_at", OLD."text", OLD."updated_at", OLD."voice"); RETURN NULL;',
                    hash="6bd6fd78f2705c3ac9a2533f4585071eba3e5ae4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_064c4",
                    table="participation_opinion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ea0cddc6af44a4b7916ccb4fd6b8a386ca5e5a26",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4f2d3",
                    table="participation_opinionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=["-received_at", "-id"], name="submission_recent"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=["neighbourhood", "-received_at"],
                name="submission_neighbourhood",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=["author", "-received_at"], name="submission_author"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "^\\s*(\\S\\s*){1,}$")),
                name="submission_not_blank",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voice", "individual"),
                    models.Q(
                        ("residents_represented__gte", 2),
                        ("voice", "joint"),
                        models.Q(("how_agreed", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="submission_joint_names_its_voices",
                violation_error_message="A joint proposal says how it was agreed and how many it speaks for.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_submissionevent" ("author_email", "author_id", "author_name", "channel", "community_id", "created_at", "form_token", "forum_id", "how_agreed", "id", "kind", "language", "need", "neighbourhood_id", "own_part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "residents_represented", "state", "text", "title", "unit_id", "updated_at", "voice") VALUES (NEW."author_email", NEW."author_id", NEW."author_name", NEW."channel", NEW."community_id", NEW."created_at", NEW."form_token", NEW."forum_id", NEW."how_agreed", NEW."id", NEW."kind", NEW."language", NEW."need", NEW."neighbourhood_id", NEW."own_part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_at", NEW."residents_represented", NEW."state", NEW."text", NEW."title", NEW."unit_id", NEW."updated_at", NEW."voice"); RETURN NULL;',
                    hash="ec5297904a96e6898bceb5c8eaf3c7a2cd6af5f0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d49c1",
                    table="participation_submission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "participation_submissionevent" ("author_email", "author_id", "author_name", "channel", "community_id", "created_at", "form_token", "forum_id", "how_agreed", "id", "kind", "language", "need", "neighbourhood_id", "own_part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "residents_represented", "state", "text", "title", "unit_id", "updated_at", "voice") VALUES (NEW."author_email", NEW."author_id", NEW."author_name", NEW."channel", NEW."community_id", NEW."created_at", NEW."form_token", NEW."forum_id", NEW."how_agreed", NEW."id", NEW."kind", NEW."language", NEW."need", NEW."neighbourhood_id", NEW."own_part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_at", NEW."residents_represented", NEW."state", NEW."text", NEW."title", NEW."unit_id", NEW."updated_at", NEW."voice"); RETURN NULL;',
                    hash="8d7f2f615afc3b001d26746b5449203a2e9918d7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aebb8",
                    table="participation_submission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_submissionevent" ("author_email", "author_id", "author_name", "channel", "community_id", "created_at", "form_token", "forum_id", "how_agreed", "id", "kind", "language", "need", "neighbourhood_id", "own_part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "residents_represented", "state", "text", "title", "unit_id", "updated_at", "voice") VALUES (OLD."author_email", OLD."author_id", OLD."author_name", OLD."channel", OLD."community_id", OLD."created_at", OLD."form_token", OLD."forum_id", OLD."how_agreed", OLD."id", OLD."kind", OLD."language", OLD."need", OLD."neighbourhood_id", OLD."own_part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."received_at", OLD."residents_represented", OLD."state", OLD."text", OLD."title", OLD."unit_id", OLD."updated_at", OLD."voice"); RETURN NULL;',
                    hash="27970a851c6bfa084875d6b93b3cd1fa2157da30",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a8db7",
                    table="participation_submission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9a4209ba7045ac3293c0dcd094c5291448621e5e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c3d86",
                    table="participation_answerevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=["-published_at", "-id"],
                name="answer_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opinion__isnull", False), ("submission__isnull", True)),
                    models.Q(("opinion__isnull", True), ("submission__isnull", False)),
                    _connector="OR",
                ),
                name="answer_has_one_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "^\\s*(\\S\\s*){50,}$")),
                name="answer_has_substance",
                violation_error_message="The reason is too short to explain anything.",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_step", ""), ("no_next_step", ""), _negated=True
                ),
                name="answer_says_what_follows",
                violation_error_message="Say what happens next, or why nothing follows.",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("published_at__isnull", False), ("published_by__isnull", False)
                    ),
                    models.Q(
                        ("published_at__isnull", True), ("published_by__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="answer_publication_whole",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_answerevent" ("created_at", "id", "legal_reference", "next_step", "no_next_step", "opinion_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reason", "submission_id", "unit_id", "updated_at", "written_by_id") VALUES (NEW."created_at", NEW."id", NEW."legal_reference", NEW."next_step", NEW."no_next_step", NEW."opinion_id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."reason", NEW."submission_id", NEW."unit_id", NEW."updated_at", NEW."written_by_id"); RETURN NULL;',
                    hash="219f5af55c45f9a1bdb66a2b4ac8e4ef5c4a56fd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e5a8d",
                    table="participation_answer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "participation_answerevent" ("created_at", "id", "legal_reference", "next_step", "no_next_step", "opinion_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reason", "submission_id", "unit_id", "updated_at", "written_by_id") VALUES (NEW."created_at", NEW."id", NEW."legal_reference", NEW."next_step", NEW."no_next_step", NEW."opinion_id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."reason", NEW."submission_id", NEW."unit_id", NEW."updated_at", NEW."written_by_id"); RETURN NULL;',
                    hash="b3428b0797521a0b4af26d43134b95d95c438cdf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0637e",
                    table="participation_answer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "participation_answerevent" ("created_at", "id", "legal_reference", "next_step", "no_next_step", "opinion_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reason", "submission_id", "unit_id", "updated_at", "written_by_id") VALUES (OLD."created_at", OLD."id", OLD."legal_reference", OLD."next_step", OLD."no_next_step", OLD."opinion_id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."reason", OLD."submission_id", OLD."unit_id", OLD."updated_at", OLD."written_by_id"); RETURN NULL;',
                    hash="5bb9b89f7451a11f59a44431db137df3ca8b0f4c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_695f0",
                    table="participation_answer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submissionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d95360be74f98f9a1d24e3f864e026830355a7cd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ae0d4",
                    table="participation_submissionevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
