import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='task')),
                ('beat_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last run')),
                ('result', models.CharField(blank=True, max_length=200, verbose_name='result')),
            ],
            options={
                'verbose_name': 'heartbeat',
                'verbose_name_plural': 'heartbeats',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('name', models.CharField(max_length=100, verbose_name='what')),
                ('actor_kind', models.CharField(choices=[('person', 'signed-in person'), ('guest', 'visitor without an account'), ('system', 'the portal itself')], max_length=10, verbose_name='kind of actor')),
                ('actor_id', models.BigIntegerField(blank=True, null=True)),
                ('actor_label', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('target_type', models.CharField(max_length=100)),
                ('target_id', models.CharField(max_length=64)),
                ('target_label', models.CharField(max_length=300, verbose_name='to what')),
                ('data', models.JSONField(blank=True, default=dict, verbose_name='details')),
                ('context_id', models.UUIDField(blank=True, db_index=True, null=True)),
                ('sensitive', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'audit entry',
                'verbose_name_plural': 'audit entries',
                'ordering': ['-happened_at', '-id'],
                'indexes': [models.Index(fields=['target_type', 'target_id', '-happened_at'], name='audit_event_target'), models.Index(fields=['name', '-happened_at'], name='audit_event_name'), models.Index(fields=['actor_id', '-happened_at'], name='audit_event_actor'), models.Index(fields=['-happened_at', '-id'], name='audit_event_recent')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e1de01de2c9f0df2033cadb85ebc9cff5820c148', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7d947', table='audit_event', when='BEFORE')),
        ),
    ]
