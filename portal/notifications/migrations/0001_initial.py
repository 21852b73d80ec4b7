import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('files', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(choices=[('lv', 'Latviešu'), ('en', 'English')], max_length=5, verbose_name='language')),
                ('target_id', models.BigIntegerField()),
                ('target_label', models.CharField(max_length=300, verbose_name='what')),
                ('target_address', models.CharField(max_length=300, verbose_name='page')),
                ('frequency', models.CharField(choices=[('at_once', 'at once'), ('daily', 'once a day'), ('weekly', 'once a week'), ('never', 'never')], default='daily', max_length=10, verbose_name='how often')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('target_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'subscription',
                'verbose_name_plural': 'subscriptions',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=80, verbose_name='kind')),
                ('category', models.CharField(choices=[('act', 'something to do'), ('service', 'about my own matter'), ('news', 'news'), ('secret', 'sign-in')], max_length=10, verbose_name='category')),
                ('email', models.EmailField(max_length=254, verbose_name='to')),
                ('language', models.CharField(choices=[('lv', 'Latviešu'), ('en', 'English')], max_length=5, verbose_name='language')),
                ('subject', models.CharField(max_length=300, verbose_name='subject')),
                ('body', models.TextField(verbose_name='text')),
                ('link', models.CharField(blank=True, max_length=300, verbose_name='page')),
                ('about_id', models.CharField(blank=True, max_length=40)),
                ('sensitive', models.BooleanField(default=False, verbose_name='social service only')),
                ('reminder_key', models.CharField(blank=True, max_length=120)),
                ('reminder_step', models.CharField(blank=True, max_length=40)),
                ('state', models.CharField(choices=[('queued', 'waiting'), ('collected', 'waits for the digest'), ('digested', 'sent in a digest'), ('sent', 'sent'), ('failed', 'could not be sent')], default='queued', max_length=10, verbose_name='state')),
                ('deliver_after', models.DateTimeField(verbose_name='not before')),
                ('attempts', models.PositiveIntegerField(default=0, verbose_name='attempts')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent at')),
                ('failure', models.CharField(blank=True, max_length=300, verbose_name='what went wrong')),
                ('about_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='contenttypes.contenttype')),
                ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='items', to='notifications.message')),
                ('files', models.ManyToManyField(blank=True, related_name='messages', to='files.file', verbose_name='attachments')),
                ('recipient', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
                ('subscription', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to='notifications.subscription', verbose_name='subscription')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('key', models.CharField(max_length=80, verbose_name='kind')),
                ('frequency', models.CharField(choices=[('at_once', 'at once'), ('daily', 'once a day'), ('weekly', 'once a week'), ('never', 'never')], max_length=10, verbose_name='how often')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='message_preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'message preference',
                'verbose_name_plural': 'message preferences',
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='preference_once')],
            },
        ),
        migrations.AddIndex(
            model_name='subscription',
            index=models.Index(fields=['target_type', 'target_id'], name='subscription_target'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.UniqueConstraint(fields=('email', 'target_type', 'target_id'), name='subscription_once'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'queued')), fields=['deliver_after', 'id'], name='message_queue'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('state', 'collected')), fields=['deliver_after', 'email'], name='message_collected'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['about_type', 'about_id'], name='message_about'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['email', '-created_at'], name='message_email'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['state', '-created_at'], name='message_state'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(condition=models.Q(('reminder_key', ''), _negated=True), fields=('reminder_key', 'reminder_step', 'email'), name='reminder_written_once'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='message_sent_has_time'),
        ),
    ]
