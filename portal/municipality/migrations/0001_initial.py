import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import portal.db
import portal.municipality.colour
import portal.municipality.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ui', '0001_database_functions'),
        ('files', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(help_text='As in a letterhead, in the nominative.', max_length=120, verbose_name='name')),
                ('name_genitive', models.CharField(help_text='As in “… decision”: Latvian declines names.', max_length=120, verbose_name='name in the genitive')),
                ('council_name', models.CharField(max_length=120, verbose_name='name of the council')),
                ('registration_number', models.CharField(max_length=11, validators=[portal.municipality.models.validate_registration_number], verbose_name='registration number')),
                ('territory_code', models.CharField(blank=True, max_length=20, validators=[django.core.validators.RegexValidator('^LV\\d{7}$')], verbose_name='territory code (ATVK)')),
                ('address', models.CharField(max_length=200, verbose_name='address')),
                ('place', models.CharField(help_text='Printed before the date.', max_length=80, verbose_name='place of documents')),
                ('phone', models.CharField(max_length=30, verbose_name='phone')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('accent_colour', models.CharField(default='#0b5563', max_length=7, validators=[portal.municipality.colour.validate_accent], verbose_name='accent colour')),
                ('signatory_name', models.CharField(blank=True, max_length=120, verbose_name="signatory's name")),
                ('signatory_post', models.CharField(max_length=120, verbose_name="signatory's post")),
                ('follows_transfers', models.BooleanField(default=True, help_text="The Cabinet's yearly order is binding for the state and recommended to municipalities.", verbose_name='follows transferred working days')),
                ('number_prefix', models.CharField(default='KNP', max_length=6, validators=[django.core.validators.RegexValidator('^[A-Z]{2,6}$')], verbose_name='prefix of receipt numbers')),
                ('reply_hours', models.CharField(blank=True, max_length=120, verbose_name='hours when somebody answers the phone')),
                ('map_latitude', models.FloatField(default=56.85, verbose_name='map centre: latitude')),
                ('map_longitude', models.FloatField(default=24.25, verbose_name='map centre: longitude')),
                ('arms', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.file', verbose_name='coat of arms')),
            ],
            options={
                'verbose_name': 'municipality',
                'verbose_name_plural': 'municipality',
            },
        ),
        migrations.CreateModel(
            name='MunicipalityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(help_text='As in a letterhead, in the nominative.', max_length=120, verbose_name='name')),
                ('name_genitive', models.CharField(help_text='As in “… decision”: Latvian declines names.', max_length=120, verbose_name='name in the genitive')),
                ('council_name', models.CharField(max_length=120, verbose_name='name of the council')),
                ('registration_number', models.CharField(max_length=11, validators=[portal.municipality.models.validate_registration_number], verbose_name='registration number')),
                ('territory_code', models.CharField(blank=True, max_length=20, validators=[django.core.validators.RegexValidator('^LV\\d{7}$')], verbose_name='territory code (ATVK)')),
                ('address', models.CharField(max_length=200, verbose_name='address')),
                ('place', models.CharField(help_text='Printed before the date.', max_length=80, verbose_name='place of documents')),
                ('phone', models.CharField(max_length=30, verbose_name='phone')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('accent_colour', models.CharField(default='#0b5563', max_length=7, validators=[portal.municipality.colour.validate_accent], verbose_name='accent colour')),
                ('signatory_name', models.CharField(blank=True, max_length=120, verbose_name="signatory's name")),
                ('signatory_post', models.CharField(max_length=120, verbose_name="signatory's post")),
                ('follows_transfers', models.BooleanField(default=True, help_text="The Cabinet's yearly order is binding for the state and recommended to municipalities.", verbose_name='follows transferred working days')),
                ('number_prefix', models.CharField(default='KNP', max_length=6, validators=[django.core.validators.RegexValidator('^[A-Z]{2,6}$')], verbose_name='prefix of receipt numbers')),
                ('reply_hours', models.CharField(blank=True, max_length=120, verbose_name='hours when somebody answers the phone')),
                ('map_latitude', models.FloatField(default=56.85, verbose_name='map centre: latitude')),
                ('map_longitude', models.FloatField(default=24.25, verbose_name='map centre: longitude')),
                ('arms', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.file', verbose_name='coat of arms')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='municipality.municipality')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('name_sort', models.GeneratedField(db_persist=True, expression=portal.db.SortKey(models.F('name')), output_field=models.CharField(db_collation='C', max_length=1000))),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='address')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='phone')),
                ('needs_second_look', models.BooleanField(default=False, verbose_name='answers need a second pair of eyes')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('head', models.ForeignKey(blank=True, help_text='Hears of what is overdue.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='headed_units', to=settings.AUTH_USER_MODEL, verbose_name='head of the unit')),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ['name_sort'],
            },
        ),
        migrations.CreateModel(
            name='UnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=60, verbose_name='address')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='phone')),
                ('needs_second_look', models.BooleanField(default=False, verbose_name='answers need a second pair of eyes')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('head', models.ForeignKey(blank=True, db_constraint=False, help_text='Hears of what is overdue.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='head of the unit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='municipality.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UnitMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='municipality.unit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL, verbose_name='officer')),
            ],
            options={
                'verbose_name': 'officer of the unit',
                'verbose_name_plural': 'officers of the unit',
            },
        ),
        migrations.AddField(
            model_name='unit',
            name='members',
            field=models.ManyToManyField(related_name='units', through='municipality.UnitMember', to=settings.AUTH_USER_MODEL, verbose_name='officers'),
        ),
        migrations.CreateModel(
            name='UnitMemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='municipality.unitmember')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='municipality.unit')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='officer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='municipality',
            constraint=models.CheckConstraint(condition=models.Q(('pk', 1)), name='municipality_is_one'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='municipality',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "municipality_municipalityevent" ("accent_colour", "address", "arms_id", "council_name", "created_at", "email", "follows_transfers", "id", "map_latitude", "map_longitude", "name", "name_genitive", "number_prefix", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "registration_number", "reply_hours", "signatory_name", "signatory_post", "territory_code", "updated_at", "website") VALUES (NEW."accent_colour", NEW."address", NEW."arms_id", NEW."council_name", NEW."created_at", NEW."email", NEW."follows_transfers", NEW."id", NEW."map_latitude", NEW."map_longitude", NEW."name", NEW."name_genitive", NEW."number_prefix", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."place", NEW."registration_number", NEW."reply_hours", NEW."signatory_name", NEW."signatory_post", NEW."territory_code", NEW."updated_at", NEW."website"); RETURN NULL;', hash='23b51b26084c33a0642b32dce2882ff30473c1fe', operation='INSERT', pgid='pgtrigger_insert_insert_bcf0d', table='municipality_municipality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='municipality',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "municipality_municipalityevent" ("accent_colour", "address", "arms_id", "council_name", "created_at", "email", "follows_transfers", "id", "map_latitude", "map_longitude", "name", "name_genitive", "number_prefix", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "registration_number", "reply_hours", "signatory_name", "signatory_post", "territory_code", "updated_at", "website") VALUES (NEW."accent_colour", NEW."address", NEW."arms_id", NEW."council_name", NEW."created_at", NEW."email", NEW."follows_transfers", NEW."id", NEW."map_latitude", NEW."map_longitude", NEW."name", NEW."name_genitive", NEW."number_prefix", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."place", NEW."registration_number", NEW."reply_hours", NEW."signatory_name", NEW."signatory_post", NEW."territory_code", NEW."updated_at", NEW."website"); RETURN NULL;', hash='c438011dc2ab25f0aa546e6ac935d170035509a6', operation='UPDATE', pgid='pgtrigger_update_update_b1085', table='municipality_municipality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='municipality',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "municipality_municipalityevent" ("accent_colour", "address", "arms_id", "council_name", "created_at", "email", "follows_transfers", "id", "map_latitude", "map_longitude", "name", "name_genitive", "number_prefix", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "place", "registration_number", "reply_hours", "signatory_name", "signatory_post", "territory_code", "updated_at", "website") VALUES (OLD."accent_colour", OLD."address", OLD."arms_id", OLD."council_name", OLD."created_at", OLD."email", OLD."follows_transfers", OLD."id", OLD."map_latitude", OLD."map_longitude", OLD."name", OLD."name_genitive", OLD."number_prefix", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."place", OLD."registration_number", OLD."reply_hours", OLD."signatory_name", OLD."signatory_post", OLD."territory_code", OLD."updated_at", OLD."website"); RETURN NULL;', hash='b56078db569336acfd573fa99d4c1d493e1c3b17', operation='DELETE', pgid='pgtrigger_delete_delete_905e1', table='municipality_municipality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='municipalityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='de96cbde884111f1649c285a6f93a2c639acb796', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6caf8', table='municipality_municipalityevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f5c5bb9d8c577bae641f6f749c0f8fcffced454e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_43e92', table='municipality_unitevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='unitmember',
            constraint=models.UniqueConstraint(fields=('unit', 'user'), name='unit_member_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitmember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "municipality_unitmemberevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id", NEW."user_id"); RETURN NULL;', hash='3bc54af5effc6f13ea6c0d064457c19e9188824b', operation='INSERT', pgid='pgtrigger_insert_insert_9073d', table='municipality_unitmember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitmember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "municipality_unitmemberevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id", NEW."user_id"); RETURN NULL;', hash='f577ae5b22b04d00be05bbceb39c9c3b450178d8', operation='UPDATE', pgid='pgtrigger_update_update_d2126', table='municipality_unitmember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitmember',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "municipality_unitmemberevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_id", OLD."user_id"); RETURN NULL;', hash='c82b0738aa88380d47dad3735fbe78a271829dff', operation='DELETE', pgid='pgtrigger_delete_delete_0b11d', table='municipality_unitmember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "municipality_unitevent" ("created_at", "email", "head_id", "id", "is_active", "name", "needs_second_look", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "updated_at") VALUES (NEW."created_at", NEW."email", NEW."head_id", NEW."id", NEW."is_active", NEW."name", NEW."needs_second_look", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."slug", NEW."updated_at"); RETURN NULL;', hash='594de9d072c4c70e9fcc673e7f681ea351c77f96', operation='INSERT', pgid='pgtrigger_insert_insert_924b7', table='municipality_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."head_id" IS DISTINCT FROM (NEW."head_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."needs_second_look" IS DISTINCT FROM (NEW."needs_second_look") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))', func='INSERT INTO "municipality_unitevent" ("created_at", "email", "head_id", "id", "is_active", "name", "needs_second_look", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "updated_at") VALUES (NEW."created_at", NEW."email", NEW."head_id", NEW."id", NEW."is_active", NEW."name", NEW."needs_second_look", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."slug", NEW."updated_at"); RETURN NULL;', hash='3c08626a5f18911d2f51e2f21efdeab47c26510a', operation='UPDATE', pgid='pgtrigger_update_update_203d5', table='municipality_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "municipality_unitevent" ("created_at", "email", "head_id", "id", "is_active", "name", "needs_second_look", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "updated_at") VALUES (OLD."created_at", OLD."email", OLD."head_id", OLD."id", OLD."is_active", OLD."name", OLD."needs_second_look", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."slug", OLD."updated_at"); RETURN NULL;', hash='bc9daf5db47a3913b98d8fcc8dfbfc2e9b52e4bc', operation='DELETE', pgid='pgtrigger_delete_delete_f4b31', table='municipality_unit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitmemberevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a5657e9330da4339b9cfd827bcb39b5abe854700', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_555b8', table='municipality_unitmemberevent', when='BEFORE')),
        ),
    ]
