import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('municipality', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL('CREATE SEQUENCE portal_receipt_number', 'DROP SEQUENCE portal_receipt_number'),
        migrations.CreateModel(
            name='LegalRuleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(max_length=60, verbose_name='code')),
                ('title', models.CharField(max_length=200, verbose_name='what it says')),
                ('title_en', models.CharField(max_length=200, verbose_name='what it says, in English')),
                ('value', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='value')),
                ('unit', models.CharField(choices=[('working_days', 'working days'), ('days', 'days'), ('months', 'months'), ('hours', 'hours'), ('percent', 'percent'), ('eur', 'EUR'), ('count', 'count'), ('years', 'years')], max_length=20, verbose_name='unit of measure')),
                ('citation', models.CharField(max_length=200, verbose_name='source')),
                ('source_url', models.URLField(blank=True, verbose_name='link to the source')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='checked on')),
                ('is_hard', models.BooleanField(default=False, help_text='A rule that may be broken asks for a public justification instead.', verbose_name='may not be broken')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Obligation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('subject_id', models.BigIntegerField()),
                ('holder_id', models.BigIntegerField()),
                ('label', models.CharField(max_length=300, verbose_name='what')),
                ('number', models.CharField(blank=True, max_length=30, verbose_name='number')),
                ('address', models.CharField(help_text='Path without a language prefix.', max_length=300, verbose_name='page')),
                ('staff_address', models.CharField(blank=True, max_length=300, verbose_name='page in the admin')),
                ('neighbourhood_key', models.BigIntegerField(blank=True, null=True, verbose_name='neighbourhood')),
                ('visibility', models.CharField(choices=[('public', 'public'), ('staff', 'staff only'), ('sensitive', 'social service only')], default='public', max_length=10, verbose_name='visible to')),
                ('legal_basis', models.CharField(blank=True, max_length=200, verbose_name='legal basis')),
                ('term_amount', models.PositiveIntegerField(blank=True, null=True, verbose_name='term')),
                ('term_unit', models.CharField(blank=True, max_length=20, verbose_name='counted in')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('first_due_at', models.DateTimeField(verbose_name='due at first')),
                ('extended_at', models.DateTimeField(blank=True, null=True, verbose_name='extended')),
                ('extension_reason', models.TextField(blank=True, verbose_name='reason of the extension')),
                ('fulfilled_at', models.DateTimeField(blank=True, null=True, verbose_name='fulfilled')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='cancelled at')),
                ('cancelled_reason', models.CharField(blank=True, max_length=200, verbose_name='why cancelled')),
                ('next_reminder_at', models.DateTimeField(blank=True, null=True)),
                ('next_reminder_step', models.CharField(blank=True, max_length=30)),
                ('next_reminder_to', models.CharField(blank=True, max_length=10)),
            ],
            options={
                'verbose_name': 'obligation',
                'verbose_name_plural': 'obligations',
                'ordering': ['due_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='number')),
                ('salt', models.CharField(max_length=32)),
                ('subject_id', models.BigIntegerField()),
                ('handed_in_at', models.DateTimeField(verbose_name='handed in')),
            ],
            options={
                'verbose_name': 'receipt',
                'verbose_name_plural': 'receipts',
            },
        ),
        migrations.CreateModel(
            name='WorkdayException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='day')),
                ('is_working', models.BooleanField(verbose_name='is worked')),
                ('source', models.CharField(max_length=200, verbose_name='by whose order')),
            ],
            options={
                'verbose_name': 'exception to working days',
                'verbose_name_plural': 'exceptions to working days',
                'ordering': ['-day'],
            },
        ),
        migrations.CreateModel(
            name='WorkdayExceptionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('day', models.DateField(verbose_name='day')),
                ('is_working', models.BooleanField(verbose_name='is worked')),
                ('source', models.CharField(max_length=200, verbose_name='by whose order')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LegalRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(max_length=60, verbose_name='code')),
                ('title', models.CharField(max_length=200, verbose_name='what it says')),
                ('title_en', models.CharField(max_length=200, verbose_name='what it says, in English')),
                ('value', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='value')),
                ('unit', models.CharField(choices=[('working_days', 'working days'), ('days', 'days'), ('months', 'months'), ('hours', 'hours'), ('percent', 'percent'), ('eur', 'EUR'), ('count', 'count'), ('years', 'years')], max_length=20, verbose_name='unit of measure')),
                ('citation', models.CharField(max_length=200, verbose_name='source')),
                ('source_url', models.URLField(blank=True, verbose_name='link to the source')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='checked on')),
                ('is_hard', models.BooleanField(default=False, help_text='A rule that may be broken asks for a public justification instead.', verbose_name='may not be broken')),
            ],
            options={
                'verbose_name': 'legal rule',
                'verbose_name_plural': 'legal rules',
                'ordering': ['code', '-valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='legal_rule_ends_after_it_begins', violation_error_message='The last day may not be before the first.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), (models.Func(models.F('valid_from'), models.F('valid_to'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='legal_rule_one_at_a_time', violation_error_message='Another value of this rule is valid on some of these days.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalrule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "obligations_legalruleevent" ("checked_on", "citation", "code", "created_at", "id", "is_hard", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_url", "title", "title_en", "unit", "updated_at", "valid_from", "valid_to", "value") VALUES (NEW."checked_on", NEW."citation", NEW."code", NEW."created_at", NEW."id", NEW."is_hard", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source_url", NEW."title", NEW."title_en", NEW."unit", NEW."updated_at", NEW."valid_from", NEW."valid_to", NEW."value"); RETURN NULL;', hash='bbf732e8ac858166d0eafc6bc3725748cb8f327b', operation='INSERT', pgid='pgtrigger_insert_insert_0cf13', table='obligations_legalrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalrule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "obligations_legalruleevent" ("checked_on", "citation", "code", "created_at", "id", "is_hard", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_url", "title", "title_en", "unit", "updated_at", "valid_from", "valid_to", "value") VALUES (NEW."checked_on", NEW."citation", NEW."code", NEW."created_at", NEW."id", NEW."is_hard", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source_url", NEW."title", NEW."title_en", NEW."unit", NEW."updated_at", NEW."valid_from", NEW."valid_to", NEW."value"); RETURN NULL;', hash='f82e9bc9aa87838f30457d73b5ace198260faefe', operation='UPDATE', pgid='pgtrigger_update_update_8b20f', table='obligations_legalrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalrule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "obligations_legalruleevent" ("checked_on", "citation", "code", "created_at", "id", "is_hard", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_url", "title", "title_en", "unit", "updated_at", "valid_from", "valid_to", "value") VALUES (OLD."checked_on", OLD."citation", OLD."code", OLD."created_at", OLD."id", OLD."is_hard", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source_url", OLD."title", OLD."title_en", OLD."unit", OLD."updated_at", OLD."valid_from", OLD."valid_to", OLD."value"); RETURN NULL;', hash='282fc71c336617f921df93a6aa9395e5a716feae', operation='DELETE', pgid='pgtrigger_delete_delete_0bc23', table='obligations_legalrule', when='AFTER')),
        ),
        migrations.AddField(
            model_name='legalruleevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='legalruleevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='obligations.legalrule'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='extended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='extended by'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='holder_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='subject_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='municipality.unit', verbose_name='responsible unit'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='subject_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workdayexception',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "obligations_workdayexceptionevent" ("day", "id", "is_working", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."day", NEW."id", NEW."is_working", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source"); RETURN NULL;', hash='96d133cbd02b22890c10d538023086ee27021062', operation='INSERT', pgid='pgtrigger_insert_insert_752be', table='obligations_workdayexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workdayexception',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "obligations_workdayexceptionevent" ("day", "id", "is_working", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."day", NEW."id", NEW."is_working", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source"); RETURN NULL;', hash='ef45784272438c6b4668f8f60bd11b4a7047ba7f', operation='UPDATE', pgid='pgtrigger_update_update_b57db', table='obligations_workdayexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workdayexception',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "obligations_workdayexceptionevent" ("day", "id", "is_working", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."day", OLD."id", OLD."is_working", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source"); RETURN NULL;', hash='26d111e7d117826c7589ad968193e9cdd396a2b4', operation='DELETE', pgid='pgtrigger_delete_delete_ed78e', table='obligations_workdayexception', when='AFTER')),
        ),
        migrations.AddField(
            model_name='workdayexceptionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='workdayexceptionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='obligations.workdayexception'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalruleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6ed42e5952ec4c060816e16e0718acb540b85f3b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f2872', table='obligations_legalruleevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(fields=['subject_type', 'subject_id'], name='obligation_subject'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(fields=['holder_type', 'holder_id', 'due_at'], name='obligation_holder'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(condition=models.Q(('cancelled_at__isnull', True), ('fulfilled_at__isnull', True)), fields=['due_at', 'id'], name='obligation_open_due'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(condition=models.Q(('cancelled_at__isnull', True), ('fulfilled_at__isnull', True), ('next_reminder_at__isnull', False)), fields=['next_reminder_at', 'id'], name='obligation_reminder_due'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(fields=['unit', 'due_at'], name='obligation_unit'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(fields=['neighbourhood_key', 'due_at'], name='obligation_neighbourhood'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(fields=['-fulfilled_at', 'id'], name='obligation_fulfilled'),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('fulfilled_at__isnull', True)), fields=('kind', 'subject_type', 'subject_id'), name='obligation_open_once'),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(('fulfilled_at__isnull', True), ('cancelled_at__isnull', True), _connector='OR'), name='obligation_ends_one_way'),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extended_at__isnull', False), ('extended_by__isnull', False)), models.Q(('extended_at__isnull', True), ('extended_by__isnull', True)), _connector='OR'), name='obligation_extension_whole'),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(('extended_at__isnull', True), models.Q(('extension_reason', ''), _negated=True), _connector='OR'), name='obligation_extension_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('subject_type', 'subject_id'), name='receipt_one_per_subject'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workdayexceptionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8404698b4dda6a34f3e401d8c82f78d640fca7a5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_47cb2', table='obligations_workdayexceptionevent', when='BEFORE')),
        ),
    ]
