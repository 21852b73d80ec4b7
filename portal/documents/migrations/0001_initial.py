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
            name='Document',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('subject_id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('is_draft', models.BooleanField(default=False, verbose_name='draft')),
                ('state', models.CharField(choices=[('requested', 'being made'), ('ready', 'ready'), ('failed', 'could not be made')], default='requested', max_length=10, verbose_name='state')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('requested_at', models.DateTimeField(verbose_name='requested')),
                ('rendered_at', models.DateTimeField(blank=True, null=True, verbose_name='made')),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('failure', models.CharField(blank=True, max_length=300, verbose_name='what went wrong')),
                ('pdf', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='document', to='files.file', verbose_name='PDF')),
                ('subject_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['-requested_at'],
            },
        ),
        migrations.CreateModel(
            name='SignedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('match', models.CharField(choices=[('contains', 'contains exactly this version'), ('extends', 'is this version with signatures added')], max_length=10, verbose_name='comparison')),
                ('signature_files', models.PositiveIntegerField(default=0, verbose_name='signatures in the file')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed_copies', to='documents.document', verbose_name='document')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed_copy', to='files.file', verbose_name='signed file')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='received by')),
            ],
            options={
                'verbose_name': 'signed copy',
                'verbose_name_plural': 'signed copies',
                'ordering': ['-received_at'],
            },
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['subject_type', 'subject_id', 'kind', '-version'], name='document_subject'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('state', 'requested')), fields=['requested_at'], name='document_waiting'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('kind', 'subject_type', 'subject_id', 'version'), name='document_version_once'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), ('rendered_at__isnull', False), _connector='OR'), name='document_ready_is_rendered'),
        ),
    ]
