import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('name', models.CharField(max_length=150, verbose_name='name and surname')),
                ('language', models.CharField(choices=[('lv', 'Latviešu'), ('en', 'English')], default='lv', max_length=5, verbose_name='language of messages')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='phone')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('coordinator', 'participation coordinator'), ('calls', 'call administrator'), ('officer', 'department officer'), ('evaluator', 'evaluation commission member'), ('lawyer', 'lawyer'), ('accountant', 'accountant'), ('social', 'social service'), ('auditor', 'auditor'), ('administrator', 'system administrator')], max_length=20), blank=True, default=list, size=None, verbose_name='roles')),
                ('is_staff', models.BooleanField(default=False, verbose_name='opens the admin')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo account')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('erased_at', models.DateTimeField(blank=True, null=True, verbose_name='erased')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail')),
                ('name', models.CharField(max_length=150, verbose_name='name and surname')),
                ('language', models.CharField(choices=[('lv', 'Latviešu'), ('en', 'English')], default='lv', max_length=5, verbose_name='language of messages')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='phone')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('coordinator', 'participation coordinator'), ('calls', 'call administrator'), ('officer', 'department officer'), ('evaluator', 'evaluation commission member'), ('lawyer', 'lawyer'), ('accountant', 'accountant'), ('social', 'social service'), ('auditor', 'auditor'), ('administrator', 'system administrator')], max_length=20), blank=True, default=list, size=None, verbose_name='roles')),
                ('is_staff', models.BooleanField(default=False, verbose_name='opens the admin')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo account')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('erased_at', models.DateTimeField(blank=True, null=True, verbose_name='erased')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name', 'pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['roles'], name='user_roles')],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once', violation_error_message='There is an account with this e-mail address already.'), models.CheckConstraint(condition=models.Q(('erased_at__isnull', True), ('is_active', False), _connector='OR'), name='user_erased_is_inactive')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userevent" ("date_joined", "email", "erased_at", "id", "is_active", "is_demo", "is_staff", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "roles") VALUES (NEW."date_joined", NEW."email", NEW."erased_at", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_staff", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."roles"); RETURN NULL;', hash='15f0f5b37b607048b2435fcf4e360f0e693933c9', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."roles" IS DISTINCT FROM (NEW."roles"))', func='INSERT INTO "accounts_userevent" ("date_joined", "email", "erased_at", "id", "is_active", "is_demo", "is_staff", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "roles") VALUES (NEW."date_joined", NEW."email", NEW."erased_at", NEW."id", NEW."is_active", NEW."is_demo", NEW."is_staff", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."roles"); RETURN NULL;', hash='55804bba5cc4f8846700a67f89a2dd1280fe2250', operation='UPDATE', pgid='pgtrigger_update_update_0e890', table='accounts_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userevent" ("date_joined", "email", "erased_at", "id", "is_active", "is_demo", "is_staff", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "roles") VALUES (OLD."date_joined", OLD."email", OLD."erased_at", OLD."id", OLD."is_active", OLD."is_demo", OLD."is_staff", OLD."language", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."roles"); RETURN NULL;', hash='cb652fe2f22fbc8424a9b7a6b4dbe4965794394d', operation='DELETE', pgid='pgtrigger_delete_delete_19f14', table='accounts_user', when='AFTER')),
        ),
        migrations.AddField(
            model_name='userevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e9498e73f6fbdf2642fb33fa14189f1ad2382c8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_45b21', table='accounts_userevent', when='BEFORE')),
        ),
    ]
